/** What the daemon said, in the language of the screens. */
export interface Said {
  readonly words: string;
  /** Empty when there is nothing to do. */
  readonly remedy: string;
  /** The daemon's own words, in English, where they say more than a translation by their code can; else null. */
  readonly original: string | null;
}
