import type { Catalogue, CatalogueEntry, CatalogueIdentity } from '../../../policy/catalogue/catalogue.ts';
import { identityKey } from '../../../policy/catalogue/catalogue.ts';
import { redactArgs } from '../../../scanner/detect/secrets/redact-args.ts';
import { redactUrl } from '../../../scanner/detect/secrets/redact-url.ts';
import type { Files } from '../../../scanner/files.ts';
import { npmPurl, pypiPurl } from '../../../scanner/identity/purl.ts';
import { identifyRemote } from '../../../scanner/identity/remote.ts';
import { resolve } from '../../../scanner/identity/resolve.ts';
import type { Machine } from '../../../scanner/machine.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import type { Identity, Runs } from '../../../scanner/model/identity.ts';
import type { ListedRule, ListedServer } from '../../../scanner/routing/listed-rules.ts';
import { identityToCatalogue } from '../catalogue-identity.ts';

/** What stands in each entry that is made of a rule. */
export type Written = Pick<CatalogueEntry, 'owner' | 'reason' | 'until'> & { readonly anyVersion: boolean };

export interface Imported {
  readonly added: readonly CatalogueEntry[];
  /** Rules that the catalogue says already. */
  readonly known: number;
  readonly left: readonly { readonly rule: string; readonly status: ListedRule['status']; readonly why: string }[];
}

/**
 * Turns rules about commands and addresses into entries about what those commands run. A rule that can not be said without
 * meaning more or something else is left out, with the reason.
 */
export async function importRules(
  rules: readonly ListedRule[],
  before: Catalogue,
  written: Written,
  deps: { readonly files: Files; readonly machine: Machine },
): Promise<Imported> {
  const said = new Map(before.servers.map(({ identity, status }) => [identityKey(identity), status]));
  const added: CatalogueEntry[] = [];
  const left: Imported['left'][number][] = [];
  let known = 0;
  for (const { status, says } of rules) {
    const found = await identityOf(status, says, written, deps);
    const key = typeof found === 'string' ? '' : identityKey(found);
    if (typeof found === 'string') {
      left.push({ rule: shownRule(says), status, why: found });
    } else if (said.get(key) === status) {
      known += 1;
    } else if (said.has(key)) {
      left.push({ rule: shownRule(says), status, why: `the catalogue says that it is ${said.get(key) ?? ''}` });
    } else {
      said.set(key, status);
      added.push(entryOf(found, status, written));
    }
  }
  return { added, known, left };
}

/** @returns what the rule is about, or why that can not be said */
async function identityOf(
  status: ListedRule['status'],
  says: ListedServer,
  { anyVersion }: Written,
  deps: { readonly files: Files; readonly machine: Machine },
): Promise<CatalogueIdentity | string> {
  switch (says.kind) {
    case 'name':
      return 'it goes by a name, which says nothing about what runs';
    case 'unclear':
      return says.why;
    case 'address': {
      const { identity } = identifyRemote(says.url.replace(/\/\*$/, ''));
      return says.url.replace(/\/\*$/, '').includes('*')
        ? 'an asterisk stands where the catalogue knows none: only at the end of a path'
        : fromIdentity(identity, anyVersion);
    }
    case 'command': {
      const [command = '', ...args] = says.words;
      const launch = {
        transport: 'stdio',
        command,
        args,
        env: new Map<string, string>(),
        envFile: null,
        cwd: null,
      } as const;
      const { identity, runs } = await resolve(launch, {
        ...deps,
        project: null,
        stateFolder: null,
        doubts: [],
      });
      return (status === 'banned' ? banOf(runs) : null) ?? fromIdentity(identity, anyVersion);
    }
  }
}

/** A ban also holds for a start that leaves open what else runs; without a version it means all. */
function banOf(runs: Runs): CatalogueIdentity | null {
  return runs.kind === 'package'
    ? {
        kind: 'package',
        purl: runs.ecosystem === 'npm' ? npmPurl(runs.name) : pypiPurl(runs.name),
        versions: runs.version,
        anyVersion: runs.version === null,
        integrity: null,
      }
    : null;
}

function fromIdentity(identity: Identity, anyVersion: boolean): CatalogueIdentity | string {
  try {
    return identityToCatalogue(
      { id: 'it', identity },
      {
        versions: null,
        anyVersion: anyVersion && identity.version === null,
        integrity: null,
      },
    );
  } catch (error) {
    if (error instanceof SallyportError) {
      return error.message;
    }
    throw error;
  }
}

function entryOf(
  identity: CatalogueIdentity,
  status: ListedRule['status'],
  { owner, reason, until }: Written,
): CatalogueEntry {
  return { identity, status, owner, reason, until, risk: null, dataClass: null, category: null, tools: {}, labels: [] };
}

function shownRule(says: ListedServer): string {
  switch (says.kind) {
    case 'command':
      return redactArgs(says.words).join(' ');
    case 'address':
      return redactUrl(says.url);
    case 'name':
      return says.name;
    case 'unclear':
      return says.about;
  }
}
