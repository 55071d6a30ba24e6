import type { Edit } from '../edit/edit.ts';
import { namesShim } from '../identity/ours.ts';
import type { Entry } from '../model/launch.ts';
import { type Guard, type OurEntry, packedArgs, plainPrefix, staysPlain } from './our-words.ts';

/** How the entry read before we changed it: values, and the text they were spelled with. */
export interface Original {
  readonly command: string;
  readonly commandRaw: string | null;
  readonly args: readonly string[];
  /** Text of the whole list; only needed where it was packed. */
  readonly argsRaw: string | null;
  readonly hadArgs: boolean;
}

/**
 * Takes an entry out from behind the shim again. Only what we put there goes: arguments that were changed since stay
 * changed. Each answer is a way to do it, the most faithful first. A personal copy of a shared entry goes as a whole.
 *
 * @param original as noted when it was wrapped; without it an equivalent entry is made from the entry itself
 */
export function unwrap(
  { places, pointer }: Entry,
  ours: OurEntry,
  original: Original | null,
): readonly (readonly Edit[])[] {
  if (ours.overlay !== null) {
    return [[{ kind: 'remove', at: pointer }]];
  }
  const [command = '', ...args] = ours.words;
  const where = places.args.base;
  const sameArgs = original !== null && sameWords(args, original.args);
  if (places.args.offset === 1) {
    const whole: Edit = {
      kind: 'set-list',
      at: where,
      items: ours.words,
      raw: sameArgs && command === original.command ? original.argsRaw : null,
    };
    return ours.form === 'packed' ? [[whole]] : [[{ kind: 'drop-first', at: where, count: ours.own.length + 1 }]];
  }
  const theirs: Edit = {
    kind: 'set-text',
    at: places.command,
    text: command,
    raw: original?.command === command ? original.commandRaw : null,
  };
  const keep: Edit =
    ours.form === 'packed'
      ? { kind: 'set-list', at: where, items: args, raw: sameArgs ? original.argsRaw : null }
      : { kind: 'drop-first', at: where, count: ours.own.length + 1 };
  const hadNone = original !== null && !original.hadArgs && args.length === 0;
  return hadNone
    ? [
        [theirs, { kind: 'remove', at: where }],
        [theirs, keep],
      ]
    : [[theirs, keep]];
}

/** Puts back what was noted, where an entry of ours no longer says it: our words were cut by hand, so nothing in them is to be kept. */
export function noted({ places }: Entry, original: Original): readonly (readonly Edit[])[] {
  const { command, commandRaw, args, argsRaw, hadArgs } = original;
  const where = places.args.base;
  if (places.args.offset === 1) {
    return [[{ kind: 'set-list', at: where, items: [command, ...args], raw: argsRaw }]];
  }
  const theirs: Edit = { kind: 'set-text', at: places.command, text: command, raw: commandRaw };
  const list: Edit = { kind: 'set-list', at: where, items: args, raw: argsRaw };
  return hadArgs
    ? [
        [theirs, list],
        [theirs, { kind: 'add-list', at: where, before: places.command, items: args }],
      ]
    : [[theirs, { kind: 'remove', at: where }], [theirs]];
}

/**
 * Takes our words out from behind somebody's own (`cmd /c`, `env A=1`), where they stand among the arguments. Null where
 * they do not: inside a shell's one word nothing can be taken out for sure.
 */
export function unnest({ places, launch }: Entry): readonly Edit[] | null {
  if (!('command' in launch)) {
    return null;
  }
  const words = [launch.command, ...launch.args];
  const from = words.findIndex((word, index) => index > 0 && namesShim(word) && words[index + 1] === 'run');
  const dashes = from === -1 ? -1 : words.indexOf('--', from);
  if (dashes === -1 || dashes === words.length - 1) {
    return null;
  }
  const left = [...words.slice(0, from), ...words.slice(dashes + 1)];
  return [{ kind: 'set-list', at: places.args.base, items: left.slice(1 - places.args.offset), raw: null }];
}

/** Brings one of our own entries up to date: the launcher has moved, or the entry was renamed. Empty when nothing is to do. */
export function refresh({ name, places, launch }: Entry, ours: OurEntry, wanted: Guard): readonly Edit[] {
  // Several clients read one file: whose name stands there must not change with every run.
  const guard = { ...wanted, client: ours.client };
  const command = 'command' in launch ? launch.command : '';
  const isLoose = ours.form === 'packed' && ours.own.at(-2) !== '--b64';
  const isStale = ours.server !== name || ours.stateFolder !== guard.stateFolder || isLoose;
  if ((command === guard.launcher && !isStale) || (ours.form === 'plain' && !staysPlain(name))) {
    return [];
  }
  const where = places.args.base;
  const head = places.args.offset === 1 ? [guard.launcher] : [];
  const launcher: readonly Edit[] =
    places.args.offset === 1 ? [] : [{ kind: 'set-text', at: places.command, text: guard.launcher, raw: null }];
  if (ours.form === 'packed') {
    return [
      ...launcher,
      { kind: 'set-list', at: where, items: [...head, ...packedArgs(name, ours.words, guard)], raw: null },
    ];
  }
  if (!isStale && head.length === 0) {
    return launcher;
  }
  const count = head.length + ours.own.length;
  return [
    ...launcher,
    { kind: 'drop-first', at: where, count },
    { kind: 'prepend', at: where, items: [...head, ...plainPrefix(name, guard, ours.overlay)] },
  ];
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}
