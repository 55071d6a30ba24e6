/** Counts how often a file was routed again lately. A client that fights back is left alone; one that slips now and then is not. */
export interface Tries {
  /** Counts one more, when there may be one more. */
  take(path: string): boolean;
}

export function countTries({ most, withinMs, now }: TryRules): Tries {
  const known = new Map<string, readonly number[]>();
  return {
    take: (path) => {
      const at = now().getTime();
      const recent = (known.get(path) ?? []).filter((time) => at - time < withinMs);
      const mayTry = recent.length < most;
      known.set(path, mayTry ? [...recent, at] : recent);
      return mayTry;
    },
  };
}

export interface TryRules {
  readonly most: number;
  readonly withinMs: number;
  readonly now: () => Date;
}
