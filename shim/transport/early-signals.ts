const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Hands on the signals that ask for an end, also those that came before. */
export type SignalSource = (act: (signal: NodeJS.Signals) => void) => void;

/** Keeps signals from ending this process, until somebody acts on them in its order. */
export function holdSignals(): SignalSource {
  const held: NodeJS.Signals[] = [];
  let act: (signal: NodeJS.Signals) => void = (signal) => void held.push(signal);
  for (const signal of endings) {
    process.on(signal, () => act(signal));
  }
  return (run) => {
    act = run;
    held.splice(0).forEach(run);
  };
}
