export const nameKinds = [
  'password',
  'token',
  'api-key',
  'secret',
  'private-key',
  'credential',
  'authorization',
  'cookie',
  'connection-string',
  'key',
] as const;

/** What a name says about its value. `weak`: only a value that looks drawn at random is a secret. */
export interface SecretName {
  readonly kind: (typeof nameKinds)[number];
  readonly strength: 'strong' | 'weak';
}

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** A name that ends so speaks about a secret and does not hold one: `PASSWORD_FILE`, `TOKEN_LIMIT`, `AUTH_MODE`. */
const aboutWords = list(
  'file files path paths dir directory folder location store storage manager vault backend provider type kind mode method strategy scheme header headers ' +
    'prefix suffix format encoding name names id ids uid arn ref reference url urls uri endpoint host hostname port region version algorithm alg issuer audience ' +
    'scope scopes enabled disabled required optional limit limits max min size length len count total budget window usage ttl timeout expiry expires expired ' +
    'expiration expire lifetime age at time date interval rotation retries per ratio rate cost price balance symbol decimals supply command cmd helper script ' +
    'program regex pattern label placeholder field column param parameter attribute var variable hint policy rule rules strength status state info error errors ' +
    'message description desc title text help form page screen input view button icon class handler service client factory tokenizer address addresses contract mint env reset change flow user ' +
    'username email domain group role level source target table bucket index public pub hash digest checksum fingerprint model prompt completion stats example',
);

/** A name that begins so is a number or a switch: `MAX_TOKENS`, `USE_PASSWORD`. */
const switchWords = list(
  'max min num number count total n no not non is has had use uses enable enabled disable disabled allow allowed require requires skip show hide without with public publishable forgot reset expires hashed',
);

const exact: ReadonlyMap<string, SecretName['kind']> = new Map([
  ['password', 'password'],
  ['passwd', 'password'],
  ['passphrase', 'password'],
  ['passwort', 'password'],
  ['pwd', 'password'],
  ['pass', 'password'],
  ['passcode', 'password'],
  ['kennwort', 'password'],
  ['contrasena', 'password'],
  ['senha', 'password'],
  ['passe', 'password'],
  ['wachtwoord', 'password'],
  ['psk', 'password'],
  ['userpass', 'password'],
  ['secret', 'secret'],
  ['secrets', 'secret'],
  ['token', 'token'],
  ['pat', 'token'],
  ['jwt', 'token'],
  ['bearer', 'token'],
  ['apikey', 'api-key'],
  ['authkey', 'api-key'],
  ['authorization', 'authorization'],
  ['authorisation', 'authorization'],
  ['credential', 'credential'],
  ['credentials', 'credential'],
  ['creds', 'credential'],
  ['cookie', 'cookie'],
  ['cookies', 'cookie'],
  ['dsn', 'connection-string'],
  ['mnemonic', 'secret'],
  ['privatekey', 'private-key'],
  ['secretkey', 'secret'],
  ['accesskey', 'api-key'],
]);

/** Word before `key` that makes it a secret. */
const keyWords: ReadonlyMap<string, SecretName['kind']> = new Map([
  ...[
    'api',
    'app',
    'access',
    'account',
    'subscription',
    'service',
    'session',
    'deploy',
    'admin',
    'functions',
    'auth',
    'bot',
    'license',
    'personal',
    'developer',
    'write',
    'read',
    'ingest',
    'ingestion',
    'integration',
    'server',
    'live',
    'org',
    'project',
  ].map((word) => [word, 'api-key'] as const),
  ...['private', 'ssh', 'signing', 'deployer', 'wallet'].map((word) => [word, 'private-key'] as const),
  ...[
    'secret',
    'encryption',
    'master',
    'shared',
    'storage',
    'root',
    'jwt',
    'hmac',
    'cipher',
    'aes',
    'crypt',
    'root',
  ].map((word) => [word, 'secret'] as const),
]);

const weakWords: ReadonlyMap<string, SecretName['kind']> = new Map([
  ['key', 'key'],
  ['keys', 'key'],
  ['auth', 'credential'],
  ['tokens', 'token'],
  ['session', 'credential'],
  ['sid', 'credential'],
  ['signature', 'credential'],
  ['sig', 'credential'],
  ['code', 'credential'],
  ['otp', 'credential'],
  ['pin', 'credential'],
  ['seed', 'secret'],
  ['salt', 'secret'],
  ['webhook', 'credential'],
  ['login', 'credential'],
  ['license', 'key'],
  ['apikeys', 'api-key'],
]);

/** Judges the name of a variable, header, flag or key; null when it does not promise a secret. */
export function secretName(name: string): SecretName | null {
  const words = wordsOf(name);
  const last = words.at(-1);
  const first = words[0];
  if (
    last === undefined ||
    first === undefined ||
    words.length > 10 ||
    aboutWords.has(last) ||
    (words.length > 1 && switchWords.has(first))
  ) {
    return null;
  }
  if (words.some((word) => word === 'public' || word === 'publishable' || word === 'max' || word === 'min')) {
    return null;
  }
  // In front of other words it is a program's name: `PW_BROWSER`.
  return strongName(words) ?? (last === 'pw' ? { kind: 'password', strength: 'strong' } : weakName(last));
}

/** Words of a name in lower case: `--openaiApiKey` is `openai`, `api`, `key`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .slice(0, 120)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Whether a name is about a secret, without being one: an identifier, a limit, a path. */
export function isAboutSecret(name: string): boolean {
  const last = wordsOf(name).at(-1);
  return last === undefined || aboutWords.has(last);
}

function strongName(words: readonly string[]): SecretName | null {
  for (let index = words.length - 1; index >= 0; index -= 1) {
    const word = words[index] ?? '';
    const kind = exact.get(word) ?? keyKind(words, index) ?? connectionKind(words, index) ?? endingKind(word);
    if (kind !== undefined) {
      return { kind, strength: 'strong' };
    }
  }
  return null;
}

function weakName(last: string): SecretName | null {
  const kind =
    weakWords.get(last) ??
    (/^[a-z]{3,}key$/.test(last) && !/^(?:mon|don|tur|hoc|joc|whis|hot|foreign|primary|sort|partition)key$/.test(last)
      ? 'key'
      : undefined);
  return kind === undefined ? null : { kind, strength: 'weak' };
}

function keyKind(words: readonly string[], index: number): SecretName['kind'] | undefined {
  return words[index] === 'key' || words[index] === 'keys' ? keyWords.get(words[index - 1] ?? '') : undefined;
}

function connectionKind(words: readonly string[], index: number): SecretName['kind'] | undefined {
  const isConnection =
    (words[index] === 'string' || words[index] === 'str') &&
    /^(?:conn|connection|connect)$/.test(words[index - 1] ?? '');
  return isConnection || words[index] === 'connectionstring' ? 'connection-string' : undefined;
}

/** Words written together: `pgpassword`, `authtoken`, `clientsecret`, `openaiapikey`. */
function endingKind(word: string): SecretName['kind'] | undefined {
  const ending =
    /[a-z0-9](password|passwd|passphrase|passwort|pwd|secret|token|apikey|secretkey|privatekey|accesskey)$/.exec(
      word,
    )?.[1];
  return ending === undefined || /^(?:non|un|no|is|has)/.test(word.slice(0, -ending.length))
    ? undefined
    : exact.get(ending);
}
