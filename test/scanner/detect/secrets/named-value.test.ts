import { describe, expect, it } from 'vitest';
import { judgeNamedValue } from '../../../../scanner/detect/secrets/named-value.ts';
import { drawn, hex, withChecksum } from './drawn.ts';

const value = drawn(32);
const judged = (name: string, text: string): string | null => {
  const hit = judgeNamedValue(name, text);
  return hit === null ? null : `${hit.kind} ${hit.confidence}`;
};

describe('a name that promises a secret', () => {
  it.each([
    ['OPENAI_API_KEY', 'api-key likely'],
    ['githubToken', 'token likely'],
    ['--client-secret', 'secret likely'],
    ['DB_PASSWORD', 'password likely'],
    ['PGPASSWORD', 'password likely'],
    ['NPM_PAT', 'token likely'],
    ['MYSQL_PWD', 'password likely'],
    ['GOOGLE_CREDENTIAL', 'credential likely'],
    ['SSH_PRIVATE_KEY', 'private-key likely'],
    ['SENTRY_DSN', 'connection-string likely'],
    ['AZURE_CONNECTION_STRING', 'connection-string likely'],
    ['Authorization', 'authorization likely'],
    ['Cookie', 'cookie likely'],
    ['X-Api-Key', 'api-key likely'],
    ['CLICKUP_KEY', 'key likely'],
  ])('%s', (name, expected) => {
    expect(judged(name, value)).toBe(expected);
  });

  it('is believed for a weak value, with less confidence', () => {
    expect(judged('ADMIN_PASSWORD', 'sunshine')).toBe('password possible');
  });

  it('gives the place of the value behind a scheme', () => {
    expect(judgeNamedValue('Authorization', `Bearer ${value}`)).toMatchObject({ start: 7, end: 39 });
  });
});

describe('a name that only speaks about a secret', () => {
  it.each([
    'TOKEN_LIMIT',
    'MAX_TOKENS',
    'KEYBOARD',
    'AUTH_MODE',
    'PASSWORD_FILE',
    'KEY_PATH',
    'TOKENIZER',
    'MONKEY',
    'AUTHOR',
    'PUBLIC_KEY',
    'SECRET_NAME',
    'USE_PASSWORD',
    'ACCESS_KEY_ID',
    'SESSION_TIMEOUT',
    'LOG_LEVEL',
  ])('%s', (name) => {
    expect(judged(name, value)).toBeNull();
  });
});

describe('a value that can not be the secret', () => {
  it.each([
    '',
    '${TOKEN}',
    '${input:token}',
    '{env:TOKEN}',
    '$TOKEN',
    '%TOKEN%',
    '<your-token>',
    'your-api-key-here',
    'xxxx',
    'xoxb-test-token',
    'changeme',
    'true',
    '12345678',
    '/run/secrets/token',
    '~/token.txt',
    './token',
    'C:\\Users\\jo\\token',
    'https://example.test/token',
    'op://vault/item/field',
    'Bearer ${TOKEN}',
    'postgres',
  ])('%j', (text) => {
    expect(judged('API_TOKEN', text)).toBeNull();
  });
});

describe('a value that tells by itself', () => {
  it('is found under any name', () => {
    expect(judged('NOTE', withChecksum('ghp_'))).toBe('github-token certain');
  });

  it('is found inside an address', () => {
    expect(judged('DATABASE_URL', 'postgres://app:s3cr3tPass@db.test/x')).toBe('postgres-password likely');
  });

  it('is not seen in a hash under a harmless name', () => {
    expect(judged('GIT_COMMIT', hex(40))).toBeNull();
  });
});
