/** Keeps a file that changes all the time from flooding whoever listens. */
export interface EventBrake {
  /** `last`: this one may be told, and it should be said that there will be no more for a while. */
  ask(path: string): 'tell' | 'last' | 'drop';
}

export interface BrakeRules {
  readonly most: number;
  readonly withinMs: number;
  readonly now: () => Date;
}

export function eventBrake({ most, withinMs, now }: BrakeRules): EventBrake {
  const windows = new Map<string, { readonly since: number; readonly count: number }>();
  return {
    ask: (path) => {
      const at = now().getTime();
      const known = windows.get(path);
      const { since, count } = known !== undefined && at - known.since < withinMs ? known : { since: at, count: 0 };
      windows.set(path, { since, count: count + 1 });
      return count + 1 < most ? 'tell' : count + 1 === most ? 'last' : 'drop';
    },
  };
}
