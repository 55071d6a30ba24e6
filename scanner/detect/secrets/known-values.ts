/** Finds values that are known to be secret, exactly and always. */
export interface KnownValues {
  /** Where a value stands, in any of the forms it may have taken; in order of the text's end, may overlap. */
  readonly spansIn: (text: string) => readonly KnownSpan[];
  /** Characters of the longest form: whoever cuts a text must let the pieces overlap by so many. */
  readonly longest: number;
}

export interface KnownSpan {
  readonly start: number;
  readonly end: number;
}

/** Shorter values stand in any text by chance. */
const shortestValue = 6;

/**
 * Prepares the search for exact values, six characters or longer, in the forms they may have taken on their way: as they are, escaped for
 * JSON (also as Go, PHP and Python write it), for JSON pointers, for URLs, in hex and in base64 (also in the middle of a longer base64 text).
 *
 * One pass whatever the number of values: a table says whether four characters are the last of any form, and of the forms that end so all of
 * one length are looked up at once.
 */
export function makeKnownValues(values: readonly string[]): KnownValues {
  const forms = new Set(values.filter((value) => value.length >= shortestValue).flatMap(formsOf));
  const ends = new Uint8Array(65_536);
  const byEnd = new Map<number, Map<number, Set<string>>>();
  for (const form of forms) {
    const end = lastFour(form);
    ends[place(end)] = 1;
    const byLength = byEnd.get(end) ?? new Map<number, Set<string>>();
    byEnd.set(end, byLength.set(form.length, (byLength.get(form.length) ?? new Set()).add(form)));
  }

  function spansIn(text: string): readonly KnownSpan[] {
    const spans: KnownSpan[] = [];
    let four = 0;
    for (let at = 0; at < text.length; at += 1) {
      four = (four << 8) | (text.charCodeAt(at) & 0xff);
      if (ends[place(four)] === 1) {
        for (const [length, alike] of byEnd.get(four) ?? []) {
          const start = at + 1 - length;
          if (start >= 0 && alike.has(text.slice(start, at + 1))) {
            spans.push({ start, end: at + 1 });
          }
        }
      }
    }
    return spans;
  }

  const longest = [...forms].reduce((most, form) => Math.max(most, form.length), 0);
  return { spansIn: longest === 0 ? () => [] : spansIn, longest };
}

function lastFour(form: string): number {
  let four = 0;
  for (let at = form.length - 4; at < form.length; at += 1) {
    four = (four << 8) | (form.charCodeAt(at) & 0xff);
  }
  return four;
}

function place(four: number): number {
  return Math.imul(four, 0x9e3779b1) >>> 16;
}

function formsOf(value: string): readonly string[] {
  const inJson = JSON.stringify(value).slice(1, -1);
  const inPointer = value.replaceAll('~', '~0').replaceAll('/', '~1');
  const inUrl = encodeURIComponent(value.toWellFormed());
  const inHex = Buffer.from(value, 'utf8').toString('hex');
  const forms = [
    value,
    inJson,
    inJson.replaceAll(/[<>&]/g, escaped),
    inJson.replaceAll('/', String.raw`\/`),
    inJson.replaceAll(/[^ -~]/g, escaped),
    inPointer,
    JSON.stringify(inJson).slice(1, -1),
    inUrl,
    inUrl.replaceAll('%20', '+'),
    inUrl.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    inHex,
    inHex.toUpperCase(),
    ...inBase64(value),
  ];
  return forms.filter((form) => form.length >= shortestValue);
}

function escaped(character: string): string {
  return String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Base64 of a value that begins at each of the three places in a group; letters that depend on neighbours are left out. */
function inBase64(value: string): readonly string[] {
  return [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(value, 'utf8')]);
    const text = bytes.toString('base64').replace(/=+$/, '');
    const from = shift === 0 ? 0 : shift + 1;
    const to = Math.floor((bytes.length * 8) / 6);
    const sure = text.slice(from, to);
    return sure.length < 8 ? [] : [sure, sure.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
