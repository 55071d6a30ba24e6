/** Looks at a file again after some time: clients that write their own copy back do so late. */
export interface LaterLooks {
  plan(path: string): void;
  close(): void;
}

/** @param afterMs when to look, from the moment it is planned; planning a path again begins anew */
export function laterLooks(afterMs: readonly number[], look: (path: string) => void): LaterLooks {
  const timers = new Map<string, readonly NodeJS.Timeout[]>();
  const forget = (path: string): void => timers.get(path)?.forEach((timer) => clearTimeout(timer));
  return {
    plan: (path) => {
      forget(path);
      timers.set(
        path,
        afterMs.map((ms) => setTimeout(() => look(path), ms)),
      );
    },
    close: () => [...timers.keys()].forEach(forget),
  };
}
