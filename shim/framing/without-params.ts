import { afterString } from './scan.ts';

const quote = 0x22;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;

/** Takes members out of the `params` of a message that was parsed before. Every other byte stays as it was. */
export function withoutParams(line: Buffer, names: ReadonlySet<string>): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  for (const { name, valueStart } of membersOf(line, line.indexOf(openBrace)).members) {
    if (name === 'params' && line[valueStart] === openBrace) {
      const { members, end } = membersOf(line, valueStart);
      const kept = members.filter((member) => !names.has(member.name));
      pieces.push(line.subarray(from, valueStart + 1));
      pieces.push(...kept.flatMap(({ start, valueEnd }, at) => [separator(at), line.subarray(start, valueEnd)]));
      from = end - 1;
    }
  }
  return Buffer.concat([...pieces, line.subarray(from)]);
}

function separator(at: number): Buffer {
  return Buffer.from(at === 0 ? '' : ',');
}

interface Member {
  readonly name: string;
  readonly start: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** The members of the object that begins here, and the index after its end. */
function membersOf(line: Buffer, open: number): { readonly members: readonly Member[]; readonly end: number } {
  const members: Member[] = [];
  let at = open + 1;
  while (at < line.length && line[at] !== closeBrace) {
    if (line[at] !== quote) {
      at += 1;
      continue;
    }
    const start = at;
    const keyEnd = afterString(line, start + 1);
    const valueStart = afterSpace(line, line.indexOf(':', keyEnd) + 1);
    const valueEnd = afterValue(line, valueStart);
    const name = String(JSON.parse(line.toString('utf8', start, keyEnd)));
    members.push({ name, start, valueStart, valueEnd });
    at = valueEnd;
  }
  return { members, end: at + 1 };
}

function afterSpace(line: Buffer, from: number): number {
  let at = from;
  while (at < line.length && (line[at] ?? 0) <= 0x20) {
    at += 1;
  }
  return at;
}

function afterValue(line: Buffer, from: number): number {
  let depth = 0;
  let at = from;
  while (at < line.length) {
    const byte = line[at];
    if (byte === quote) {
      at = afterString(line, at + 1);
      if (depth === 0) {
        return at;
      }
      continue;
    }
    if (byte === openBrace || byte === openBracket) {
      depth += 1;
    } else if (byte === closeBrace || byte === closeBracket || byte === comma) {
      if (depth === 0) {
        return at;
      }
      depth -= byte === comma ? 0 : 1;
      if (depth === 0 && byte !== comma) {
        return at + 1;
      }
    }
    at += 1;
  }
  return at;
}
