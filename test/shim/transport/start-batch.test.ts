import { describe, expect, it } from 'vitest';
import { refusalForBatch } from '../../../shim/transport/start-batch.ts';
import { isBatchFile } from '../../../shim/transport/start.ts';

const launch = (...args: readonly string[]) => ({ command: 'npx.cmd', args, env: null });

describe('a batch file', () => {
  it.each([
    ['C:\\node\\npx.cmd', true],
    ['npx.CMD', true],
    ['start.bat', true],
    ['npx', false],
    ['npx.cmd.exe', false],
  ])('%s is one: %s', (path, is) => {
    expect(isBatchFile(path)).toBe(is);
  });

  it.each([
    ['a line feed', 'line breaks', ['-y', 'a\nb']],
    ['a carriage return', 'line breaks', ['a\rb']],
    ['a null', 'line breaks', ['a\0b']],
    ['a variable', '% or !', ['%PATH%']],
    ['a variable of another kind', '% or !', ['!PATH!']],
    ['a command behind a quote', 'quotes together', ['a"&calc&"b']],
    ['a document with a command in it', 'quotes together', ['{"a":"b&c"}']],
    ['a command behind the quote of an earlier argument', 'quotes together', ['a"b', 'c|d']],
    ['a bracket behind a quote', 'quotes together', ['"x"', ')']],
  ])('is refused %s: %s', (_, why, args) => {
    expect(refusalForBatch(launch(...args))).toContain(why);
  });

  it.each([
    ['commands that stay in their quotes', ['-y', 'a & b | c > d ^ (e)']],
    ['quotes with no command in any argument', ['{"a": ["b", "c d"]}', 'é', '']],
    ['addresses', ['https://example.org/a?b=c;d,e#f']],
  ])('may have %s', (_, args) => {
    expect(refusalForBatch(launch(...args))).toBeNull();
  });

  it('may not lie where its own path would be replaced', () => {
    expect(refusalForBatch({ ...launch(), command: 'C:\\100%\\npx.cmd' })).toContain('% or !');
  });
});
