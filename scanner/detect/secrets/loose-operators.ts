/** How a value may follow a name without an operator between them, and what must stand around. */
interface LooseForm {
  /** In front of the name, up to its quote. */
  readonly behind: RegExp;
  /** From the end of the name up to the value. Sticky, bounded. */
  readonly between: RegExp;
}

/** In front of a quote of the name; JSON in JSON writes more and more backslashes before it. */
const quote = String.raw`\\{0,7}["'\x60]`;
/** `"type": "string"` or `type="hidden"` between the two. */
const other = String.raw`(?:(?:,\s{0,24}|\s{1,24})(?:${quote})?[\w:-]{1,30}(?:${quote})?\s?[:=]\s?(?:${quote}[^"'<>{}\\]{0,60}${quote}|[\w.]{1,20}))`;

const forms: readonly LooseForm[] = [
  // `{"name": "DB_PASSWORD", "value": "…"}`, `<input name="api_token" value="…">`, `- name: DB_PASSWORD` and `value: …` below.
  {
    behind: new RegExp(
      String.raw`(?:name|key|id|variable|field|label)(?:${quote})?\s{0,4}[:=]\s{0,4}(?:${quote})?$`,
      'i',
    ),
    between: new RegExp(
      String.raw`(?:${quote})?${other}{0,2}(?:,\s{0,24}|\s{1,24})(?:${quote})?\w{0,12}(?:value|content|default)(?:${quote})?\s{0,4}[:=]\s{0,4}`,
      'iy',
    ),
  },
  { behind: /(?:name|key|id)="$/i, between: /"[^<>]{0,60}>\s{0,40}<value>\s{0,4}/y },
  // `define('DB_PASSWORD', '…')`, `["authorization", "Bearer …"]`.
  {
    behind: new RegExp(String.raw`[([]\s{0,4}${quote}$`),
    between: new RegExp(String.raw`${quote}\s{0,4},\s{0,8}(?=[bur]?${quote})`, 'y'),
  },
  // `ENV NAME value`, `set -gx NAME value`, `setenv NAME value`, `setx NAME value`.
  {
    behind: /(?:^|[\s;])(?:ENV|setenv|setx|set -\w{1,4}|secret set|config set|configure set)[ \t]{1,4}["']?$/,
    between: /["']?[ \t]{1,4}(?:--body[ =]|-b )?(?=[^\s=:|-])/y,
  },
  // `| password | value |`
  { behind: /\|[ \t*`_]{0,6}$/, between: /[ \t*`_]{0,6}\|[ \t]{1,40}(?=[^\s|][^\n|]{5,300}\|)/y },
  // `password    value`, alone in its line
  { behind: /(?:^|\n)[ \t]{0,8}$/, between: /(?:[ \t]{0,40}\t[ \t]{0,8}|[ \t]{2,40})(?=\S{8,256}[ \t]*(?:\r?\n|$))/y },
  // `the password is …`
  { behind: /(?:^|[^\w$.])$/, between: /[ \t](?:is|was|lautet|ist|est|es)(?: set to| now)?[ \t]?:?[ \t]{1,2}/iy },
];

/** `NAME:` with its value in the next line, alone or as a block. */
const nextLine =
  /(?:[|>][-+\d]{0,2})?[ \t]{0,4}\r?\n[ \t]{1,40}(?=(?:["'][^"'\n]{6,256}["']|[^\s"'#:{}[\]|>&*!-]\S{5,256})[ \t]*(?:\r?\n|$))/y;

const longestBehind = 48;
/** Most names stand before a letter or a sign. */
const mayFollow = /[\s"'`\\*]/;

/** Where a value begins that follows a name without an operator, or null. Only a value that looks like one by itself counts there. */
export function endOfLooseOperator(text: string, nameStart: number, nameEnd: number): number | null {
  if (!mayFollow.test(text.charAt(nameEnd))) {
    return null;
  }
  const front = text.slice(Math.max(0, nameStart - longestBehind), nameStart);
  for (const { behind, between } of forms) {
    between.lastIndex = nameEnd;
    if (between.test(text) && behind.test(front) && !isHiddenInput(front, text.slice(nameEnd, between.lastIndex))) {
      return between.lastIndex;
    }
  }
  return null;
}

/** Forms carry tokens of their own against forgery, under any name. */
function isHiddenInput(front: string, between: string): boolean {
  return /type=["']?hidden/i.test(front) || /type=["']?hidden/i.test(between);
}

/** Where the value of `NAME:` begins in the next line, or null. */
export function startInNextLine(text: string, afterColon: number): number | null {
  nextLine.lastIndex = afterColon;
  return nextLine.test(text) &&
    !text
      .slice(nextLine.lastIndex, nextLine.lastIndex + 260)
      .split('\n', 1)[0]
      ?.trimEnd()
      .endsWith(':')
    ? nextLine.lastIndex
    : null;
}
