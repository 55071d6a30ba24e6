import * as z from 'zod';
import type { Finding } from '../../scanner/model/finding.ts';
import type { Route } from '../../scanner/model/identity.ts';
import type { SightingRow, SourceRow } from '../../scanner/model/inventory.ts';
import { name, nothing } from './inputs.ts';
import { operation } from './operation.ts';
import type { ChangeNote } from './overview.ts';

export interface ClientLine {
  readonly id: string;
  readonly name: string;
  readonly installed: boolean;
  readonly servers: number;
  readonly routes: Readonly<Record<Route, number>>;
  /** Sources by outcome, the absent ones left out. */
  readonly outcomes: Readonly<Partial<Record<SourceRow['outcome'], number>>>;
  /** Risky switches of the client itself. */
  readonly findings: number;
}

export interface ClientDetail {
  readonly id: string;
  readonly name: string;
  readonly installed: boolean;
  readonly findings: readonly Finding[];
  readonly sources: readonly (SourceRow & {
    readonly entries: readonly (Omit<SightingRow, 'source' | 'client' | 'scope' | 'path'> & {
      /** Id of the server. */
      readonly server: string;
    })[];
  })[];
  /** What the watch saw in this client's files, newest first. */
  readonly events: readonly ChangeNote[];
}

/** What an administrator adds to a client's own rules, in both forms. */
export interface AllowlistView {
  /** `none`: this client has no such rules. */
  readonly format: 'json' | 'toml' | 'none';
  /** To be copied as it is. */
  readonly text: string;
  readonly notes: readonly string[];
}

const client = z.strictObject({ client: name });

export const clientOperations = {
  'clients.list': operation<readonly ClientLine[]>()('read', nothing),
  'clients.show': operation<ClientDetail>()('read', client),
  'clients.allowlist': operation<AllowlistView>()('read', client),
};
