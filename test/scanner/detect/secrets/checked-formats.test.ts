import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../../../scanner/detect/secrets/find-secrets.ts';
import { drawn, hex } from './drawn.ts';

const found = (text: string): string[] =>
  findSecrets(text).map((hit) => `${hit.kind} ${hit.confidence} ${text.slice(hit.start, hit.end)}`);
const base64Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** As GitLab makes them: payload, version, its length in base 36, and the sum of all that. */
function routable(prefix: string, version: string): string {
  const body = `${prefix}${drawn(44)}.${version}${(44).toString(36).padStart(2, '0')}`;
  return body + crc32(body).toString(36).padStart(7, '0');
}

/** As Grafana makes them: the bytes of the sum from the last to the first. */
function ofGrafana(): string {
  const body = `glsa_${drawn(32)}`;
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(body));
  return `${body}_${sum.toString('hex')}`;
}

describe('a token whose vendor adds a sum', () => {
  it.each([
    ['gitlab-token', routable('glpat-', '01.')],
    ['gitlab-token', routable('glrtr-', '')],
    ['grafana-service-token', ofGrafana()],
  ])('is certain when it is right: %s', (kind, token) => {
    expect(found(`see ${token} here`)).toEqual([`${kind} certain ${token}`]);
  });

  it.each([
    ['gitlab-token', routable('glpat-', '01.')],
    ['grafana-service-token', ofGrafana()],
  ])('is only likely when it is wrong: %s', (kind, token) => {
    const wrong = token.replace(/.(?=.{20}$)/, (letter) => (letter === 'q' ? 'w' : 'q'));

    expect(found(`see ${wrong} here`)).toEqual([`${kind} likely ${wrong}`]);
  });
});

describe('a token of a tunnel', () => {
  const token = (object: object): string => Buffer.from(JSON.stringify(object)).toString('base64').replace(/=+$/, '');

  it('is found by what it holds', () => {
    const tunnel = token({ a: hex(32), t: '6ff42ae2-765d-4adf-8112-31c55c1551ef', s: drawn(44) });

    expect(found(`cloudflared service install ${tunnel}`)).toEqual([`cloudflare-tunnel-token certain ${tunnel}`]);
  });

  it('is not an object that only begins alike', () => {
    expect(
      found(`state ${token({ a: hex(32), page: 7, filter: 'some words to make it long enough to count' })}`),
    ).toEqual([]);
  });
});

describe('a key of Azure without its connection string', () => {
  it.each([
    ['azure-storage-key', `${drawn(76, base64Letters, 3)}+ASt${drawn(5, base64Letters, 4)}A==`],
    ['azure-shared-access-key', `${drawn(33, base64Letters, 3)}+ASbC${drawn(5, base64Letters, 4)}=`],
    ['azure-redis-key', `${drawn(33, base64Letters, 3)}AzCaC${drawn(5, base64Letters, 4)}=`],
    ['azure-ai-key', `${drawn(52)}JQQJ9DC${drawn(24)}`],
  ])('is told by its mark: %s', (kind, key) => {
    expect(found(`{"value":"${key}"}`)).toEqual([`${kind} certain ${key}`]);
  });

  it.each([
    ['at another place', `${drawn(30, base64Letters, 3)}+ASbC${drawn(8, base64Letters, 4)}=`],
    ['in a longer value', `${drawn(90, base64Letters, 3)}AzCaC${drawn(5, base64Letters, 4)}=`],
  ])('is none with its mark %s', (_, text) => {
    expect(found(`{"value":"${text}"}`)).toEqual([]);
  });
});

describe('names that begin like a token', () => {
  it.each([
    'key_of_the_first_object_in_the_list',
    'as-described-in-the-manual-2',
    'YCbCrColorSpaceConversionOfTheDecoder20',
  ])('are none: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
