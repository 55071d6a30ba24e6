import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { PipeSink } from '../../shim/sink.ts';

function written(...writes: readonly (readonly string[])[]): string {
  const pipe = new PassThrough();
  const sink = new PipeSink();
  sink.attach(pipe);
  writes.forEach((lines) => sink.write(lines.map((line) => Buffer.from(line))));
  const bytes: unknown = pipe.read();
  return String(bytes);
}

describe('a last line without a line feed', () => {
  it('leaves as it came when nothing follows it', () => {
    expect(written(['{"id":1}\n', '{"id":2}'])).toBe('{"id":1}\n{"id":2}');
  });

  it('is no part of the line that follows it', () => {
    expect(written(['{"id":1}'], [], ['{"id":2}\n'], ['{"id":3}\n'])).toBe('{"id":1}\n{"id":2}\n{"id":3}\n');
  });
});
