import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../../../scanner/detect/secrets/find-secrets.ts';
import { drawn } from './drawn.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const header = part({ alg: 'HS256', typ: 'JWT' });
const privateKey = ['PRIVATE', 'KEY'].join(' ');
const bigA = 'A'.repeat(22);
/** What is worth an alarm. */
const alarms = (text: string): string[] =>
  findSecrets(text)
    .filter(({ confidence }) => confidence !== 'possible')
    .map(({ start, end }) => text.slice(start, end));

describe('a value that opens nothing', () => {
  it.each([
    ['a plain word in base64', `password: ${base64('storage')}`],
    ['a filler in base64', `password: ${base64('test-password')}`],
    ['a sentence in base64', `token="${base64('this is not a real token but only test data')}"`],
    ['a login of documentation', `Authorization: Basic ${base64('user:password')}`],
    ['a login with a reference', `Authorization: Basic ${base64('coding-agent:<secret>')}`],
    ['a header of a token alone', `token: "${header}"`],
    ['a header with made-up parts', `Authorization: Bearer ${header}.test.token`],
    ['a value with its middle left out', `AWS_SESSION_TOKEN=${drawn(20)}...truncated...${drawn(30)}`],
    ['a value with its end left out', `export K8S_TOKEN='eyJhbGciOiJSUzI1NiIsImtpZCI6...'`],
    ['a call of source code', 'const credentialIdB64 = bufToB64Url(credentialId);'],
    ['a method of Java', 'map.from(token::getAccessTokenFormat).to(PemPrivateKeyParser::createKeySpecForPkcs1Rsa);'],
    ['a password of test suites', 'amqps://root:password2@otherhost2.test'],
    ['an object in a log', 'opening app wtoken = AppWindowToken{9f4ef63 token=Token{a64f992}}'],
    ['a reference in written-out brackets', String.raw`\"api_key\": \"\\u003CAPI_KEY_2B\\u003E\"`],
    ['a name for the password of an address', 'mongodb://DB_USER:DB_PASSWORD@mongodb.test:27017'],
    ['an escaped password of documentation', 'https://user:pa%3Ass@host.test/'],
    ['one letter again and again', `data: ${'A'.repeat(120)}`],
    [
      'a header of a key that a comment names',
      `# begins with -----BEGIN RSA ${privateKey}-----\n${'# see the manual for more.\n'.repeat(30)}${drawn(80)}`,
    ],
    [
      'such a header before an address',
      `# begins with -----BEGIN RSA ${privateKey}-----, see https://host.test/${'some/folder/'.repeat(8)}`,
    ],
  ])('is no credential: %s', (_, text) => {
    expect(alarms(text)).toEqual([]);
  });

  it.each([
    ['a password in base64', `password: ${base64('Gr33nT3a!Pot')}`, base64('Gr33nT3a!Pot')],
    ['a login in base64', `Authorization: Basic ${base64('jo:Gr33nT3a!Pot')}`, base64('jo:Gr33nT3a!Pot')],
    ['bytes in base64', `token: "${drawn(44)}"`, drawn(44)],
    [
      'a token of somebody',
      `jwt = '${header}.${part({ sub: '81', name: 'Jo' })}.${drawn(43)}'`,
      `${header}.${part({ sub: '81', name: 'Jo' })}.${drawn(43)}`,
    ],
    [
      'a password with a bracket',
      `db_password="${drawn(9, undefined, 11)}(${drawn(8, undefined, 5)}"`,
      `${drawn(9, undefined, 11)}(${drawn(8, undefined, 5)}`,
    ],
    ['a password in capitals', 'mongodb://app:WINTER_PASSAGE_26@mongodb.test', 'WINTER_PASSAGE_26'],
    ['a token of many A', `data: ${bigA}${drawn(80)}`, `${bigA}${drawn(80)}`],
  ])('is something else than %s', (_, text, value) => {
    expect(alarms(text)).toEqual([value]);
  });

  it('is no reason to leave a key alone that has marks in front of its lines', () => {
    const key = `-----BEGIN RSA ${privateKey}-----\n${drawn(64)}\n${drawn(64, undefined, 3)}\n-----END RSA ${privateKey}-----`;

    expect(alarms(key.replaceAll(/^/gm, '# '))).toHaveLength(1);
  });
});

describe('a hash of a password', () => {
  const crypt = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

  it.each([`$6$rounds=656000$${drawn(16)}$${drawn(86, crypt)}`, `$2b$12$${drawn(53, crypt)}`])(
    'is found: %s',
    (hash) => {
      expect(alarms(`jo:${hash}:19000:0`)).toEqual([hash]);
    },
  );

  it.each([`$2b$12$${drawn(40, crypt)}`, `$6$rounds=9$${drawn(16)}$${drawn(86, crypt)}`])(
    'is not taken for one when it is not whole: %s',
    (hash) => {
      expect(alarms(`jo:${hash}:19000:0`)).toEqual([]);
    },
  );
});
