import { unquotedShellOn } from '../clients/client-shell.ts';
import type { ClientId } from '../model/ids.ts';
import type { Os } from '../model/launch.ts';

/** What matters about a client when its entries are rewritten. Facts: `scanner/clients/README.md`. */
export interface ClientRules {
  /** Systems where this client, or one of its builds, starts servers through a shell without quoting. */
  readonly shellOn: readonly Os[];
  /** Expands `~` and variables in the command but not in the arguments, where the shim would carry it. */
  readonly expandsCommandOnly: boolean;
  /** What its person will notice after a rewrite. */
  readonly notices: readonly ('asks-again' | 'quit-first' | 'rewrites-file')[];
  /** Keeps a lock folder beside its file while it writes. */
  readonly lock: boolean;
  /** Reads its servers from a list whose items carry their names; the others read a map of names, and no list. */
  readonly readsLists: boolean;
}

const usual: Omit<ClientRules, 'shellOn'> = {
  expandsCommandOnly: false,
  notices: [],
  lock: false,
  readsLists: false,
};

const odd: ReadonlyMap<string, Partial<typeof usual>> = new Map<string, Partial<typeof usual>>([
  ['claude-desktop', { notices: ['quit-first'] }],
  ['claude-code', { notices: ['rewrites-file'] }],
  ['cursor', { notices: ['asks-again'] }],
  ['vscode', { notices: ['asks-again'] }],
  ['vscode-insiders', { notices: ['asks-again'] }],
  ['vscodium', { notices: ['asks-again'] }],
  ['vscodium-insiders', { notices: ['asks-again'] }],
  ['amazon-q', { expandsCommandOnly: true, notices: ['asks-again'] }],
  ['cline', { lock: true }],
  ['continue', { readsLists: true }],
]);

export function rulesOf(client: ClientId): ClientRules {
  return { ...usual, shellOn: unquotedShellOn(client), ...odd.get(client) };
}
