import { describe, expect, it } from 'vitest';
import { parseRegFile } from '../../../scanner/formats/reg-file.ts';

/** As `reg export` writes it: UTF-16, a byte-order mark, CRLF. */
function regFile(...lines: readonly string[]): Buffer {
  const text = ['Windows Registry Editor Version 5.00', '', ...lines, ''].join('\r\n');
  return Buffer.from(`\uFEFF${text}`, 'utf16le');
}
const key = String.raw`[HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Claude]`;

describe('an exported key of the registry', () => {
  it.each<[string, readonly string[], Readonly<Record<string, unknown>>]>([
    ['a text', [String.raw`"Settings"="{\"a\":\"C:\\b\"}"`], { Settings: String.raw`{"a":"C:\b"}` }],
    [
      'a text over several lines',
      ['"Settings"="{', '\\"a\\": 1', '}"', '"b"="c"'],
      { Settings: '{\r\n"a": 1\r\n}', b: 'c' },
    ],
    [
      'a text that looks like a key',
      [String.raw`"a"="`, '[HKEY_X]', '"', '"b"="c"'],
      { a: '\r\n[HKEY_X]\r\n', b: 'c' },
    ],
    ['a number', ['"isLocalDevMcpEnabled"=dword:0000001f'], { isLocalDevMcpEnabled: 31 }],
    ['a number of eight bytes', ['"n"=hex(b):01,00,00,00,01,00,00,00'], { n: 4_294_967_297 }],
    ['a text with variables', ['"p"=hex(2):25,00,41,00,25,00,00,00'], { p: '%A%' }],
    [
      'several texts, their bytes over two lines',
      ['"l"=hex(7):61,00,00,00,\\', '  62,00,63,00,00,00,00,00'],
      { l: ['a', 'bc'] },
    ],
    ['bytes', ['"x"=hex:0a,ff'], { x: Buffer.from([0x0a, 0xff]) }],
    ['the value without a name', ['@="d"'], { '': 'd' }],
    ['a name with a quote', [String.raw`"a\"]="="1"`], { 'a"]=': '1' }],
    ['a name that means something elsewhere', ['"__proto__"="1"'], JSON.parse('{"__proto__":"1"}')],
    ['nothing', [], {}],
  ])('gives %s', (_, lines, values) => {
    expect({ ...parseRegFile(regFile(key, ...lines)) }).toEqual(values);
  });

  it('gives no values of the keys below it', () => {
    const below = String.raw`[HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Claude\Sub]`;

    expect({ ...parseRegFile(regFile(key, '"a"="1"', '', below, '"a"="2"', '"b"="3"')) }).toEqual({ a: '1' });
  });

  it.each([
    ['is empty', Buffer.alloc(0)],
    ['is no such file', Buffer.from('{}')],
    ['names no key', regFile('"a"="1"')],
    ['breaks off in a value', regFile(key, '"a"="1')],
    ['holds a value of no known form', regFile(key, '"a"=what:1')],
  ])('is refused when it %s', (_, bytes) => {
    expect(parseRegFile(bytes)).toBeNull();
  });

  it('of a megabyte of text is read', () => {
    const long = 'x'.repeat(500_000) + '\\\\'.repeat(250_000);

    expect(String(parseRegFile(regFile(key, `"a"="${long}"`))?.['a'])).toHaveLength(750_000);
  });
});
