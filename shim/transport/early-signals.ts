import { constants } from 'node:os';

/** Ask for an end: of the server, and of us after it. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/**
 * For the server to act on, and by default its end. Without a listener each of them would end us with nothing written, and
 * SIGUSR1 would open Node's debugger.
 */
const relayed = [
  'SIGQUIT',
  'SIGUSR1',
  'SIGUSR2',
  'SIGALRM',
  'SIGVTALRM',
  'SIGPROF',
  'SIGXCPU',
  'SIGIO',
  'SIGPWR',
  'SIGSTKFLT',
] as const;

export interface SignalActs {
  readonly end: (signal: NodeJS.Signals) => void;
  readonly relay: (signal: NodeJS.Signals) => void;
}

/** Hands on signals, also those that came before. */
export type SignalSource = (acts: SignalActs) => void;

/** Keeps signals from ending this process, until somebody acts on them in its order. */
export function holdSignals(): SignalSource {
  const held: ((acts: SignalActs) => void)[] = [];
  let act: (run: (acts: SignalActs) => void) => void = (run) => void held.push(run);
  for (const signal of endings) {
    process.on(signal, () => act(({ end }) => end(signal)));
  }
  for (const signal of process.platform === 'win32' ? [] : relayed.filter((name) => name in constants.signals)) {
    process.on(signal, () => act(({ relay }) => relay(signal)));
  }
  return (acts) => {
    act = (run) => run(acts);
    held.splice(0).forEach(act);
  };
}
