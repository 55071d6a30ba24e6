import { randomUUID } from 'node:crypto';
import type { Handlers, InputOf, Questions } from '../../contract/operations.ts';
import type { BulkResult } from '../../contract/servers.ts';
import type { Catalogue, CatalogueEntry, CatalogueIdentity } from '../../../policy/catalogue/catalogue.ts';
import { type CatalogueChange, editCatalogue } from '../../../policy/catalogue/edit.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import type { Inventory, ServerRow } from '../../../scanner/model/inventory.ts';
import { cataloguePath, readCatalogue } from '../catalogue-file.ts';
import { concerns, identityToCatalogue } from '../catalogue-identity.ts';
import { writeState } from '../state-file.ts';

export interface CatalogueDeskDeps {
  readonly stateFolder: string;
  readonly user: string;
  readonly inventory: () => Inventory | null;
  /** The catalogue says something else now: standings are old. */
  readonly onChanged: () => void;
}

type CatalogueName = 'servers.approve' | 'servers.ban' | 'servers.forget' | 'findings.suppress' | 'catalogue.undo';

interface Undo {
  readonly before: string;
  readonly after: string;
}

const MOST_UNDOS = 50;

/** Changes the local catalogue for one server or many, and takes the change back. */
export function catalogueDesk(deps: CatalogueDeskDeps): Pick<Handlers, CatalogueName> & {
  readonly questions: Pick<Questions, Exclude<CatalogueName, 'servers.ban'>>;
} {
  const { stateFolder } = deps;
  const path = cataloguePath(stateFolder);
  const undos = new Map<string, Undo>();
  let queue: Promise<unknown> = Promise.resolve();

  /** One change after the other: each is made on what the one before left. */
  const change = <Result>(
    edit: (text: string, catalogue: Catalogue) => Promise<{ readonly text: string; readonly result: Result }>,
  ) => {
    const mine = queue.then(async () => {
      const { text: before, catalogue } = await readCatalogue(stateFolder);
      const { text, result } = await edit(before, catalogue);
      if (text === before) {
        return { result, undo: null };
      }
      writeState(path, text);
      const undo = randomUUID();
      undos.set(undo, { before, after: text });
      [...undos.keys()].slice(0, -MOST_UNDOS).forEach((old) => undos.delete(old));
      deps.onChanged();
      return { result, undo };
    });
    // A change that failed is told to who asked for it; the next one starts from the file as it is.
    queue = mine.catch(() => undefined);
    return mine;
  };

  /** One edit for all of them: each by itself would read and check the whole file again. */
  const forAll = async <Item>(
    servers: readonly string[],
    itemsOf: (server: ServerRow, catalogue: Catalogue) => readonly Item[],
    changeOf: (items: readonly Item[]) => CatalogueChange,
  ): Promise<BulkResult> => {
    const { result, undo } = await change(async (text, catalogue) => {
      const byId = new Map(deps.inventory()?.servers.map((server) => [server.id, server]));
      const done: string[] = [];
      const items: Item[] = [];
      const refused: BulkResult['refused'][number][] = [];
      for (const id of servers) {
        try {
          items.push(...itemsOf(byId.get(id as ServerRow['id']) ?? unknownServer(id), catalogue));
          done.push(id);
        } catch (error) {
          if (!(error instanceof SallyportError)) {
            throw error;
          }
          const { code, message, remedy } = error;
          refused.push({ server: id, code, message, remedy });
        }
      }
      return { text: await editCatalogue(text, changeOf(items)), result: { done, refused } };
    });
    return { ...result, undo };
  };

  const nameOf = (id: string): string => {
    const server = deps.inventory()?.servers.find((one) => one.id === id);
    return server?.names[0] ?? id;
  };
  const namesOf = (ids: readonly string[]): string =>
    `${ids.slice(0, 5).map(nameOf).join(', ')}${ids.length > 5 ? ` and ${ids.length - 5} more` : ''}`;

  return {
    'servers.approve': (input) => forAll(input.servers, (server) => [entryOf(server, 'approved', input)], putting),
    'servers.ban': ({ servers, reason }) => {
      const wish = { reason, owner: deps.user, anyVersion: true, versions: null, until: null };
      return forAll(servers, (server) => [entryOf(server, 'banned', wish)], putting);
    },
    'servers.forget': ({ servers }) =>
      forAll(servers, decidedAbout, (identities) => ({ kind: 'remove-servers', identities })),
    'findings.suppress': async ({ rule, server, reason, owner, until }) => {
      const known = rulesIn(deps.inventory()).find((one) => one === rule);
      if (known === undefined) {
        throw new SallyportError({
          code: 'UNKNOWN_RULE',
          message: `the last scan has no finding of the rule ${JSON.stringify(rule)}`,
          remedy: 'Choose the rule of a finding that is shown.',
        });
      }
      const of = server === null ? null : serverOf(deps.inventory(), server).id;
      const suppression = { rule: known, server: of, reason, owner, until };
      const { undo } = await change(async (text) => ({
        text: await editCatalogue(text, { kind: 'put-suppression', suppression }),
        result: null,
      }));
      return { undo: undo ?? '' };
    },
    'catalogue.undo': async ({ undo }) => {
      const kept = undos.get(undo);
      await change((text) => {
        if (kept === undefined || text !== kept.after) {
          throw new SallyportError({
            code: 'UNDO_UNKNOWN',
            message: 'the catalogue has changed since, so this can not simply be undone',
            remedy: 'Change what the catalogue says about these servers by hand.',
          });
        }
        return Promise.resolve({ text: kept.before, result: null });
      });
      undos.delete(undo);
      return { undone: true };
    },
    questions: {
      'servers.approve': ({ servers, until }) =>
        Promise.resolve(`Approve ${namesOf(servers)}${until === null ? '' : ` until ${until}`}?`),
      'servers.forget': ({ servers }) =>
        Promise.resolve(`Forget what was decided about ${namesOf(servers)}? A ban is lifted with it.`),
      'findings.suppress': ({ rule, server, until }) =>
        Promise.resolve(`Set aside ${rule} for ${server === null ? 'every server' : nameOf(server)} until ${until}?`),
      'catalogue.undo': () => Promise.resolve('Give the catalogue back as it was before this change?'),
    },
  };
}

function putting(entries: readonly CatalogueEntry[]): CatalogueChange {
  return { kind: 'put-servers', entries };
}

function decidedAbout(server: ServerRow, catalogue: Catalogue): readonly CatalogueIdentity[] {
  const entries = catalogue.servers.filter(({ identity }) => concerns(identity, server.identity));
  if (entries.length === 0) {
    throw new SallyportError({
      code: 'UNKNOWN_SERVER',
      message: `the catalogue says nothing about ${server.names[0] ?? server.id}`,
      remedy: 'There is nothing to forget.',
    });
  }
  return entries.map(({ identity }) => identity);
}

type Wish = Pick<InputOf<'servers.approve'>, 'owner' | 'reason' | 'anyVersion' | 'versions' | 'until'>;

function entryOf(
  server: ServerRow,
  status: CatalogueEntry['status'],
  { owner, reason, anyVersion, versions, until }: Wish,
): CatalogueEntry {
  return {
    // What is refused is told beside the server it is about.
    identity: identityToCatalogue({ id: 'it', identity: server.identity }, { versions, anyVersion, integrity: null }),
    status,
    owner,
    reason,
    risk: null,
    dataClass: null,
    category: null,
    tools: {},
    labels: [],
    until,
  };
}

function serverOf(inventory: Inventory | null, id: string): ServerRow {
  return inventory?.servers.find((one) => one.id === id) ?? unknownServer(id);
}

function unknownServer(id: string): never {
  throw new SallyportError({
    code: 'UNKNOWN_SERVER',
    message: `the last scan found no server ${id}`,
    remedy: 'Scan again, and choose one from the list.',
  });
}

function rulesIn(inventory: Inventory | null) {
  return [...(inventory?.servers ?? []), ...(inventory?.clients ?? [])].flatMap(({ findings }) =>
    findings.map(({ rule }) => rule),
  );
}
