/** One field of a record, as it is shown. */
export interface RecordLine {
  readonly path: string;
  readonly value: string;
}

const told = new Set(['kind', 'time', 'seq', 'prev', 'hash', 'v', 'segment', 'at']);
const LONGEST = 2000;

/** The fields of a record as lines: parts of parts by their path, what the heading tells left out, empty ones too. */
export function linesOf(record: Readonly<Record<string, unknown>>): readonly RecordLine[] {
  return Object.entries(record).flatMap(([name, value]) => (told.has(name) ? [] : linesAt(name, value)));
}

function linesAt(path: string, value: unknown): readonly RecordLine[] {
  if (value === null || value === undefined || value === '') {
    return [];
  }
  if (Array.isArray(value)) {
    const isFlat = value.every((item) => typeof item !== 'object' || item === null);
    return isFlat
      ? value.length === 0
        ? []
        : [{ path, value: shortened(value.map(String).join(', ')) }]
      : value.flatMap((item, index) => linesAt(`${path} ${index + 1}`, item));
  }
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([name, part]) => linesAt(`${path}.${name}`, part));
  }
  return [{ path, value: shortened(typeof value === 'string' ? value : JSON.stringify(value)) }];
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}
