/**
 * How the launchers start Node. A small young generation: a scan makes much short-lived garbage, and the default lets it
 * grow by a hundred megabytes before it looks. And no word about what Node calls experimental: a script with kept code
 * loads parts of Node that way, which is nothing for people who answer a question.
 */
export const nodeFlags: readonly string[] = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8'];
