import { decoded } from './percent.ts';
import { isTemplate } from './placeholder.ts';
import { isGitHash, isUuid, looksRandom } from './randomness.ts';
import type { SecretHit } from './rule.ts';
import { secretName } from './secret-names.ts';
import { userInfoAt } from './urls.ts';

/** The parts of one URL that are not shown, whatever their shape; offsets count from the URL's beginning. */
export function urlParts(url: string): readonly SecretHit[] {
  const schemeEnd = url.indexOf('://');
  if (schemeEnd === -1) {
    return [];
  }
  const hits: SecretHit[] = [];
  const add = (kind: string, start: number, value: string): void => {
    if (value !== '') {
      hits.push({ kind, start, end: start + value.length, confidence: 'possible' });
    }
  };
  const from = schemeEnd + 3;
  const userInfo = userInfoAt(url, from, !/^(?:https?|wss?|file)$/i.test(url.slice(0, schemeEnd)));
  if (userInfo !== null && !isSafeUserInfo(userInfo)) {
    add('url-credentials', from, userInfo);
  }
  const hostAt = userInfo === null ? from : from + userInfo.length + 1;
  const fragmentAt = indexOrEnd(url, '#', hostAt);
  const queryAt = Math.min(indexOrEnd(url, '?', hostAt), fragmentAt);
  const pathAt = Math.min(indexOrEnd(url, '/', hostAt), queryAt);
  const keepsHashes = /^git\+|git(?:hub|lab)|bitbucket|codeberg/i.test(url.slice(0, pathAt));
  let previous = '';
  for (const [start, segment] of pieces(url, pathAt, queryAt, /[/;]/)) {
    if (isSecretSegment(segment, previous, keepsHashes)) {
      add('url-path', start, segment);
    }
    previous = segment;
  }
  for (const [start, pair] of pieces(url, queryAt + 1, url.length, /[&#;]/)) {
    const equals = pair.indexOf('=');
    const name = equals === -1 ? '' : pair.slice(0, equals);
    const value = pair.slice(equals + 1);
    if (!isShowable(name, value)) {
      add('url-value', start + equals + 1, value);
    }
  }
  return hits;
}

/** `git@`, or nothing but references. */
function isSafeUserInfo(userInfo: string): boolean {
  const colon = userInfo.indexOf(':');
  return colon === -1
    ? userInfo === 'git' || isTemplate(userInfo)
    : isTemplate(userInfo.slice(colon + 1)) && !looksRandom(userInfo.slice(0, colon), 12);
}

function isSecretSegment(segment: string, previous: string, keepsHashes: boolean): boolean {
  const text = decoded(segment);
  if (text.length < 8 || isTemplate(text)) {
    return false;
  }
  const hash = /[0-9a-f]{40}/.exec(text)?.[0];
  if (
    hash !== undefined &&
    isGitHash(hash) &&
    (keepsHashes || /^(?:commits?|tree|blob|raw|archive|tarball|zipball)$/.test(previous))
  ) {
    return false;
  }
  const isAfterHint = /^(?:s|u|k|t|keys?|tokens?|hooks?|webhooks?|services|catch|secret|auth)$/i.test(previous);
  return (
    text.split(/[@:,]/).some((part) => isUuid(part) || looksRandom(part, 16)) ||
    (isAfterHint && /\d/.test(text) && !/^v?\d+(?:\.\d+)*$/.test(text))
  );
}

/** Query values that say nothing secret: references, switches, small numbers, versions, dates, plain words and lists of them. */
function isShowable(name: string, value: string): boolean {
  const text = decoded(value);
  if (isTemplate(text)) {
    return true;
  }
  if (
    secretName(name) !== null ||
    /^(?:k|t|s|u|id|uid|user|username|email|account|client_id|profile|sv|se|st|p|h)$/i.test(name)
  ) {
    return false;
  }
  return /^(?:\d{1,11}|v?\d{1,4}(?:\.\d{1,4}){1,3}|\d{4}-\d\d-\d\d|[A-Za-z]{1,16}(?:[-_][A-Za-z]{1,16}){0,3}(?:,[A-Za-z]{1,16}(?:[-_][A-Za-z]{1,16}){0,3}){0,20})$/.test(
    text,
  );
}

function pieces(text: string, from: number, to: number, separator: RegExp): readonly (readonly [number, string])[] {
  const found: [number, string][] = [];
  let start = from;
  for (const piece of text.slice(from, to).split(separator)) {
    found.push([start, piece]);
    start += piece.length + 1;
  }
  return found.filter(([, piece]) => piece !== '');
}

function indexOrEnd(text: string, character: string, from: number): number {
  const index = text.indexOf(character, from);
  return index === -1 ? text.length : index;
}
