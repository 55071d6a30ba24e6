import { stateOf, type PinEntry, type Pins } from '../../policy/pins/pins.ts';
import { SallyportError } from '../../scanner/model/errors.ts';
import { shown } from '../../scanner/detect/shown.ts';
import { acceptPins, pinsHere } from '../daemon/pins-here.ts';
import { changeInWords, shownChanges, type ShownChange } from '../report/pin-diff.ts';
import { loosen } from './loosen.ts';
import { usageError } from './run-cli.ts';
import { type Context, type ExitCode, type Given, isSet, type Verb } from './verb.ts';

export const pinsVerb: Verb = {
  name: 'pins',
  summary: 'What servers say of their tools, prompts and themselves, against what was remembered or accepted.',
  usage: ['pins list', 'pins diff [SERVER [NAME...]]', 'pins accept SERVER (NAME... | --all)'],
  options: { all: { type: 'boolean' } },
  help: { all: 'everything of this server that changed, came or went' },
  run,
};

async function run(given: Given, context: Context): Promise<ExitCode> {
  const [action = 'list', wanted, ...names] = given.positionals;
  switch (action) {
    case 'list':
      return list(context);
    case 'diff':
      return diff(wanted, names, context);
    case 'accept':
      return acceptShown(wanted, names, given, context);
    default:
      throw usageError(`there is no pins ${JSON.stringify(action)}`, 'Use list, diff or accept.');
  }
}

function list(context: Context): ExitCode {
  const { servers, unreadable } = pinsHere(context.stateFolder);
  const rows = servers.map(rowOf);
  if (context.json) {
    context.output.out(`${JSON.stringify({ servers: rows, unreadable })}\n`);
  } else {
    const lines = rows.map(({ id, name, pinned, changed, added, gone }) => {
      const news = [wordsFor(changed, 'changed'), wordsFor(added, 'new'), wordsFor(gone, 'gone')].filter(
        (word) => word !== '',
      );
      return `${id}  ${shown(name)}  ${pinned} as remembered${news.map((word) => `, ${word}`).join('')}\n`;
    });
    context.output.out(lines.length === 0 ? 'No server has described itself through the shim yet.\n' : lines.join(''));
    unreadable.forEach((path) => context.output.note(`sallyport: ${path} holds no pins that can be read`));
  }
  return unreadable.length > 0 ? 3 : 0;
}

function diff(wanted: string | undefined, names: readonly string[], context: Context): ExitCode {
  const { servers, unreadable } = pinsHere(context.stateFolder);
  const chosen = wanted === undefined ? servers : [serverNamed(servers, wanted)];
  const all = chosen.map((pins) => ({ server: pins.server, changes: shownChanges(entriesNamed(pins, names)) }));
  const found = all.filter(({ changes }) => changes.length > 0);
  context.output.out(
    context.json
      ? `${JSON.stringify({ servers: found, unreadable })}\n`
      : found.length === 0
        ? 'Everything is as it was remembered.\n'
        : found
            .map(
              ({ server, changes }) => `${shown(server.name)} (${server.id})\n${changes.map(changeInWords).join('')}`,
            )
            .join('\n'),
  );
  return found.length > 0 ? 1 : unreadable.length > 0 ? 3 : 0;
}

async function acceptShown(
  wanted: string | undefined,
  names: readonly string[],
  given: Given,
  context: Context,
): Promise<ExitCode> {
  if (wanted === undefined || (names.length === 0) !== isSet(given, 'all')) {
    throw usageError(
      'pins accept needs a server, and names or --all',
      'Name what to accept as `sallyport pins diff` does.',
    );
  }
  const pins = serverNamed(pinsHere(context.stateFolder).servers, wanted);
  const changes = shownChanges(entriesNamed(pins, names));
  if (changes.length === 0) {
    throw unknownPin(`${pins.server.name} has nothing of that name to accept`);
  }
  context.output.note(changes.map(changeInWords).join(''));
  await loosen(
    `Accepting ${changes.length === 1 ? 'this change' : `these ${changes.length} changes`} of ${pins.server.name}`,
    context,
  );
  const seen = new Map(changes.map(({ key, hash }) => [key, hash]));
  const by = { person: context.machine.env['USER'] ?? 'this user', channel: 'terminal' };
  await acceptPins(context.stateFolder, pins.server.id, seen, by, context.now);
  const accepted = changes.map(({ key }: ShownChange) => key);
  const { entries } = serverNamed(pinsHere(context.stateFolder).servers, pins.server.id);
  const moving = accepted.filter((key) => entries[key]?.accepted?.movesOn === true);
  context.output.out(
    context.json
      ? `${JSON.stringify({ server: pins.server.id, accepted })}\n`
      : `Accepted for ${shown(pins.server.name)}: ${accepted.map((key) => shown(key)).join(', ')}.\n${wordsForMoving(moving)}`,
  );
  return 0;
}

function serverNamed(servers: readonly Pins[], wanted: string): Pins {
  const found = servers.filter(({ server }) => [server.id, server.identity, server.name].includes(wanted));
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new SallyportError({
      code: 'UNKNOWN_SERVER',
      message: `${found.length === 0 ? 'no server' : 'more than one server'} with pins is called ${JSON.stringify(wanted)}`,
      remedy: 'Name one by its id from `sallyport pins list`.',
    });
  }
  return only;
}

/**
 * By name or by key; every one where no name is given.
 *
 * @throws SallyportError `UNKNOWN_PIN` when nothing is called so: a slip of the pen must not pass for "as it was remembered"
 */
function entriesNamed({ server, entries }: Pins, names: readonly string[]): readonly PinEntry[] {
  const all = Object.values(entries);
  const isCalled = ({ kind, name }: PinEntry, wanted: string): boolean =>
    wanted === name || wanted === `${kind} ${name}`.trim();
  const unknown = names.find((wanted) => !all.some((entry) => isCalled(entry, wanted)));
  if (unknown !== undefined) {
    throw unknownPin(`nothing of ${server.name} is remembered as ${JSON.stringify(unknown)}`);
  }
  return names.length === 0 ? all : all.filter((entry) => names.some((wanted) => isCalled(entry, wanted)));
}

function unknownPin(message: string): SallyportError {
  return new SallyportError({
    code: 'UNKNOWN_PIN',
    message,
    remedy: 'Run `sallyport pins diff` to see what changed.',
  });
}

function rowOf({ server, firstSeen, entries }: Pins) {
  const named = (state: string): readonly string[] =>
    Object.entries(entries).flatMap(([key, entry]) => (stateOf(entry) === state ? [key] : []));
  return {
    ...server,
    firstSeen,
    pinned: named('pinned').length,
    changed: named('changed'),
    added: named('added'),
    gone: named('gone'),
  };
}

function wordsForMoving(keys: readonly string[]): string {
  return keys.length === 0
    ? ''
    : `Days, times and ids in the texts of ${keys.map((key) => shown(key)).join(', ')} may change from now on.\n`;
}

function wordsFor(keys: readonly string[], word: string): string {
  return keys.length === 0 ? '' : `${keys.length} ${word}`;
}
