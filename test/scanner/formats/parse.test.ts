import { describe, expect, it } from 'vitest';
import type { Format } from '../../../scanner/model/inventory.ts';
import { parseConfig } from '../../../scanner/formats/parse.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function read(text: string, format: Format = 'json'): Promise<unknown> {
  const parsed = await parseConfig(bytes(text), format);
  return parsed.ok ? JSON.parse(JSON.stringify(parsed.document.value ?? null)) : parsed;
}

describe('a config in one of the formats clients use', () => {
  it.each<[string, Format, string, Format]>([
    ['strict JSON', 'json', '{"a": [1, "two", null, true]}', 'json'],
    ['a byte-order mark', 'json', '\uFEFF{"a": [1, "two", null, true]}', 'json'],
    ['CRLF line ends', 'json', '{\r\n"a": [1, "two", null, true]\r\n}\r\n', 'json'],
    ['comments', 'json', '// why\n{"a": [1, /* don\'t */ "two", null, true]}', 'jsonc'],
    ['JSON5', 'json', "{a: [1, 'two', null, true,]} // done", 'json5'],
    ['YAML', 'yaml', 'a:\n  - 1\n  - two\n  - null\n  - true\n', 'yaml'],
    ['YAML between its marks', 'yaml', '---\na: [1, two, null, true]\n...\n', 'yaml'],
    ['YAML with an anchor', 'yaml', 'x: &x [1, two, null, true]\na: *x\n', 'yaml'],
  ])('%s is read', async (_what, declared, text, detected) => {
    const parsed = await parseConfig(bytes(text), declared);

    expect(parsed).toMatchObject({ ok: true, format: detected });
    expect(await read(text, declared)).toMatchObject({ a: [1, 'two', null, true] });
  });

  it('a trailing comma is read as JSON with comments is', async () => {
    expect(await read('{"a": [1, 2,],}')).toEqual({ a: [1, 2] });
  });

  it('TOML is read, inline tables and quoted keys included', async () => {
    expect(await read('[mcp_servers."my server"]\ncommand = "npx"\nenv = { A = "1" }\n', 'toml')).toEqual({
      mcp_servers: { 'my server': { command: 'npx', env: { A: '1' } } },
    });
  });

  it.each<Format>(['json', 'toml', 'yaml'])('an empty %s file is empty, not broken', async (format) => {
    expect(await parseConfig(bytes('  \n'), format)).toMatchObject({ ok: true, isEmpty: true });
  });
});

describe('a config that can not be read', () => {
  it.each<[string, Format, string, string]>([
    ['JSON cut short', 'json', '{"mcpServers": {"a": ', 'line 1, column 22: value expected'],
    ['JSON with a stray word', 'json', '{"a": oops}', 'line 1, column 7: invalid symbol'],
    ['TOML with two equal keys', 'toml', 'a = 1\na = 2\n', 'line 2, column 1: not valid TOML'],
    ['YAML with a tab', 'yaml', 'a:\n\t- b\n', 'line 2, column 1: tab as indent'],
    ['YAML with equal keys', 'yaml', 'a: 1\na: 2\n', 'line 2, column 1: duplicate key'],
    ['YAML with a second document', 'yaml', 'a: 1\n---\nb: 2\n', 'line 2, column 1: multiple docs'],
  ])('%s: the place is told', async (_what, format, text, detail) => {
    expect(await read(text, format)).toEqual({ ok: false, outcome: 'malformed', detail });
  });

  it.each<[string, Format, string]>([
    ['JSON', 'json', '{"token": "hunter2-secret" oops'],
    ['TOML', 'toml', 'token = hunter2-secret\n'],
    ['YAML', 'yaml', 'token: "hunter2-secret\n'],
  ])('%s: the text itself is never told, it may be a secret', async (_what, format, text) => {
    expect(JSON.stringify(await read(text, format))).not.toContain('hunter2');
  });

  it.each([
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]), 'the text is UTF-16; clients read UTF-8'],
    ['Latin-1', new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x7d]), 'the text is not valid UTF-8'],
    ['NUL bytes', bytes('{"a":\0 1}'), 'the text holds NUL bytes'],
  ])('%s is named', async (_what, content, detail) => {
    expect(await parseConfig(content, 'json')).toEqual({ ok: false, outcome: 'malformed', detail });
  });

  it.each<[string, Format, string]>([
    ['JSON', 'json', '['.repeat(10_000)],
    ['JSON with comments', 'json', `// x\n${'{"a":'.repeat(10_000)}`],
    ['TOML', 'toml', `a = ${'['.repeat(10_000)}`],
    ['YAML', 'yaml', `a: ${'['.repeat(10_000)}`],
  ])('%s nested ten thousand levels deep is refused, not crashed on', async (_what, format, text) => {
    const parsed = await parseConfig(bytes(text), format);

    expect(parsed.ok).toBe(false);
  });

  it('brackets in text and comments do not count as nesting', async () => {
    expect(await read(`/* ${'['.repeat(500)} */ {"a": "${'['.repeat(500)}"}`)).toEqual({ a: '['.repeat(500) });
  });

  it('an alias bomb is refused', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`,
    );

    expect(await read(`l0: &l0 [x]\n${levels.join('\n')}\n`, 'yaml')).toMatchObject({
      ok: false,
      outcome: 'malformed',
    });
  });
});

describe('keys that mean mischief', () => {
  it.each<[Format, string]>([
    ['json', '{"__proto__": {"polluted": true}, "constructor": 1}'],
    ['json5', "{__proto__: {polluted: true}, 'constructor': 1}"],
    ['yaml', '__proto__:\n  polluted: true\nconstructor: 1\n'],
    ['toml', 'constructor = 1\n[__proto__]\npolluted = true\n'],
  ])('in %s are keys like any other', async (format, text) => {
    const parsed = await parseConfig(bytes(text), format);

    expect(parsed.ok && Object.keys(parsed.document.value as object).toSorted()).toEqual(['__proto__', 'constructor']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('equal keys are named, and the last one counts', async () => {
    const parsed = await parseConfig(bytes('{"s": {"a/b": 1, "c": 2, "a/b": 3}}'), 'json');

    expect(parsed).toMatchObject({ ok: true, document: { duplicates: ['/s/a~1b'] } });
    expect(await read('{"s": {"a/b": 1, "c": 2, "a/b": 3}}')).toEqual({ s: { 'a/b': 3, c: 2 } });
  });

  it('equal keys are named in JSON5 too', async () => {
    expect(await parseConfig(bytes('{s: {a: 1, a: 2}}'), 'json')).toMatchObject({
      ok: true,
      document: { duplicates: ['/s/a'] },
    });
  });

  it('lone surrogates pass through as they are', async () => {
    expect(await read(String.raw`{"a": "\ud800"}`)).toEqual({ a: '\ud800' });
  });
});
