import { decodeJsonPart } from './checksums.ts';
import { beginsWord } from './characters.ts';
import { isFiller } from './placeholder.ts';
import { looksRandom } from './randomness.ts';
import type { Reader } from './rule.ts';

const blockLimit = 16_384;
const header = /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/y;
const puttyHeader = /PuTTY-User-Key-File-\d: /y;
const partLimit = 8192;

/** Reads a PEM or OpenPGP private key; of a key that is cut off, what is there. Anchor: `-----BEGIN`. */
export const readPrivateKey: Reader = (text, at) => {
  header.lastIndex = at;
  if (!header.test(text)) {
    return null;
  }
  const bodyAt = header.lastIndex;
  const window = text.slice(bodyAt, bodyAt + blockLimit);
  const dashes = window.indexOf('-----');
  const body = dashes === -1 ? window : window.slice(0, dashes);
  const isWhole = isKeyText(body.slice(0, headersLimit));
  if (!(isWhole || isCutOff(body)) || isFiller(body.slice(0, 200).replaceAll('-', ''))) {
    return null;
  }
  const footer = dashes === -1 ? null : /^-----END [A-Z0-9 ]{3,60}-----/.exec(window.slice(dashes, dashes + 80));
  const end = footer === null ? bodyAt + keyText(body) : bodyAt + dashes + footer[0].length;
  return { kind: 'private-key', start: at, end, confidence: isWhole ? 'certain' : 'possible' };
};

const footer = /-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/y;

/** Reads a PEM private key of which the beginning is cut off: its footer, and the full lines in front of it. Anchor: `-----END`. */
export const readEndOfPrivateKey: Reader = (text, at) => {
  footer.lastIndex = at;
  if (!footer.test(text)) {
    return null;
  }
  const start = startOfKeyLines(text, at);
  const isHeaded = /PRIVATE KEY(?: BLOCK)?-----/.test(text.slice(Math.max(0, start - 200), start));
  return start === at || isHeaded || !isKeyText(text.slice(start, at))
    ? null
    : { kind: 'private-key', start, end: footer.lastIndex, confidence: 'certain' };
};

/** Where the full lines of base64 begin that end here. With line ends written out, their `n` stands in front of each. */
function startOfKeyLines(text: string, end: number): number {
  const from = startOfKeyText(text, end);
  const to = text.endsWith('\\n', end) ? end - 2 : end;
  let start = to;
  for (const run of [...text.slice(from, to).matchAll(/[A-Za-z0-9+/=]+/g)].toReversed()) {
    const isLast = start === to;
    if (run[0].length > widestLine || (!isLast && (run[0].length < narrowestLine || run[0].endsWith('=')))) {
      break;
    }
    start = from + run.index;
  }
  return start === to ? end : start;
}

const narrowestLine = 60;
const widestLine = 77;

function startOfKeyText(text: string, end: number): number {
  let start = end;
  while (start > 0 && end - start < blockLimit && /[A-Za-z0-9+/=\r\n\\]/.test(text.charAt(start - 1))) {
    start -= 1;
  }
  return start;
}

const ssh2 =
  /---- BEGIN SSH2 (?:ENCRYPTED )?PRIVATE KEY ----[\s\S]{40,16384}?---- END SSH2 (?:ENCRYPTED )?PRIVATE KEY ----/y;

/** Reads a private key as commercial SSH writes it. Anchor: `---- BEGIN SSH2`. */
export const readSsh2Key: Reader = (text, at) => {
  ssh2.lastIndex = at;
  return ssh2.test(text) ? { kind: 'private-key', start: at, end: ssh2.lastIndex, confidence: 'certain' } : null;
};

/** Where the first line of base64 begins at the latest, behind the headers of an encrypted key and marks in front of lines. */
const headersLimit = 480;

/** Prose that names the header goes on with words and addresses, which have no digits or one letter case. */
function isKeyText(front: string): boolean {
  const line = /[A-Za-z0-9+/]{40}/.exec(front)?.[0];
  return line !== undefined && /[a-z]/.test(line) && /[A-Z]/.test(line) && /[\d+]/.test(line);
}

/** A key of which a log or a message kept only the beginning. */
function isCutOff(body: string): boolean {
  const first = /^(?:\s|\\[nr]){1,6}([A-Za-z0-9+/]{12,40})(?:\s|\\|\.\.\.|…|=|$)/.exec(body)?.[1];
  return first !== undefined && looksRandom(first, 12);
}

/** Reads a PuTTY key file with its private lines. Anchor: `PuTTY-User-Key-File-`. */
export const readPuttyKey: Reader = (text, at) => {
  puttyHeader.lastIndex = at;
  if (!puttyHeader.test(text)) {
    return null;
  }
  const window = text.slice(at, at + blockLimit);
  const lines = /Private-Lines: \d{1,4}(?:\r?\n|\\n)[A-Za-z0-9+/=\r\n\\]{20,8000}/.exec(window);
  return lines === null
    ? null
    : {
        kind: 'putty-private-key',
        start: at + lines.index,
        end: at + lines.index + lines[0].length,
        confidence: 'certain',
      };
};

/** As JSON writes them, also within JSON, and as Python prints them. */
const quote = String.raw`\\{0,7}["']`;
const symmetricType = new RegExp(`${quote}kty${quote}\\s{0,4}:\\s{0,4}${quote}oct`);
const symmetricPart = new RegExp(`${quote}k${quote}\\s{0,4}:\\s{0,4}${quote}([A-Za-z0-9_-]{16,1400})(?=["'\\\\])`);
const privatePart = new RegExp(`${quote}d${quote}\\s{0,4}:\\s{0,4}${quote}([A-Za-z0-9_-]{20,1400})(?=["'\\\\])`);

/** Reads the private part of a JSON Web Key that stands near its `"kty"`. Anchors: `"kty`, `'kty`. */
export const readJsonWebKey: Reader = (text, at) => {
  // One key names its type once: closer together they are no keys, and looking at each would be slow.
  if (/["']kty/.test(text.slice(Math.max(0, at - 48), at))) {
    return null;
  }
  const from = Math.max(0, at - 2048);
  const window = text.slice(from, at + 2048);
  const part = (symmetricType.test(window) ? symmetricPart : privatePart).exec(window);
  const value = part?.[1];
  if (part === null || value === undefined || isFiller(value)) {
    return null;
  }
  const start = from + part.index + part[0].length - value.length;
  return { kind: 'json-web-key', start, end: start + value.length, confidence: 'certain' };
};

/**
 * Reads a JSON Web Token whose first two parts really are JSON. Anchor: `eyJ`.
 *
 * @see RFC 7519; one without a signature is `possible`
 */
export const readJsonWebToken: Reader = (text, at) => {
  if (!beginsWord(text, at)) {
    return null;
  }
  const headerEnd = endOfPart(text, at);
  const claims = text.charAt(headerEnd) === '.' ? endOfPart(text, headerEnd + 1) : headerEnd;
  if (headerEnd - at < 12 || claims - headerEnd < 8) {
    return null;
  }
  const decoded = decodeJsonPart(text.slice(at, headerEnd));
  if (decoded === null || !('alg' in decoded || 'typ' in decoded || 'enc' in decoded || 'kid' in decoded)) {
    return null;
  }
  const isSigned = text.charAt(claims) === '.' && endOfPart(text, claims + 1) - claims > 16;
  const isEncrypted = 'enc' in decoded;
  if (!isEncrypted && decodeJsonPart(text.slice(headerEnd + 1, claims)) === null) {
    return null;
  }
  const signatureEnd = isSigned ? endOfPart(text, claims + 1) : claims;
  const end = isEncrypted ? endOfEncrypted(text, signatureEnd) : signatureEnd;
  return {
    kind: 'json-web-token',
    start: at,
    end,
    confidence: isSigned ? 'certain' : 'possible',
  };
};

const tunnel = /eyJhIjoi[A-Za-z0-9+/_-]{80,300}={0,2}(?![A-Za-z0-9+/_=-])/y;

/** Reads what a tunnel of Cloudflare runs with: account, tunnel and secret in base64. Anchor: `eyJhIjoi`. */
export const readTunnelToken: Reader = (text, at) => {
  tunnel.lastIndex = at;
  const token = beginsWord(text, at) ? tunnel.exec(text)?.[0] : undefined;
  const object = token === undefined ? null : decodeJsonPart(token);
  return object !== null && 'a' in object && 't' in object && 's' in object
    ? { kind: 'cloudflare-tunnel-token', start: at, end: tunnel.lastIndex, confidence: 'certain' }
    : null;
};

/** An encrypted token has five parts instead of three. */
function endOfEncrypted(text: string, from: number): number {
  const fourth = text.charAt(from) === '.' ? endOfPart(text, from + 1) : from;
  return text.charAt(fourth) === '.' ? endOfPart(text, fourth + 1) : fourth;
}

/** How much of the text after a header still is key: base64 lines, line ends written out, quotes and joins of source code. */
function keyText(body: string): number {
  return /^[A-Za-z0-9+/=\s\\"',:;.()-]{0,16384}/.exec(body)?.[0].trimEnd().length ?? 0;
}

function endOfPart(text: string, from: number): number {
  const limit = Math.min(text.length, from + partLimit);
  let end = from;
  while (end < limit && isBase64Url(text.charCodeAt(end))) {
    end += 1;
  }
  return end;
}

function isBase64Url(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 45 ||
    code === 95
  );
}
