/**
 * How the launchers start Node. A small young generation: a scan makes much short-lived garbage, and the default lets it
 * grow by a hundred megabytes before it looks.
 */
export const nodeFlags: readonly string[] = ['--max-semi-space-size=16'];
