import type { Handlers, Questions } from '../../contract/operations.ts';
import type { PinState } from '../../contract/servers.ts';
import type { PinEntry, Pins } from '../../../policy/pins/pins.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import type { Inventory, ServerRow } from '../../../scanner/model/inventory.ts';
import { changeInWords, type ShownChange, shownChanges } from '../../report/pin-diff.ts';
import { visible } from '../../report/visible.ts';
import { acceptPins, pinsHere } from '../pins-here.ts';

export interface PinDeskDeps {
  readonly stateFolder: string;
  readonly user: string;
  readonly now: () => Date;
  readonly inventory: () => Inventory | null;
  readonly onChanged: () => void;
}

/** What a server said of one of its tools. */
export interface PinnedTool {
  readonly name: string;
  readonly definition: unknown;
  readonly pin: PinState;
}

export interface PinDesk extends Pick<Handlers, 'pins.accept'> {
  /** The tools of a server as they are remembered; what is shown here is what `pins.accept` accepts. Null: none are. */
  toolsOf(row: ServerRow): { readonly at: string; readonly tools: readonly PinnedTool[] } | null;
  readonly questions: Pick<Questions, 'pins.accept'>;
}

/** Shows what changed in a server's tools, and accepts exactly what was shown. */
export function pinDesk({ stateFolder, user, now, inventory, onChanged }: PinDeskDeps): PinDesk {
  /** By server: the changes that a person was last shown, by the name they were shown under. */
  const shown = new Map<string, ReadonlyMap<string, ShownChange>>();

  const rowOf = (id: string): ServerRow => inventory()?.servers.find((one) => one.id === id) ?? unknown(id);
  const chosen = (server: string, tools: readonly string[]): readonly ShownChange[] => {
    const changes = tools.map((tool) => shown.get(server)?.get(visible(tool)));
    return changes.map((change, index) => change ?? neverShown(tools[index] ?? ''));
  };

  return {
    toolsOf: (row) => {
      const pins = pinsOf(row, stateFolder);
      if (pins === null) {
        return null;
      }
      const entries = Object.values(pins.entries).filter(({ kind }) => kind === 'tool');
      const changes = new Map(
        entries.flatMap((entry) => shownChanges([entry]).map((change) => [entry.name, change] as const)),
      );
      shown.set(row.id, byShownName(changes));
      return { at: pins.firstSeen, tools: entries.map((entry) => toolOf(entry, changes.get(entry.name))) };
    },
    'pins.accept': async ({ server, tools }) => {
      const pins = pinsOf(rowOf(server), stateFolder) ?? unknown(server);
      const seen = new Map(chosen(server, tools).map(({ key, hash }) => [key, hash]));
      await acceptPins(stateFolder, pins.server.id, seen, { person: user, channel: 'window' }, now());
      shown.delete(server);
      onChanged();
      return { accepted: seen.size };
    },
    questions: {
      'pins.accept': ({ server, tools }) => {
        const changes = chosen(server, tools);
        const names = tools.slice(0, 5).map(visible).join(', ');
        const more = tools.length > 5 ? ` and ${tools.length - 5} more` : '';
        const found = changes.reduce((sum, { findings }) => sum + findings.length, 0);
        const warning =
          found === 0 ? '' : ` Inspection finds ${found === 1 ? 'something' : `${found} things`} in what they say now.`;
        return Promise.resolve(
          `Accept ${names}${more} of ${visible(rowOf(server).names[0] ?? server)} as described now?${warning}`,
        );
      },
    },
  };
}

/** Shims and scans call a server by the same id. */
function pinsOf({ id }: ServerRow, stateFolder: string): Pins | null {
  return pinsHere(stateFolder).servers.find(({ server }) => server.id === id) ?? null;
}

function toolOf({ name, accepted, seen }: PinEntry, change: ShownChange | undefined): PinnedTool {
  const definition = (seen ?? accepted)?.definition ?? null;
  return change === undefined
    ? { name, definition, pin: { kind: 'pinned', since: accepted?.at ?? '' } }
    : {
        name,
        definition,
        pin: {
          kind: 'changed',
          change: change.state,
          since: change.since,
          means: meaningOf(change),
          about: [...new Set(change.differences.map(({ about }) => about))],
          findings: change.findings.map(({ rule, message }) => ({ rule, message })),
          diff: change.differences.flatMap(({ before, after }) => [
            ...(before === null ? [] : [{ kind: 'removed' as const, text: before }]),
            ...(after === null ? [] : [{ kind: 'added' as const, text: after }]),
          ]),
        },
      };
}

function meaningOf(change: ShownChange): string {
  const { state, differences, findings } = change;
  const said = [...new Set(differences.map(({ says }) => says))];
  const warned = findings.map(({ severity, message }) => `${severity}: ${message}`);
  return [
    ...(state === 'changed' ? said : [changeInWords({ ...change, differences: [], findings: [] }).trim()]),
    ...warned,
  ].join('; ');
}

function unknown(id: string): never {
  throw new SallyportError({
    code: 'UNKNOWN_SERVER',
    message: `nothing is remembered of the server ${id}`,
    remedy: 'Scan again, and look at it once it was used.',
  });
}

function neverShown(tool: string): never {
  throw new SallyportError({
    code: 'UNKNOWN_PIN',
    message: `no change of ${JSON.stringify(tool)} was shown that could be accepted`,
    remedy: 'Look at the server anew, then accept what is shown.',
  });
}

/** Two tools that look alike once what hides in their names is written out are accepted by neither name. */
function byShownName(changes: ReadonlyMap<string, ShownChange>): ReadonlyMap<string, ShownChange> {
  const names = Map.groupBy(changes, ([name]) => visible(name));
  return new Map(
    [...names].flatMap(([name, [first, ...others]]) => (first && others.length === 0 ? [[name, first[1]]] : [])),
  );
}
