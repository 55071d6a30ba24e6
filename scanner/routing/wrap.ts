import { shellSigns } from '../clients/client-shell.ts';
import type { Edit } from '../edit/edit.ts';
import { pathOf } from '../edit/places.ts';
import { at } from '../formats/document.ts';
import type { Entry, Os, StdioLaunch } from '../model/launch.ts';
import type { ClientRules } from './client-rules.ts';
import { type Obstacle, obstacle } from './obstacle.ts';
import { type Form, type Guard, packedArgs, plainPrefix, staysPlain } from './our-words.ts';

/** What becomes of one entry: the edits that put it behind the shim, and how it will read. */
export interface Wrapping {
  readonly form: Form;
  readonly command: string;
  readonly args: readonly string[];
  readonly edits: readonly Edit[];
  /** Whether the entry had a list of arguments before. */
  readonly hadArgs: boolean;
}

export type Wrapped =
  | { readonly ok: true; readonly wrapping: Wrapping }
  | { readonly ok: false; readonly obstacle: Obstacle };

// cmd.exe takes 8,191 characters; some are left for what the client adds around.
const LONGEST_SHELL_LINE = 7500;

/** Puts a stdio entry behind the shim. Pure: the edits are applied elsewhere. */
export function wrap(
  entry: Entry,
  launch: StdioLaunch,
  document: unknown,
  guard: Guard,
  rules: ClientRules,
  os: Os,
): Wrapped {
  const viaShell = rules.shellOn.includes(os);
  const words = [launch.command, ...launch.args];
  const trouble = troubleWith(entry, words, rules, viaShell) ?? (viaShell ? launcherTrouble(guard.launcher) : null);
  if (trouble !== null) {
    return { ok: false, obstacle: trouble };
  }
  const form: Form = viaShell || !staysPlain(entry.name) ? 'packed' : 'plain';
  const inOneList = entry.places.args.offset === 1;
  const list = at(document, pathOf(entry.places.args.base));
  if (list !== undefined && !Array.isArray(list)) {
    return no('not-editable', 'its arguments are not a list', 'Write its arguments as a list.');
  }
  if (form === 'packed' && Array.isArray(list) && !list.every((word) => typeof word === 'string')) {
    return no('not-editable', 'its arguments are not all text', 'Write each of its arguments as text.');
  }
  const args = form === 'packed' ? packedArgs(entry.name, words, guard) : [...plainPrefix(entry.name, guard), ...words];
  if (viaShell && [guard.launcher, ...args].join(' ').length > LONGEST_SHELL_LINE) {
    return no(
      'too-long',
      `behind the shim its command line would be longer than ${LONGEST_SHELL_LINE} characters`,
      'Shorten its arguments, or move them to a file the server reads.',
    );
  }
  const edits = inOneList
    ? editsOfOneList(entry, form, guard, args)
    : editsOfTwoKeys(entry, form, guard, { args, command: launch.command, hasList: list !== undefined });
  return { ok: true, wrapping: { form, command: guard.launcher, args, edits, hadArgs: list !== undefined } };
}

/** The command and its arguments are one list. */
function editsOfOneList({ name, places }: Entry, form: Form, guard: Guard, args: readonly string[]): readonly Edit[] {
  const where = places.args.base;
  return form === 'packed'
    ? [{ kind: 'set-list', at: where, items: [guard.launcher, ...args], raw: null }]
    : [{ kind: 'prepend', at: where, items: [guard.launcher, ...plainPrefix(name, guard)] }];
}

function editsOfTwoKeys(
  { name, places }: Entry,
  form: Form,
  guard: Guard,
  { args, command, hasList }: { readonly args: readonly string[]; readonly command: string; readonly hasList: boolean },
): readonly Edit[] {
  const where = places.args.base;
  const ours: Edit = { kind: 'set-text', at: places.command, text: guard.launcher, raw: null };
  if (!hasList) {
    return [ours, { kind: 'add-list', at: where, before: places.command, items: args }];
  }
  return form === 'packed'
    ? [ours, { kind: 'set-list', at: where, items: args, raw: null }]
    : [ours, { kind: 'prepend', at: where, items: [...plainPrefix(name, guard), command] }];
}

function troubleWith(
  { name }: Entry,
  words: readonly string[],
  rules: ClientRules,
  viaShell: boolean,
): Obstacle | null {
  if (name === '') {
    return obstacle('malformed', 'it has no name', 'Give it a name.');
  }
  const [command = ''] = words;
  if (rules.expandsCommandOnly && /^~|\$/.test(command)) {
    return obstacle(
      'needs-expansion',
      'its command holds a part that its client expands only there',
      'Write the full path of its program.',
    );
  }
  const isPacked = viaShell || !staysPlain(name);
  if (isPacked && words.some((word) => /\$\{|\$[A-Za-z_]|%[A-Za-z_]\w*%|\{(?:env|file):/.test(word))) {
    return obstacle(
      'needs-expansion',
      'its words hold placeholders that its client expands, and here they have to be packed',
      'Write the values out, or put them into its environment.',
    );
  }
  if (viaShell && words.some((word) => shellSigns.test(word))) {
    return obstacle(
      'shell-line',
      'its client hands it to a shell, which reads its words in its own way',
      'Write its command and arguments as single words without blanks or signs a shell knows.',
    );
  }
  return null;
}

function launcherTrouble(launcher: string): Obstacle | null {
  return shellSigns.test(launcher)
    ? obstacle(
        'shell-line',
        "the path of the shim holds a blank or a sign that its client's shell reads in its own way",
        'Choose a state folder without blanks with `--state`.',
      )
    : null;
}

function no(kind: Obstacle['kind'], reason: string, remedy: string): Wrapped {
  return { ok: false, obstacle: obstacle(kind, reason, remedy) };
}
