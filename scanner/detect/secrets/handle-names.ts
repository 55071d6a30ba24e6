import { decodeJsonPart } from './checksums.ts';
import { looksRandom } from './randomness.ts';
import { wordsOf } from './secret-names.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const longest = 40;

/** Word before `token` that makes it a place in a list, a state of work, an address or a document (so Lark calls them): nobody gets in with it. */
const beforeToken = list(
  'next prev previous page paging pagination continuation continue cursor offset position scroll sync delta resume resumption upload start end change ' +
    'changes progress concurrency lock version idempotency cancel cancellation tracking task job batch watch skip etag csrf xsrf authenticity middleware device confirm confirmation undo ' +
    'folder doc docx wiki sheet spreadsheet bitable whiteboard',
);

/** Word before `token` that says so only in front of a value as Lark makes them: others call credentials so too. */
const beforeTokenOfLark = list('app file document obj object node table board parent');

/** Word before `key` that makes it the name of a thing. */
const beforeKey = list(
  'idempotency cache sort partition file files object primary foreign unique composite natural surrogate s3 blob row column record item issue range hash ' +
    'group index document attachment asset image upload path folder bucket resource message routing shard dedup deduplication lookup translation locale ' +
    'node component style evaluated start tracking feature page tab view field property attribute',
);

/** Whether a name is that of a handle: `nextPageToken`, `idempotency_key`, `fileKey`. Its value looks drawn and opens nothing. */
export function isHandleName(name: string): boolean {
  const read = readName(name);
  return read !== null && (isMadeOf(read.before, read.isToken ? beforeToken : beforeKey) || isOfAForm.test(name));
}

/** What ASP.NET puts into each form. */
const isOfAForm = /^__RequestVerificationToken$/;

/** Whether a value is what Lark calls a document by, under a name that others give to a credential: `app_token`. */
export function isDocumentOfLark(name: string, value: string): boolean {
  const read = /^[A-Za-z0-9]{27}$/.test(value) ? readName(name) : null;
  return read !== null && read.isToken && beforeTokenOfLark.has(read.before);
}

/** The word before `token` or `key` in a name; null for another name. */
function readName(name: string): { readonly before: string; readonly isToken: boolean } | null {
  const words = wordsOf(name);
  const [, front = '', noun] = /^(.*?)(tokens?|keys?)$/.exec(words.at(-1) ?? '') ?? [];
  const before = front === '' ? (words.at(-2) ?? '') : front;
  return noun === undefined || before.length > longest ? null : { before, isToken: noun.startsWith('token') };
}

/** One of these words, or several written together. */
function isMadeOf(text: string, words: ReadonlySet<string>): boolean {
  if (words.has(text)) {
    return true;
  }
  for (let end = 2; end < text.length; end += 1) {
    if (words.has(text.slice(0, end)) && isMadeOf(text.slice(end), words)) {
      return true;
    }
  }
  return false;
}

/** Whether a value is an object in base64 in which nothing is drawn or named as a secret: the state of a list, as in `eyJwYWdlIjoyfQ==`. */
export function isReadableState(value: string): boolean {
  const state = /^[\w+/-]+={0,2}$/.test(value) ? decodeJsonPart(value) : null;
  if (state === null) {
    return false;
  }
  const said = JSON.stringify(state);
  return (
    !/pass|pwd|secret|token|auth|cred|sign|key|jwt/i.test(said) &&
    !said.split(/[^\w+/=-]+/).some((word) => looksRandom(word, 16))
  );
}
