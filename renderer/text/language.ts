export type Language = 'en' | 'de';

/** The language of the system, unless the person chose one. */
export function languageOf(chosen: 'system' | Language, system: readonly string[]): Language {
  return chosen === 'system' ? (system[0]?.toLowerCase().startsWith('de') === true ? 'de' : 'en') : chosen;
}

/** How the person's region writes numbers and times, where it speaks the language. */
export function localeOf(language: Language, system: readonly string[]): string {
  return system.find((one) => one.toLowerCase().startsWith(language)) ?? language;
}
