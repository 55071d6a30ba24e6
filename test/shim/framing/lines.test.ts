import { describe, expect, it } from 'vitest';
import { LineReader, type Line } from '../../../shim/framing/lines.ts';

const text = (lines: readonly Line[]) =>
  lines.map((line) => (line.kind === 'line' ? line.bytes.toString() : line.kind));

describe('bytes that come in any pieces', () => {
  const whole = Buffer.from('{"a":"é漢🙂"}\n{"b":1}\r\n\n{"c":"\u2028"}\n');

  it.each([1, 2, 3, 7, 1000])('are the same lines in pieces of %i', (size) => {
    const reader = new LineReader(1000);
    const seen: Line[] = [];

    for (let at = 0; at < whole.length; at += size) {
      seen.push(...reader.push(whole.subarray(at, at + size)));
    }

    expect(text(seen)).toEqual(['{"a":"é漢🙂"}\n', '{"b":1}\r\n', '\n', '{"c":"\u2028"}\n']);
    expect(reader.end()).toBeNull();
  });

  it('are the same line when a long one trickles in', () => {
    const reader = new LineReader(1_000_000);
    const long = Buffer.from(`${'0123456789'.repeat(3000)}\n`);
    const seen = Array.from(long, (byte) => reader.push(Buffer.from([byte]))).flat();

    expect(text(seen)).toEqual([long.toString()]);
  });

  it('keep what stands after the last line feed for the end', () => {
    const reader = new LineReader(1000);

    reader.push(Buffer.from('{"a":1}\n{"b":'));

    expect(reader.end()).toMatchObject({ kind: 'line', bytes: Buffer.from('{"b":') });
  });
});

function overlong(before: string, after: string): { readonly seen: readonly Line[]; readonly length: number } {
  const reader = new LineReader(100);
  const line = Buffer.from(`${before}${'x'.repeat(300)}${after}\n`);
  const seen = Array.from(line, (byte) => reader.push(Buffer.from([byte]))).flat();
  return { seen: [...seen, ...reader.push(Buffer.from('{"next":1}\n'))], length: line.length };
}

describe('a line over the cap', () => {
  it.each([
    ['in front', '{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"id":1,"t":"', '"}}', '7'],
    [
      'at the end',
      '{"method":"tools/call","params":{"id":1,"t":"',
      '\\"id\\":5,"},"jsonrpc":"2.0","id":"a\\"b"}',
      '"a\\"b"',
    ],
    ['in front, though a text value looks like one', '{"id":8,"method":"m","x":"id","t":"', '"}', '8'],
  ])('is refused for its id when that stands %s, and the next line is read', (_, before, after, raw) => {
    const { seen, length } = overlong(before, after);

    expect(seen[0]).toMatchObject({
      kind: 'overlong',
      sizeBytes: length,
      frame: { fault: 'too-long', requests: [{ raw }] },
    });
    expect(text(seen.slice(1))).toEqual(['{"next":1}\n']);
  });

  it('is refused for each id when it is a list', () => {
    const { seen } = overlong(
      '[{"id":1,"method":"m","params":{"id":9,"t":"',
      '"}},{"method":"n"},{"method":"m","id":"b"}]',
    );

    expect(seen[0]).toMatchObject({
      frame: { requests: [{ raw: '1' }, { raw: '"b"' }], responses: [], unnamed: false },
    });
  });

  it('is an answer when it has no method', () => {
    const { seen } = overlong('{"result":{"t":"', '"},"jsonrpc":"2.0","id":3}');

    expect(seen[0]).toMatchObject({ frame: { requests: [], responses: [{ raw: '3' }] } });
  });

  it('is refused without a name when its id is only inside', () => {
    const { seen } = overlong('{"method":"m","params":{"id":3,"t":"', '"}}');

    expect(seen[0]).toMatchObject({ frame: { requests: [], responses: [] } });
  });

  it('is not one byte shorter than the cap', () => {
    const reader = new LineReader(10);

    expect(text(reader.push(Buffer.from('123456789\n')))).toEqual(['123456789\n']);
    expect(text(reader.push(Buffer.from('1234567890\n')))).toEqual(['overlong']);
  });
});
