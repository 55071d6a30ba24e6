import { membersIn, type Span } from '../framing/spans.ts';

/** A string of a message that becomes another one: the value at a place, or the last key of it. */
export interface StringEdit {
  readonly keys: readonly string[];
  readonly of: 'value' | 'key';
  readonly text: string;
}

/** The line with these strings changed; every other byte stays. No key of it may stand twice. */
export function withStrings(line: Buffer, edits: readonly StringEdit[]): Buffer {
  const root: Branch = { value: null, key: null, below: new Map() };
  edits.forEach((edit) => plant(root, edit));
  const start = line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf ? 3 : 0;
  const changes: Change[] = [];
  collect(line, { start, end: line.length }, root, changes);
  const pieces: Buffer[] = [];
  let from = 0;
  for (const { span, text } of changes) {
    pieces.push(line.subarray(from, span.start), Buffer.from(JSON.stringify(text)));
    from = span.end;
  }
  return Buffer.concat([...pieces, line.subarray(from)]);
}

interface Branch {
  value: string | null;
  key: string | null;
  readonly below: Map<string, Branch>;
}

interface Change {
  readonly span: Span;
  readonly text: string;
}

function plant(root: Branch, { keys, of, text }: StringEdit): void {
  let here = root;
  for (const key of keys) {
    const next: Branch = here.below.get(key) ?? { value: null, key: null, below: new Map() };
    here.below.set(key, next);
    here = next;
  }
  here[of] = text;
}

/** Changes in the order of the line. */
function collect(line: Buffer, span: Span, branch: Branch, changes: Change[]): void {
  membersIn(line, span).forEach(({ key, keySpan, value }, index) => {
    const next = branch.below.get(key ?? String(index));
    if (next === undefined) {
      return;
    }
    if (next.key !== null && keySpan !== null) {
      changes.push({ span: keySpan, text: next.key });
    }
    if (next.value === null) {
      collect(line, value, next, changes);
    } else {
      changes.push({ span: value, text: next.value });
    }
  });
}
