import { isAlphanumeric } from './characters.ts';
import { isPlaceholder } from './placeholder.ts';
import { looksRandom } from './randomness.ts';
import { defaultsIn } from './reference-defaults.ts';
import type { Reader } from './rule.ts';
import { decoded } from './percent.ts';

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^(?:postgres|postgresql|cockroachdb|timescaledb)/, 'postgres-password'],
  [/^(?:mysql|mariadb)/, 'mysql-password'],
  [/^mongodb/, 'mongodb-password'],
  [/^(?:redis|valkey)/, 'redis-password'],
  [/^amqp/, 'amqp-password'],
  [/^(?:mssql|sqlserver)/, 'sql-server-password'],
  [/^(?:neo4j|bolt)/, 'neo4j-password'],
  [/^clickhouse/, 'clickhouse-password'],
  [/^(?:ldap|ldaps)$/, 'ldap-password'],
  [/^smtps?$/, 'smtp-password'],
  [/^(?:s?ftps?|ssh|scp)$/, 'file-transfer-password'],
  [/^(?:https?|wss?|git\+https)$/, 'basic-auth-url'],
];
/** Sentry takes events by a key that stands in every page; it can do nothing else. */
const takesPublicKeys = /^(?:[\w-]{1,40}\.){0,3}sentry\.io\//;
const longestHost = 200;
const databaseKinds = new Set(kinds.slice(0, 8).map(([, kind]) => kind));

/** Reads the password, or a random user name, in front of a URL's host. Anchor: `://`. */
export const readUrlCredentials: Reader = (text, at) => {
  const scheme = schemeBefore(text, at);
  const kind = kinds.find(([pattern]) => pattern.test(scheme))?.[1] ?? 'url-credentials';
  const from = at + 3;
  const userInfo = userInfoAt(text, from, databaseKinds.has(kind));
  if (scheme === '' || userInfo === null || isRedacted(userInfo)) {
    return null;
  }
  const colon = userInfo.indexOf(':');
  const user = colon === -1 ? userInfo : userInfo.slice(0, colon);
  const password = colon === -1 ? '' : userInfo.slice(colon + 1);
  const host = text.slice(from + userInfo.length + 1, from + userInfo.length + 1 + longestHost);
  if (password.length < 4) {
    return looksRandom(user, 16) && !isPlaceholder(user) && !takesPublicKeys.test(host)
      ? { kind, start: from, end: from + user.length, confidence: 'likely' }
      : null;
  }
  if (password === user || isPlaceholder(decoded(password)) || isDocumentation(user, password, host)) {
    return null;
  }
  const [fallback] = defaultsIn(password);
  const value = fallback?.value ?? password;
  const isStrong = value.length >= 6 && /[^A-Za-z]/.test(value) && !/^pass[-_:]?(?:word)?[-_]?\d?$/i.test(value);
  const start = from + colon + 1 + (fallback?.start ?? 0);
  return { kind, start, end: start + value.length, confidence: isStrong ? 'likely' : 'possible' };
};

/** The text between `://` and the last `@` before the host, or null. `@` may stand in a password unescaped. */
export function userInfoAt(text: string, from: number, slashInPassword = false): string | null {
  const window = text.slice(from, from + 512);
  const stop = window.search(/[\s"'<>`\\,;|]/);
  const word = stop === -1 ? window : window.slice(0, stop);
  const authorityEnd = word.search(/[/?#]/);
  const authority = authorityEnd === -1 ? word : word.slice(0, authorityEnd);
  const at = authority.lastIndexOf('@');
  if (at > 0) {
    return authority.slice(0, at);
  }
  // A password with a slash or a question mark ends the authority too early.
  if (slashInPassword && /^[^:]+:(?!\d{1,5}$)/.test(authority) && word.includes('@')) {
    return word.slice(0, word.lastIndexOf('@'));
  }
  return null;
}

function schemeBefore(text: string, at: number): string {
  let start = at;
  while (
    start > 0 &&
    at - start < 24 &&
    (isAlphanumeric(text.charCodeAt(start - 1)) || '+.-'.includes(text.charAt(start - 1)))
  ) {
    start -= 1;
  }
  return text
    .slice(start, at)
    .toLowerCase()
    .replace(/^jdbc[:.]/, '');
}

/** What we wrote in the place of a whole login. */
function isRedacted(userInfo: string): boolean {
  return /^‹redacted:[a-z-]+›$/.test(userInfo);
}

/**
 * `user:pass`, `user:pa%3Ass`, `USER:API_TOKEN`, `name[:password]`, and what stands before no more of a host than the
 * word: how documentation writes it.
 */
function isDocumentation(user: string, password: string, host: string): boolean {
  return (
    (/^(?:user|username|usr|name|login)$/i.test(user) &&
      /^(?:my|the|some|a)?(?:pass|password|passwd|pwd|secret|token)(?:word)?$/i.test(
        decoded(password).replaceAll(/[^A-Za-z0-9]/g, ''),
      )) ||
    /^(?:[A-Z]{2,20}_){0,4}(?:PASSWORD|PASSWD|PASS|PWD|TOKEN|SECRET|KEY)$/.test(password) ||
    (user.endsWith('[') && password.endsWith(']')) ||
    (/^host(?:name)?(?![\w.-])/i.test(host) && !looksRandom(password, 8))
  );
}
