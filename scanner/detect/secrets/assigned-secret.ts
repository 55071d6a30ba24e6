import { assignmentAt, type Assignment } from './assignments.ts';
import { isDocumentOfLark, isHandleName, isReadableState } from './handle-names.ts';
import { isPath } from './is-path.ts';
import { isPlaceholder } from './placeholder.ts';
import { isGitHash, isUuid, looksRandom } from './randomness.ts';
import { defaultsIn } from './reference-defaults.ts';
import type { Reader, SecretHit } from './rule.ts';
import { isEncodedFiller, isTokenOfNobody, readableBase64 } from './says-nothing.ts';
import { secretName } from './secret-names.ts';
import { readNearVendor } from './near-vendor.ts';
import { isTyped } from './typed.ts';
import { matchingNamedRule } from './vendor-names.ts';

/** Words in names after which a value may be a secret. */
export const contextAnchors: readonly string[] = (
  'password passwd passphrase passwort pass= pwd= pwd" secret token apikey api_key api-key api.key access_key accesskey access-key private_key privatekey private-key auth_key authkey ' +
  'account_key accountkey encryption_key encryptionkey signing_key service_key master_key subscription_key subscription-key admin_key license_key app_key app-key _key= _key" -key: -key" credential authorization ' +
  'authorisation bearer cookie creds jwt mnemonic connection_string connectionstring _pass _pwd _pat= _pat" -pat key=" auth" auth\\" _auth kennwort contrasena senha passe: passe= passe" wachtwoord psk= psk"'
)
  .split(' ')
  .concat('passe :', 'passe =', 'api key', 'access key', 'private key', 'secret key');

/** Longer values are certificates, documents and blobs, which rules of their own read. */
const longest = 256;

/** Reads a value that its own name calls a secret and that looks like one. Anchors: {@link contextAnchors} and vendors' names. */
export const readAssigned: Reader = (text, at) => {
  const found = assignmentAt(text, at);
  const hit = found === null ? null : judgeAssigned(found);
  if (
    found === null ||
    hit === null ||
    (found.loose === true && hit.confidence === 'possible' && !isTyped(found.value))
  ) {
    return readNearVendor(text, at);
  }
  return isCutOff(text, hit.end) || isNameOfAws(text, hit.start) ? null : hit;
};

/** `arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME` says where a secret is kept. */
function isNameOfAws(text: string, at: number): boolean {
  return /\barn:aws[\w-]{0,20}:secretsmanager:[\w-]{0,30}:\d{0,12}:secret:$/.test(
    text.slice(Math.max(0, at - 110), at),
  );
}

/** What others may know though its name promises a secret: an account or contract of a blockchain, a public SSH key, a document of Lark. */
const knownToAll: readonly RegExp[] = [
  /^0x[0-9A-Fa-f]{40}$/,
  /^AAAA(?:B3NzaC1|C3NzaC1|E2VjZHNh|G3NrLX)/,
  /^(?:docc|doxc|shtc|basc|boxc|fldc|wikc)[A-Za-z0-9]{23}$/,
];

/** A value whose rest was left out, as in `TOKEN=ops_eyJz...`: documentation shows it so. */
function isCutOff(text: string, end: number): boolean {
  return text.startsWith('...', end) || text.slice(end - 1, end + 1).includes('\u2026');
}

/** Judges a value by the name it is assigned to and by its own look; offsets count from the text the assignment stands in. */
export function judgeAssigned({ name, value, start, quoted }: Assignment): SecretHit | null {
  const [fallback] = defaultsIn(value);
  if (fallback !== undefined) {
    return judgeAssigned({ name, value: fallback.value, start: start + fallback.start, quoted });
  }
  if (value.length < 6 || value.length > longest || isHandleName(name) || isDocumentOfLark(name, value)) {
    return null;
  }
  const end = start + value.length;
  const vendor = matchingNamedRule(name, value);
  if (vendor !== null) {
    return isPlaceholder(value) ? null : { kind: vendor, start, end, confidence: 'likely' };
  }
  const promised = secretName(name);
  if (/auth$/i.test(name) && isLogin(value) && !isEncodedFiller(value)) {
    return { kind: 'authorization', start, end, confidence: 'likely' };
  }
  if (promised === null || isPlaceholder(value) || (!quoted && isExpression(value)) || /\s/.test(value.trim())) {
    return null;
  }
  if (isEncodedFiller(value) || isTokenOfNobody(value)) {
    return null;
  }
  const hit = (confidence: SecretHit['confidence']): SecretHit => ({ kind: promised.kind, start, end, confidence });
  if (promised.kind === 'cookie') {
    return looksRandom(value.slice(value.indexOf('=') + 1), 16) ? hit('likely') : null;
  }
  if (promised.kind === 'password') {
    return judgePassword(value, quoted, hit);
  }
  if (promised.kind === 'authorization') {
    return isLogin(value) || looksRandom(value, 16) ? hit('likely') : null;
  }
  if (isShortened(value) || (!quoted && isCall(value))) {
    return null;
  }
  if (isUuid(value)) {
    return promised.strength === 'strong' ? hit('possible') : null;
  }
  if (/^(?:https?|file|ssh|git):/.test(value) || value.includes('://') || /^(?:sha\d{1,3}|md5)[-:=]/.test(value)) {
    return null;
  }
  if (isPath(value) || isReadableState(value) || knownToAll.some((shape) => shape.test(value))) {
    return null;
  }
  return promised.strength === 'strong'
    ? looksRandom(value, 16)
      ? hit('likely')
      : null
    : looksRandom(value, 20) && !isGitHash(value)
      ? hit('possible')
      : null;
}

/**
 * Reads `--user name:password` and `-u name:password`. Other programs than curl take a user and a group there. Anchors: `--user`, ` -u`.
 */
export const readLoginOption: Reader = (text, at) => {
  const window = text.slice(at, at + 200);
  const option = /^\s?--?u(?:ser)?(?:[ =]{1,3})(["']?)[^\s:"'$@{}()[\]<>/]{1,64}(?:@[A-Za-z0-9.-]{1,64})?:(["']?)/.exec(
    window,
  );
  if (option === null) {
    return null;
  }
  const rest = window.slice(option[0].length);
  const quote = option[2] === undefined || option[2] === '' ? (option[1] ?? '') : option[2];
  const stop = quote === '' ? rest.search(/[\s"'\\]/) : rest.indexOf(quote);
  const password = (stop === -1 ? rest : rest.slice(0, stop)).replace(/:$/, '');
  const start = at + option[0].length;
  const isOne = isOfCurl(text, at)
    ? password.length >= 6 && /[^a-z]/.test(password) && !/^\d+$/.test(password)
    : looksRandom(password, 10);
  return isOne && !isPlaceholder(password)
    ? { kind: 'password', start, end: start + password.length, confidence: 'likely' }
    : null;
};

/** A command may go on over several lines, each but the last with a backslash at its end. */
function isOfCurl(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - longestCommand), at);
  return /\bcurl\b(?:[^\n;|&]|&(?!&)|\\\n)*$/.test(before);
}

const longestCommand = 400;

function judgePassword(
  value: string,
  quoted: boolean,
  hit: (confidence: SecretHit['confidence']) => SecretHit,
): SecretHit | null {
  if (looksRandom(value, 10)) {
    return hit('likely');
  }
  const mixed = /[A-Za-z]/.test(value) && (/\d/.test(value) || /[^\w.,:;()[\]{}<>/\\-]/.test(value));
  return mixed && value.length >= (quoted ? 6 : 8) && value.length <= 64 && !/[(){}[\]<>]/.test(value)
    ? hit('possible')
    : null;
}

/** Source code where a literal could stand: `getToken()`, `options.password`, `tokenFromEnv`, `string`. */
function isExpression(value: string): boolean {
  return (
    /^[A-Za-z_$][A-Za-z_$]*$/.test(value) ||
    (/^[A-Za-z_$][\w$]*(?:\?\.|\.|::|->|\[|\()[A-Za-z_$("'[]?/.test(value) && !looksRandom(value, 24))
  );
}

/** No credential but a password holds a bracket behind a name: `AppWindowToken{9f4ef63`, `bufToB64Url(id`. */
function isCall(value: string): boolean {
  return /^[A-Za-z_$][\w$.]*[({]/.test(value);
}

/** A value of which the middle or the end was left out. */
function isShortened(value: string): boolean {
  return /\.{3}|\u2026/.test(value);
}

function isLogin(value: string): boolean {
  const login = readableBase64(value);
  return login !== null && /^.{1,100}:.{4,200}$/.test(login);
}
