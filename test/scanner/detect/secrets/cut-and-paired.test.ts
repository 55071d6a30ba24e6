import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../../../scanner/detect/secrets/find-secrets.ts';
import { drawn, hex, withChecksum } from './drawn.ts';

const found = (text: string): string[] =>
  findSecrets(text)
    .filter(({ confidence }) => confidence !== 'possible')
    .map((hit) => `${hit.kind} ${text.slice(hit.start, hit.end)}`);
const base64Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const privateKey = ['PRIVATE', 'KEY'].join(' ');
const json = JSON.stringify;

describe('a token that was cut', () => {
  const token = withChecksum('ghp_');
  const [front, back] = [token.slice(0, 20), token.slice(20)];
  const words = 'word '.repeat(10);

  it.each([
    ['where its line was full', `${words}${front}\n${back} more`, `${front}\n${back}`],
    ['in a quoted mail', `> ${words}${front}\r\n> ${back} more`, `${front}\r\n> ${back}`],
    ['by quoted-printable', `token ${front}=\r\n${back} more`, `${front}=\r\n${back}`],
  ])('is found whole: %s', (_, text, whole) => {
    expect(found(text)).toEqual([`github-token ${whole}`]);
  });

  it('is found whole over many lines', () => {
    const long = `pypi-Ag${drawn(180)}`;
    const cut = long.replaceAll(/.{75}(?=.)/g, '$&=\n');

    expect(found(cut)).toEqual([`pypi-token ${cut}`]);
  });

  it.each([
    ['a short line', `token ${front}\n${back} more`],
    ['a list of names', `${words}ghp_first_of_two\nghp_second_of_two`],
    ['another word in the next line', `${words}${front}\nwhich was revoked`],
  ])('is none in %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('the secret of an access key', () => {
  const id = `AKIA${drawn(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 9)}`;
  const secret = drawn(40, base64Letters, 4);

  it.each([`${id},${secret}`, `${id}:${secret}`, `| ${id} | ${secret} |`])('is found behind its id: %s', (text) => {
    expect(found(text)).toEqual([`aws-access-key-id ${id}`, `aws-secret-access-key ${secret}`]);
  });

  it.each([
    ['a git hash', hex(40)],
    ['a path', 'some/folder/with/long/names/in/it/aaaaab'],
    ['a part of a longer value', `${secret}${drawn(20, base64Letters, 4)}`],
    ['an example', `${secret.slice(0, 33)}EXAMPLE`],
  ])('is not %s', (_, text) => {
    expect(found(`${id} ${text}`)).toEqual([`aws-access-key-id ${id}`]);
  });
});

describe('a private key', () => {
  const lines = [3, 4, 5].map((seed) => drawn(64, base64Letters, seed));
  const end = `-----END RSA ${privateKey}-----`;

  it.each([
    ['', '\n'],
    [' with line ends written out', '\\n'],
  ])('of which the head is cut off is found by its end%s', (_, lineEnd) => {
    const rest = `${lines.join(lineEnd)}${lineEnd}${drawn(20)}==${lineEnd}${end}`;

    expect(found(`cut here:\n${rest}`).map((hit) => hit.slice(-rest.length))).toEqual([rest]);
  });

  it('as commercial SSH writes it is found', () => {
    const key = `---- BEGIN SSH2 ENCRYPTED ${privateKey} ----\nComment: "x"\n${lines.join('\n')}\n---- END SSH2 ENCRYPTED ${privateKey} ----`;

    expect(found(key)).toEqual([`private-key ${key}`]);
  });

  it.each([
    ['a sentence before an end', `The file closes with\n${end}`],
    ['code before an end', `const closing = [\n  ${lines[0] ?? ''},\n];\n${end}`],
    ['a filler with both ends', `-----BEGIN RSA ${privateKey}-----\n${'x'.repeat(64)}\n${end}`],
    ['a public key of SSH', `---- BEGIN SSH2 PUBLIC KEY ----\n${lines.join('\n')}\n---- END SSH2 PUBLIC KEY ----`],
  ])('is not %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    ['within JSON', (key: object) => json({ body: json({ keys: [key] }) })],
    ['as Python prints it', (key: object) => json(key).replaceAll('"', "'")],
  ])('of JSON Web Keys is found %s', (_, written) => {
    const part = drawn(43);

    expect(found(written({ kty: 'EC', crv: 'P-256', x: drawn(43, undefined, 2), d: part }))).toEqual([
      `json-web-key ${part}`,
    ]);
    expect(found(written({ kty: 'EC', crv: 'P-256', x: part, y: drawn(43, undefined, 3) }))).toEqual([]);
  });
});

describe('the words of a wallet', () => {
  const words = 'ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic';

  it.each([`MNEMONIC="${words}"`, json({ mnemonic: words }), `seed phrase: ${words}`])('are found: %s', (text) => {
    expect(found(text)).toEqual([`wallet-mnemonic ${words}`]);
  });

  it.each([
    ['the words of test suites', `mnemonic: "${'test '.repeat(11)}junk"`],
    ['the words of documentation', `mnemonic: ${'abandon '.repeat(11)}about`],
    ['a sentence', 'mnemonic: a word or phrase that helps people remember something they would forget'],
    ['a long sentence', `seed phrase: ${words} and then some more of the same to make this long`],
  ])('are not %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('a cookie', () => {
  it.each([
    [`Cookie: sessionid=${drawn(32, 'abcdefghijklmnopqrstuvwxyz0123456789', 4)}; lang=en`, 1],
    ['Cookie: preferredLanguage2=englishGB; lang=en', 0],
  ])('counts by its value: %s', (text, count) => {
    expect(found(text)).toHaveLength(count);
  });
});
