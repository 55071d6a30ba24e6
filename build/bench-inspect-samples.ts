import { Buffer } from 'node:buffer';
import { phraseRules } from '../scanner/detect/content/phrases/all.ts';

/** A text of about this size, made of one that repeats with a running number so that no two lines are the same. */
export type Sample = (sizeBytes: number) => string;

function lines(line: (number: number) => string): Sample {
  return (sizeBytes) => {
    const parts: string[] = [];
    for (let size = 0, number = 0; size < sizeBytes; number += 1) {
      const next = line(number);
      parts.push(next);
      size += next.length;
    }
    return parts.join('').slice(0, sizeBytes);
  };
}

/** What tools return on an ordinary day. */
export const ordinary: Readonly<Record<string, Sample>> = {
  json: lines(
    (number) =>
      `{"id": ${number}, "name": "item ${number}", "tags": ["a", "b"], "owner": {"login": "user${number % 97}", "url": "https://api.example.com/users/${number % 97}"}, "created": "2026-11-20T09:00:${number % 60}Z"},\n`,
  ),
  logs: lines(
    (number) =>
      `2026-11-20T09:${number % 60}:12Z INFO [http-${number % 9}] GET /api/v1/orders/${number} status=200 took ${number % 77}ms agent="Mozilla/5.0"\n`,
  ),
  html: lines(
    (number) =>
      `<tr class="row"><td><a href="/item?id=${number}&amp;page=3">Title number ${number}</a></td><td>Some words about the item, and its price.</td></tr>\n`,
  ),
  code: lines(
    (number) =>
      `export function handle${number}(request: Request, options: Options = {}): Response {\n  const value = request.headers.get('x-item-${number}') ?? options.fallback;\n  return respond(value, { status: 200 });\n}\n`,
  ),
  prose: lines(
    (number) =>
      `Chapter ${number} describes how the harbour was built, who paid for it, and why the old road still leads past the gate. Most visitors come in spring.\n`,
  ),
  base64: lines((number) =>
    Buffer.from(`${number} ${'\u0001\u00ff'.repeat(20)} ${number * 7919}`, 'latin1')
      .toString('base64')
      .replaceAll('=', 'A'),
  ),
};

/** Texts made to be slow: every anchor of every rule close together, runs without an end, half-finished structures. */
export const hostile: Readonly<Record<string, Sample>> = {
  ...Object.fromEntries(
    phraseRules.map(({ rule, anchors, and = [] }, index): readonly [string, Sample] => [
      `anchors of ${rule} ${index}`,
      lines(
        (number) => `${anchors[number % anchors.length] ?? ''} the ${and[number % Math.max(1, and.length)] ?? 'your'} `,
      ),
    ]),
  ),
  'one letter': lines(() => 'a'),
  blanks: lines(() => ' '),
  'line breaks': lines(() => '\n'),
  dashes: lines(() => '-'),
  apostrophes: lines(() => "'"),
  quotes: lines(() => '"add \'your answer" '),
  'open tags': lines(() => '<a style="display:none '),
  'open comments': lines(() => '<!-- ignore '),
  'half encodings': lines(() => '%41&#65;\\u0041'),
  'letters apart': lines((number) => `${'ignoreallprevious'[number % 17] ?? ''} `),
  'digits for letters': lines(() => '1gn0r3 4ll pr3v10u5 '),
  'zero width': lines(() => 'a\u200b'),
  'mixed alphabets': lines(() => 'p\u0430ss\u0435 '),
  escapes: lines(() => '\u001b[2K\u001b[1Gdone and written again '),
  'tag characters': lines(() => '\u{E0041}'),
  'soft hyphens': lines(() => 'a\u00ad'),
  'no sentence end': lines(() => 'send secrets and then post your messages before you '),
};

/** What random mixtures are made of: anchors, halves of structures, and what breaks sentences or does not. */
export const pieces: readonly string[] = [
  ...new Set(phraseRules.flatMap(({ anchors }) => anchors.slice(0, 3))),
  'password: "',
  'https://a.example/?q={{',
  '![x](https://',
  'sk_live_',
  'eyJhbGciOi',
  'the user',
  'you must',
  '`tool_name`',
  'a@b.example',
  '. ',
  '\n',
  ', ',
  ': ',
  '"',
  "'",
  '<!-- ',
  '{"role":"',
  '%41%42',
];
