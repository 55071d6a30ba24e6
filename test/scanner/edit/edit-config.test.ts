import { describe, expect, it } from 'vitest';
import { editConfig } from '../../../scanner/edit/edit-config.ts';
import { type EditGroup, editGroups } from '../../../scanner/edit/edit-groups.ts';
import type { Edit } from '../../../scanner/edit/edit.ts';
import type { Format } from '../../../scanner/model/inventory.ts';

async function edited(text: string, format: Format, ...edits: readonly Edit[]): Promise<string> {
  const result = await editConfig(Buffer.from(text), format, edits);
  return result.ok ? Buffer.from(result.bytes).toString() : `refused: ${result.why}`;
}

const command: Edit = { kind: 'set-text', at: '/s/x/command', text: 'shim', raw: null };
const prepend: Edit = { kind: 'prepend', at: '/s/x/args', items: ['run', '--', 'npx'] };
const drop: Edit = { kind: 'drop-first', at: '/s/x/args', count: 3 };
const add: Edit = { kind: 'add-list', at: '/s/x/args', before: '/s/x/command', items: ['run'] };
const remove: Edit = { kind: 'remove', at: '/s/x/args' };

describe('a config that is edited', () => {
  it.each<[string, Format, string, string]>([
    [
      'JSON with comments, tabs and trailing commas',
      'jsonc',
      '{ // mine\n\t"s": {"x": {\n\t\t"command" : "npx", /* why */\n\t\t"args": [ // list\n\t\t\t"-y", "pkg",\n\t\t],\n\t},},\n}',
      '{ // mine\n\t"s": {"x": {\n\t\t"command" : "shim", /* why */\n\t\t"args": [ // list\n\t\t\t"run", "--", "npx", "-y", "pkg",\n\t\t],\n\t},},\n}',
    ],
    [
      'a byte-order mark and CRLF',
      'json',
      '\uFEFF{"s":{"x":{"command":"npx",\r\n"args":["-y"]}}}\r\n',
      '\uFEFF{"s":{"x":{"command":"shim",\r\n"args":["run", "--", "npx", "-y"]}}}\r\n',
    ],
    [
      'JSON5',
      'json5',
      "{s: {x: {command: 'npx', args: [0x10, 'b']}}}",
      '{s: {x: {command: "shim", args: ["run", "--", "npx", 0x10, \'b\']}}}',
    ],
    [
      'an empty list',
      'json',
      '{"s":{"x":{"command":"npx","args":[ ]}}}',
      '{"s":{"x":{"command":"shim","args":["run", "--", "npx" ]}}}',
    ],
    [
      'a TOML table with comments',
      'toml',
      '# top\n[s.x] # table\ncommand = \'npx\' # program\nargs = [\n  "-y", # yes\n  "pkg",\n]\n[s.x.env]\nA = "1"\n',
      '# top\n[s.x] # table\ncommand = "shim" # program\nargs = [\n  "run", "--", "npx", "-y", # yes\n  "pkg",\n]\n[s.x.env]\nA = "1"\n',
    ],
    [
      'an inline TOML table',
      'toml',
      's = { x = { command = "npx", args = [] } }\n',
      's = { x = { command = "shim", args = ["run", "--", "npx"] } }\n',
    ],
    [
      'dotted TOML keys',
      'toml',
      's.x.command = "npx"\ns.x.args = ["-y"]',
      's.x.command = "shim"\ns.x.args = ["run", "--", "npx", "-y"]',
    ],
    [
      'YAML rows with comments',
      'yaml',
      's:\n  x:\n    command: npx # program\n    args:\n      # first\n      - -y\n      - pkg # last\n    note: |\n      text\n',
      's:\n  x:\n    command: "shim" # program\n    args:\n      # first\n      - "run"\n      - "--"\n      - "npx"\n      - -y\n      - pkg # last\n    note: |\n      text\n',
    ],
    [
      'YAML rows at the depth of their key, with CRLF',
      'yaml',
      's:\r\n  x:\r\n    command: npx\r\n    args:\r\n    - -y\r\n',
      's:\r\n  x:\r\n    command: "shim"\r\n    args:\r\n    - "run"\r\n    - "--"\r\n    - "npx"\r\n    - -y\r\n',
    ],
    [
      'a YAML list in brackets',
      'yaml',
      "s: {x: {command: 'npx', args: [-y]}}",
      's: {x: {command: "shim", args: ["run", "--", "npx", -y]}}',
    ],
  ])('changes only what it must in %s, and back', async (_name, format, before, after) => {
    const there = await edited(before, format, command, prepend);
    const raw = /command"?'?\s*[:=]\s*("npx"|'npx'|npx)/.exec(before)?.[1] ?? '';
    const back = await edited(there, format, { ...command, text: 'npx', raw }, drop);

    expect(there).toBe(after);
    expect(back).toBe(before);
  });

  it.each<[string, Format, string, string]>([
    [
      'JSON rows',
      'json',
      '{"s": {"x": {\n  "command": "npx"\n}}}',
      '{"s": {"x": {\n  "args": ["run"],\n  "command": "npx"\n}}}',
    ],
    [
      'JSON in a line',
      'json',
      '{"s":{"x":{"type":"stdio","command":"npx"}}}',
      '{"s":{"x":{"type":"stdio","args": ["run"], "command":"npx"}}}',
    ],
    ['a TOML table', 'toml', '[s.x]\r\n  command = "npx"', '[s.x]\r\n  args = ["run"]\r\n  command = "npx"'],
    ['dotted TOML keys', 'toml', 's.x.command = "npx"', 's.x.args = ["run"]\ns.x.command = "npx"'],
    ['an inline TOML table', 'toml', 's.x = { command = "npx" }', 's.x = { args = ["run"], command = "npx" }'],
    ['YAML rows', 'yaml', 's:\n  x:\n    command: npx\n', 's:\n  x:\n    args: ["run"]\n    command: npx\n'],
    ['YAML in braces', 'yaml', 's: {x: {command: npx}}', 's: {x: {"args": ["run"], command: npx}}'],
  ])('takes a new key in %s, and gives it back', async (_name, format, before, after) => {
    const there = await edited(before, format, add);

    expect(there).toBe(after);
    expect(await edited(there, format, remove)).toBe(before);
  });

  it('takes a new key behind the dash of a YAML list item, and gives it back', async () => {
    const before = 's:\n  - command: npx\n    name: x\n';
    const there = await edited(before, 'yaml', { ...add, at: '/s/0/args', before: '/s/0/command' });

    expect(there).toBe('s:\n  - args: ["run"]\n    command: npx\n    name: x\n');
    expect(await edited(there, 'yaml', { ...remove, at: '/s/0/args' })).toBe(before);
  });

  it.each<[string, Format, string, string]>([
    ['the last key of an object', 'json', '{"s":{"x":{"command":"a", "args":["b"]}}}', '{"s":{"x":{"command":"a"}}}'],
    [
      'the last key behind a remark of somebody else',
      'jsonc',
      '{"s":{"x":{\n  "command": "a", // theirs\n  "args": ["b"]\n}}}',
      '{"s":{"x":{\n  "command": "a" // theirs\n}}}',
    ],
    [
      'the last key behind a remark, before more on its line',
      'jsonc',
      '{"s":{"x":{"command": "a", // theirs\r\n  "args": ["b"] }}}',
      '{"s":{"x":{"command": "a" // theirs\r\n   }}}',
    ],
    ['the only key', 'json', '{"s":{"x":{"args":[] , }}}', '{"s":{"x":{}}}'],
    ['the last row', 'yaml', 's:\n  x:\n    command: a\n    args: [b]\n', 's:\n  x:\n    command: a\n'],
  ])('gives up %s', async (_name, format, before, after) => {
    expect(await edited(before, format, remove)).toBe(after);
  });

  it.each<[string, string, string]>([
    ['a map in rows', '{\n  "s": {\n    "y": 1\n  }\n}', '{\n  "s": {\n    "x": {"a":[1]},\n    "y": 1\n  }\n}'],
    ['a map in a line, with a comment', '{"s":{/* one */"y":1,}}', '{"s":{"x": {"a":[1]},/* one */"y":1,}}'],
    ['an empty map', '{"s":{}}\r\n', '{"s":{"x": {"a":[1]}}}\r\n'],
  ])('takes a whole new value into %s, and gives it back', async (_name, before, after) => {
    const there = await edited(before, 'jsonc', { kind: 'add-value', at: '/s/x', value: { a: [1] } });

    expect(there).toBe(after);
    expect(await edited(there, 'jsonc', { kind: 'remove', at: '/s/x' })).toBe(before);
  });

  it('makes the maps above a whole new value', async () => {
    const there = await edited('{"q":0}', 'json', { kind: 'add-value', at: '/s/t/x', value: 1 });

    expect(there).toBe('{"s": {"t":{"x":1}},"q":0}');
  });

  it('keeps an empty list when all rows go', async () => {
    const there = await edited('s:\n  x:\n    args:\n    - a\n    - b\n    - c\n    command: q\n', 'yaml', drop);

    expect(there).toBe('s:\n  x:\n    args:\n      []\n    command: q\n');
  });

  it('writes rows where rows stood', async () => {
    const set: Edit = { kind: 'set-list', at: '/s/x/args', items: ['p', 'q: r'], raw: null };

    expect(await edited('s:\n  x:\n    args:\n    - a # one\n    - b\n', 'yaml', set)).toBe(
      's:\n  x:\n    args:\n    - "p"\n    - "q: r"\n',
    );
  });

  it.each<Format>(['json', 'toml', 'yaml'])('writes any text so that %s reads it back', async (format) => {
    const odd = 'a"\\\n\t\u0001\u007f\u0085\u2028\ufeff \u{1F511} \'#: -';
    const before = { json: '{"s":{"x":{"command":"a"}}}', toml: 's.x.command = "a"', yaml: 's: {x: {command: a}}' };

    expect(await edited(before[format as 'json'], format, { ...command, text: odd })).not.toMatch(/^refused/);
  });

  it('keeps keys that stand twice elsewhere', async () => {
    const before = '{"a":1,"a":2,"s":{"x":{"command":"npx","env":{"K":"1","K":"2"}}}}';

    expect(await edited(before, 'json', command)).toBe(before.replace('"npx"', '"shim"'));
  });
});

describe('a config that can not be edited without harm', () => {
  it.each<[string, Format, string, Edit]>([
    ['a key on the way stands twice', 'json', '{"s":{"x":{"command":"a"}},"s":{"x":{"command":"b"}}}', command],
    ['the key itself stands twice', 'json', '{"s":{"x":{"command":"a","command":"b"}}}', command],
    ['the value comes from an alias', 'yaml', 'base: &b {command: npx}\ns: {x: *b}\n', command],
    ['the value comes from a merge key', 'yaml', 'base: &b {command: npx}\ns: {x: {<<: *b}}\n', command],
    ['another entry repeats this one by an alias', 'yaml', 's:\n  x: &x\n    command: npx\n  y: *x\n', command],
    ['the value is a block of text', 'yaml', 's:\n  x:\n    command: |-\n      npx\n', command],
    ['the value is no text', 'json', '{"s":{"x":{"command":["a"]}}}', command],
    ['the arguments are no list', 'json', '{"s":{"x":{"args":"-y"}}}', prepend],
    ['there is nothing to change', 'json', '{"s":{}}', command],
    ['a value stands there already', 'json', '{"s":{"x":1}}', { kind: 'add-value', at: '/s/x', value: 2 }],
    ['there is no map to put a value into', 'json', '{"s":[]}', { kind: 'add-value', at: '/s/x', value: 2 }],
    ['a whole value would go into TOML', 'toml', '[s]\n', { kind: 'add-value', at: '/s/x', value: 2 }],
    ['it does not parse', 'json', '{"s":', command],
    ['more words would go than stand there', 'json', '{"s":{"x":{"args":["a"]}}}', drop],
  ])('is refused when %s', async (_name, format, text, edit) => {
    expect(await edited(text, format, edit)).toMatch(/^refused: /);
  });

  it('is refused when it is not UTF-8', async () => {
    const latin1 = Buffer.from([...Buffer.from('{"s":{"x":{"command":"caf'), 0xe9, ...Buffer.from('"}}}')]);

    expect(await editConfig(latin1, 'json', [command])).toMatchObject({ ok: false });
  });

  it('never says the values it met', async () => {
    const refused = await edited('{"s":{"x":{"command":["sesame-open"]}}}', 'json', command);

    expect(refused).not.toContain('sesame');
  });
});

describe('the edits of many entries', () => {
  const names = Array.from({ length: 9 }, (_, index) => `s${index}`);
  const text = (of: (name: string) => string): string =>
    `{"s":{${names.map((name) => `"${name}":${of(name)}`).join(',')}}}`;
  const group = (name: string): EditGroup => [
    [{ kind: 'set-text', at: `/s/${name}/command`, text: 'shim', raw: null }],
  ];

  it('are made but for those that can not be, with the reason of each', async () => {
    const odd = ['s0', 's5', 's8'];
    const before = text((name) => (odd.includes(name) ? '{"command":1}' : '{"command":"a"}'));

    const { bytes, refusals } = await editGroups(Buffer.from(before), 'json', names.map(group));

    expect(Buffer.from(bytes).toString()).toBe(
      text((name) => (odd.includes(name) ? '{"command":1}' : '{"command":"shim"}')),
    );
    expect(names.filter((_, index) => refusals[index] !== null)).toEqual(odd);
  });

  it('are made the second way where the first can not be', async () => {
    const two: EditGroup = [[{ kind: 'remove', at: '/s/s0/nothing' }], ...group('s0')];

    const { bytes, refusals } = await editGroups(Buffer.from('{"s":{"s0":{"command":"a"}}}'), 'json', [two]);

    expect([Buffer.from(bytes).toString(), refusals]).toEqual(['{"s":{"s0":{"command":"shim"}}}', [null]]);
  });

  it('are none in a file that does not parse', async () => {
    expect(await editGroups(Buffer.from('{'), 'json', [])).toMatchObject({ refusals: [] });
    expect(await editGroups(Buffer.from('{'), 'json', [group('s0')])).toMatchObject({ refusals: [expect.any(String)] });
  });
});
