import { looksRandom } from './randomness.ts';

/** What a reference falls back to, as it stands in a text. */
export interface DefaultValue {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const nested = String.raw`((?:\$\{[^{}]{0,100}\}|[^{}]){1,400})`;

/** `${NAME:-value}` and its kin, also with `env:` in front or without the dollar; `${NAME:value}` where the name is plainly a variable's. */
const shellDefaults: readonly RegExp[] = [
  new RegExp(String.raw`\$?\{\s*(?:env:)?[A-Za-z_][\w.]{0,80}:[-=+]${nested}\}`, 'dg'),
  new RegExp(String.raw`\$\{[A-Z_][A-Z0-9_]{0,80}[-=+](?![A-Z_-]{1,40}\})${nested}\}`, 'dg'),
  new RegExp(String.raw`\$\{[A-Z_][A-Z0-9_]{1,80}:(?![-=+?])${nested}\}`, 'dg'),
];

/** `{{ NAME | default('value') }}`, `${{ secrets.NAME || 'value' }}`, `process.env.NAME ?? 'value'`, `os.getenv('NAME', 'value')`. */
const codeReference =
  /\{\{[^{}]{1,300}\}\}|(?:process\.env|import\.meta\.env|os\.environ|os\.getenv|getenv|System\.getenv|std::env)[^\r\n]{1,300}/g;
const quotedDefault =
  /(?:\bdefault\b[\s(:=]{0,4}|\bor\s{1,4}(?:[.$][\w.]{1,60}\s{1,4})?|\|\|\s{0,4}|\?\?\s{0,4}|,\s{0,4})(["'])([^"']{1,200})(?:\1|$)/dg;

/** The values that references in a text bring along: each is a value like any other. Outermost first, in order. */
export function defaultsIn(text: string): readonly DefaultValue[] {
  if (!text.includes('{') && !text.includes('env')) {
    return [];
  }
  const found = [
    ...shellDefaults.flatMap((pattern) => [...text.matchAll(pattern)].map(({ indices }) => indices?.[1])),
    ...[...text.matchAll(codeReference)].flatMap(({ index, 0: reference }) =>
      [...reference.matchAll(quotedDefault)].map(({ indices }) => {
        const [start, end] = indices?.[2] ?? [0, 0];
        return [index + start, index + end] as const;
      }),
    ),
  ];
  return found
    .flatMap((span) => (span === undefined ? [] : innermost(text, ...span)))
    .toSorted((a, b) => a.start - b.start);
}

/** `${A:-${B:-value}}`: only the innermost is a value. */
function innermost(text: string, start: number, end: number): readonly DefaultValue[] {
  const value = text.slice(start, end);
  const within = defaultsIn(value);
  return within.length === 0
    ? [{ value, start, end }]
    : within.map((one) => ({ value: one.value, start: start + one.start, end: start + one.end }));
}

/** Writes something else for each default of a text. */
export function replaceDefaults(text: string, write: (found: DefaultValue) => string): string {
  let written = '';
  let from = 0;
  for (const found of defaultsIn(text)) {
    written += text.slice(from, found.start) + write(found);
    from = found.end;
  }
  return written + text.slice(from);
}

const named = /^(?:[%<{[@]|#\{|\$(?!\()|(?:env|prompt|input):)/;
const plainVariable = /^(?:\$\$?|(?:env):|%)([A-Za-z_][A-Za-z0-9_:.]{0,80})%?$/;

/** Whether what stands where a reference has its name can not be one: `$Hunter2xYq9Z`, `<kJ8sd7fHs9>`. */
export function namesNothing(reference: string): boolean {
  const variable = plainVariable.exec(reference)?.[1];
  if (variable !== undefined) {
    return !variable.split(/[_:.]/).every(isNamePart);
  }
  return named.test(reference) && reference.split(/[^A-Za-z0-9]+/).some((word) => looksRandom(word, 8));
}

/** People write names in one letter case, or change it from word to word, and put digits at the end of a part. */
function isNamePart(part: string): boolean {
  return /^(?:[A-Z0-9]*|[a-z0-9]*|[A-Za-z]*|[a-z][A-Za-z]*\d{1,2})$/.test(part) && !looksRandom(part, 8);
}
