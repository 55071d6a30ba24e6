import { describe, expect, it } from 'vitest';
import { parsePlist } from '../../../scanner/formats/plist/plist.ts';

const values = {
  allowedMcpServers: [{ serverCommand: ['npx', '-y', 'bé'] }],
  n: 70_000,
  neg: -5,
  r: 1.5,
  yes: true,
  no: false,
  d: 'YWJj',
  empty: {},
  list: Array.from({ length: 17 }, (_, at) => at),
  emoji: '😀',
};

// Written by the plistlib of Python.
const binary = Buffer.from(
  'YnBsaXN0MDDbAQIDBAUGBwgJCgsMExQVFigpKissLV8QEWFsbG93ZWRNY3BTZXJ2ZXJzUWRVZW1vamlVZW1wdHlUbGlzdFFuU25lZ1Jub1FyVH' +
    'doZW5TeWVzoQ3RDg9dc2VydmVyQ29tbWFuZKMQERJTbnB4Ui15YgBiAOlDYWJjYtg93gDQrxARFxgZGhscHR4fICEiIyQlJicQABABEAIQAxAE' +
    'EAUQBhAHEAgQCRAKEAsQDBANEA4QDxAQEgABEXAT//////////sIIz/4AAAAAAAAM0HIWCHIAAAACQgfMzU7QUZITE9RVlpcX21xdXh9gYaHm5' +
    '2foaOlp6mrra+xs7W3ubu9wsvM1d4AAAAAAAABAQAAAAAAAAAuAAAAAAAAAAAAAAAAAAAA3w==',
  'base64',
);

const xml = (inside: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${inside}
</plist>
`;
const valueOf = (inside: string): unknown => {
  const parsed = parsePlist(Buffer.from(xml(inside)));
  return parsed.ok ? parsed.document.value : parsed;
};
const malformed = (detail: string): unknown => ({ ok: false, outcome: 'malformed', detail });

describe('a binary property list', () => {
  it('is read, with a date as text and data as base64', () => {
    expect(parsePlist(binary)).toEqual({
      ok: true,
      document: { value: { ...values, when: '2026-11-20T09:00:00.000Z' }, duplicates: [] },
    });
  });

  it('is read or refused, and never anything else, wherever it is damaged', () => {
    for (let at = 8; at < binary.length; at += 1) {
      for (const byte of [0x00, 0x0f, 0x7f, 0xa1, 0xd1, 0xff]) {
        const damaged = Buffer.from(binary);
        damaged[at] = byte;
        expect([true, false]).toContain(parsePlist(damaged).ok);
      }
      expect(parsePlist(binary.subarray(0, at))).toMatchObject({ ok: false });
    }
  });

  it('that holds itself is refused', () => {
    const list = Buffer.from([0xa1, 0x00]);
    const trailer = Buffer.alloc(32);
    trailer.set([1, 1], 6);
    trailer.set([1], 15);
    trailer.set([10], 31);
    const loop = Buffer.concat([Buffer.from('bplist00'), list, Buffer.from([8]), trailer]);

    expect(parsePlist(loop)).toEqual(malformed('it unfolds to more than we read'));
  });
});

describe('a property list in XML', () => {
  it('is read', () => {
    const text = `<dict>
      <key>allowedMcpServers</key>
      <array><dict><key>serverCommand</key><array><string>npx</string><string>-y</string><string>b&#233;</string></array></dict></array>
      <key>n</key><integer>70000</integer>
      <key>neg</key><integer>-5</integer>
      <key>r</key><real>1.5</real>
      <!-- what an administrator thought -->
      <key>yes</key><true/>
      <key>no</key><false/>
      <key>d</key><data>
        YWJj
      </data>
      <key>empty</key><dict/>
      <key>list</key><array>${values.list.map((number) => `<integer>${number}</integer>`).join('')}</array>
      <key>emoji</key><string>&#x1F600;</string>
    </dict>`;

    expect(valueOf(text)).toEqual(values);
  });

  it.each<[string, string, unknown]>([
    ['an empty text', '<string></string>', ''],
    ['a text of spaces', '<string>  </string>', '  '],
    ['a text with markup in it', '<string>&lt;a&gt; &amp; <![CDATA[<b>]]></string>', '<a> & <b>'],
    ['an empty list', '<array>\n</array>', []],
    ['a key of a prototype', '<dict><key>__proto__</key><true/></dict>', JSON.parse('{"__proto__":true}')],
  ])('keeps %s', (_, inside, expected) => {
    expect(valueOf(inside)).toEqual(expected);
  });

  it.each<[string, string, string]>([
    ['nothing', '', 'something stands where a value belongs'],
    ['two values', '<true/><true/>', 'the end of an element "plist" is missing'],
    ['a dictionary without a key', '<dict><true/></dict>', 'an element "key" is missing'],
    ['a key without a value', '<dict><key>a</key></dict>', 'something stands where a value belongs'],
    ['an end that fits nothing', '<array></dict>', 'something stands where a value belongs'],
    ['a list that does not end', '<array>', 'something stands where a value belongs'],
    ['a number that is none', '<integer>x</integer>', 'a number is none'],
    ['an element of HTML', '<b>x</b>', 'it holds an element of an unknown kind'],
    ['an entity of its own', '<string>&lol;</string>', 'it uses an entity that we do not know'],
    ['no end of markup', '<string', 'it is no property list in XML'],
  ])('with %s is refused', (_, inside, detail) => {
    expect(valueOf(inside)).toEqual(malformed(detail));
  });

  it('that declares entities is refused', () => {
    const bomb = '<!DOCTYPE plist [<!ENTITY a "aaaa">]><plist><string>&a;</string></plist>';

    expect(parsePlist(Buffer.from(bomb))).toEqual(malformed('it is no property list in XML'));
  });

  it('nested beyond measure is refused', () => {
    expect(valueOf('<array>'.repeat(100_000))).toEqual(malformed('nested more than 200 levels deep'));
  });

  it('that is no UTF-8 is refused', () => {
    expect(parsePlist(Buffer.from([0x3c, 0xff]))).toEqual(malformed('the text is not valid UTF-8'));
  });
});
