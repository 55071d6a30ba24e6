import type { CatalogueEntry, CatalogueIdentity } from '../../policy/catalogue/catalogue.ts';
import { editCatalogue } from '../../policy/catalogue/edit.ts';
import { SallyportError } from '../../scanner/model/errors.ts';
import type { ServerRow } from '../../scanner/model/inventory.ts';
import { cataloguePath, readCatalogue } from '../daemon/catalogue-file.ts';
import { concerns, identityToCatalogue } from '../daemon/catalogue-identity.ts';
import { writeState } from '../daemon/state-file.ts';
import { dateOption, requiredOption } from './given-values.ts';
import { findServer, lastInventory } from './known-servers.ts';
import { loosen } from './loosen.ts';
import { type Context, type ExitCode, type Given, isSet, textOption } from './verb.ts';

export async function approve(wanted: string, given: Given, context: Context): Promise<ExitCode> {
  const server = findServer(lastInventory(context), wanted);
  const identity = identityToCatalogue(server, {
    versions: textOption(given, 'versions') ?? null,
    anyVersion: isSet(given, 'any-version'),
    integrity: textOption(given, 'integrity') ?? null,
  });
  const entry = entryFor(identity, 'approved', given, requiredOption(given, 'owner', 'who answers for it'));
  await loosen(`Approving ${titleOf(server)}`, context);
  return put(entry, server, 'approved', context);
}

/** Stricter is always allowed: no question is asked. */
export async function ban(wanted: string, given: Given, context: Context): Promise<ExitCode> {
  const server = findServer(lastInventory(context), wanted);
  const identity = identityToCatalogue(server, {
    versions: textOption(given, 'versions') ?? null,
    anyVersion: textOption(given, 'versions') === undefined,
    integrity: null,
  });
  return put(
    entryFor(identity, 'banned', given, textOption(given, 'owner') ?? context.machine.env['USER'] ?? 'this user'),
    server,
    'banned',
    context,
  );
}

/** Takes back every approval and ban of a server. Only lifting a ban loosens something. */
export async function forget(wanted: string, context: Context): Promise<ExitCode> {
  const server = findServer(lastInventory(context), wanted);
  const { catalogue, text } = await readCatalogue(context.stateFolder);
  const entries = catalogue.servers.filter((entry) => concerns(entry.identity, server.identity));
  if (entries.length === 0) {
    throw new SallyportError({
      code: 'UNKNOWN_SERVER',
      message: `the catalogue says nothing about ${titleOf(server)}`,
      remedy: 'Run `sallyport servers list` to see what each server stands for.',
    });
  }
  if (entries.some(({ status }) => status === 'banned')) {
    await loosen(`Lifting the ban of ${titleOf(server)}`, context);
  }
  const identities = entries.map(({ identity }) => identity);
  const edited = await editCatalogue(text, { kind: 'remove-servers', identities });
  return save(edited, server, 'forgotten', context);
}

async function put(entry: CatalogueEntry, server: ServerRow, done: string, context: Context): Promise<ExitCode> {
  const { text } = await readCatalogue(context.stateFolder);
  return save(await editCatalogue(text, { kind: 'put-servers', entries: [entry] }), server, done, context);
}

function save(text: string, server: ServerRow, done: string, { stateFolder, json, output }: Context): ExitCode {
  const path = cataloguePath(stateFolder);
  writeState(path, text);
  output.out(
    json
      ? `${JSON.stringify({ server: server.id, status: done, catalogue: path })}\n`
      : `${titleOf(server)} is ${done} in ${path}. The next scan shows it.\n`,
  );
  return 0;
}

function entryFor(
  identity: CatalogueIdentity,
  status: 'approved' | 'banned',
  given: Given,
  owner: string,
): CatalogueEntry {
  return {
    identity,
    status,
    owner,
    reason: requiredOption(given, 'reason', 'why'),
    risk: null,
    dataClass: null,
    category: null,
    tools: {},
    labels: [],
    until: dateOption(given, 'until'),
  };
}

function titleOf({ id, names, identity }: ServerRow): string {
  const what =
    identity.purl ?? identity.origin ?? (identity.sha256 === null ? identity.reason : `sha256 ${identity.sha256}`);
  return `${id} (${JSON.stringify(names.join(', '))}: ${what ?? identity.kind})`;
}
