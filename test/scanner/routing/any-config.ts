import {
  type Arbitrary,
  array,
  boolean,
  constantFrom,
  dictionary,
  oneof,
  option,
  record,
  string,
  stringMatching,
  uniqueArray,
} from 'fast-check';
import { quoted } from '../../../scanner/edit/places.ts';

/** A config as a person or a program may have written it. */
export interface AnyServer {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[] | null;
  readonly env: Readonly<Record<string, string>>;
}

interface Manner {
  readonly eol: string;
  readonly indent: string;
  readonly comments: boolean;
  readonly trailing: boolean;
  readonly inRows: boolean;
  readonly argsFirst: boolean;
  readonly mark: boolean;
  readonly endsInEol: boolean;
}

const word = oneof(
  constantFrom(
    'npx',
    '-y',
    '${env:K}',
    'a b',
    '--',
    'run',
    '--client',
    '',
    '$X',
    'C:\\x',
    '# no',
    'a: b',
    '[1]',
    '{x}',
    'null',
    '1',
    '- y',
    "it's",
    '"q"',
  ),
  string({ unit: 'grapheme', maxLength: 12 }),
);
const command = word.filter((text) => text.trim() !== '' && !text.includes('\0'));
const name = oneof(
  stringMatching(/^[a-z][a-z0-9_-]{0,8}$/),
  constantFrom('a/b', 'a~b', 'x y', 'ü', '__proto__', '--', '0'),
).filter((text) => text !== '');

export const anyServers: Arbitrary<readonly AnyServer[]> = uniqueArray(
  record({
    name,
    command,
    args: option(
      array(
        word.filter((text) => !text.includes('\0')),
        { maxLength: 4 },
      ),
      { nil: null },
    ),
    env: dictionary(stringMatching(/^[A-Z]{1,5}$/), string({ maxLength: 8 }), { maxKeys: 2 }),
  }),
  { selector: (server) => server.name, minLength: 1, maxLength: 3 },
);

export const anyManner: Arbitrary<Manner> = record({
  eol: constantFrom('\n', '\r\n'),
  indent: constantFrom('  ', '    '),
  comments: boolean(),
  trailing: boolean(),
  inRows: boolean(),
  argsFirst: boolean(),
  mark: boolean(),
  endsInEol: boolean(),
});

/** JSON with whatever comments, commas and blanks the manner asks for. */
export function asJson(servers: readonly AnyServer[], manner: Manner): string {
  const { eol, indent, inRows, trailing, comments } = manner;
  const gap = (depth: number): string => (inRows ? eol + indent.repeat(depth) : ' ');
  const comma = trailing ? ',' : '';
  const note = comments ? '/* "not": [a, key] */ ' : '';
  const members = servers.map(({ name: key, command: program, args, env }) => {
    const list =
      args === null
        ? []
        : [
            `"args": [${note}${args.map((arg) => gap(4) + quoted(arg)).join(',')}${args.length > 0 ? comma : ''}${gap(3)}]`,
          ];
    const start = [`"command"${comments ? ' // program' + eol : ''}: ${quoted(program)}`];
    const keys = [...(manner.argsFirst ? [...list, ...start] : [...start, ...list]), `"env": ${JSON.stringify(env)}`];
    return `${quoted(key)}: {${keys.map((member) => gap(3) + member).join(',')}${comma}${gap(2)}}`;
  });
  return framed(
    `{${gap(1)}"mcpServers": {${members.map((member) => gap(2) + member).join(',')}${comma}${gap(1)}}${comma}${gap(0)}}`,
    manner,
  );
}

/** TOML tables or, where they stand in rows, with lists over several lines. */
export function asToml(servers: readonly AnyServer[], manner: Manner): string {
  const { eol, inRows, comments, trailing } = manner;
  const note = comments ? ' # a "comment" = [1]' : '';
  const tables = servers.map(({ name: key, command: program, args, env }) => {
    const gap = inRows ? `${note}${eol}  ` : ' ';
    const list =
      args === null
        ? []
        : [
            `args = [${args.map((arg) => gap + quoted(arg)).join(',')}${trailing && args.length > 0 ? ',' : ''}${inRows ? eol : ''}]${note}`,
          ];
    const start = [`command = ${quoted(program)}${note}`];
    const keys = manner.argsFirst ? [...list, ...start] : [...start, ...list];
    const pairs = Object.entries(env).map(([variable, value]) => `${variable} = ${quoted(value)}`);
    return [`[mcpServers.${quoted(key)}]`, ...keys, `env = { ${pairs.join(', ')} }`, ''].join(eol);
  });
  return framed(tables.join(eol), manner);
}

/** YAML rows, with lists in rows or in brackets. */
export function asYaml(servers: readonly AnyServer[], manner: Manner): string {
  const { eol, indent, inRows, comments } = manner;
  const note = comments ? ' # a comment: [1]' : '';
  const rows = servers.flatMap(({ name: key, command: program, args, env }) => {
    const pad = indent.repeat(2);
    const items = args ?? [];
    const list =
      args === null
        ? []
        : inRows && items.length > 0
          ? [`${pad}args:${note}`, ...items.map((arg) => `${pad}${indent}- ${quoted(arg)}${note}`)]
          : [`${pad}args: [${items.map(quoted).join(', ')}]${note}`];
    const start = [`${pad}command: ${quoted(program)}${note}`];
    const keys = manner.argsFirst ? [...list, ...start] : [...start, ...list];
    return [`${indent}${quoted(key)}:${note}`, ...keys, `${pad}env: ${JSON.stringify(env)}`];
  });
  return framed(['mcpServers:', ...rows].join(eol), manner);
}

function framed(text: string, { mark, endsInEol, eol }: Manner): string {
  return (mark ? '\uFEFF' : '') + text + (endsInEol ? eol : '');
}
