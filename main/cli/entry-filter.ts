import { clients } from '../../scanner/clients/all.ts';
import { SallyportError } from '../../scanner/model/errors.ts';
import type { ClientId } from '../../scanner/model/ids.ts';
import type { EntryName } from '../daemon/protect/plan.ts';
import { usageError } from './run-cli.ts';
import { type Given, textOption } from './verb.ts';

/** The options by which protect and restore choose entries. */
export const filterOptions = {
  client: { type: 'string' },
  server: { type: 'string' },
  scope: { type: 'string' },
} as const;

export const filterHelp = {
  client: 'only the files of this client',
  server: 'only servers of this name',
  scope: 'only this scope: user, local, profile, project or workspace',
} as const;

const scopes = ['user', 'local', 'profile', 'project', 'workspace'];

export interface EntryFilter {
  readonly only: ClientId | null;
  readonly wanted: (entry: EntryName) => boolean;
  /** Every server of the clients in question is meant. */
  readonly isWhole: boolean;
  /** Nothing was chosen: everything is meant. */
  readonly isOpen: boolean;
}

/** @throws SallyportError `UNKNOWN_CLIENT` or `USAGE` */
export function entryFilter(given: Given): EntryFilter {
  const server = textOption(given, 'server');
  const scope = textOption(given, 'scope');
  if (scope !== undefined && !scopes.includes(scope)) {
    throw usageError(`there is no scope ${JSON.stringify(scope)}`, `Choose one of ${scopes.join(', ')}.`);
  }
  const only = knownClient(textOption(given, 'client'));
  return {
    only,
    wanted: (entry) =>
      (only === null || entry.client === only) &&
      (server === undefined || entry.name === server) &&
      (scope === undefined || entry.scope === scope),
    isWhole: server === undefined && scope === undefined,
    isOpen: server === undefined && scope === undefined && only === null,
  };
}

/** @throws SallyportError `UNKNOWN_CLIENT` */
export function knownClient(asked: string | undefined): ClientId | null {
  if (asked === undefined) {
    return null;
  }
  const client = clients.find(({ id }) => id === asked);
  if (client === undefined) {
    throw new SallyportError({
      code: 'UNKNOWN_CLIENT',
      message: `there is no client ${JSON.stringify(asked)}`,
      remedy: `Choose one of ${clients.map(({ id }) => id).join(', ')}.`,
    });
  }
  return client.id;
}
