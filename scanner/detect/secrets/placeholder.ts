import { looksRandom } from './randomness.ts';
import { defaultsIn, namesNothing } from './reference-defaults.ts';

/** References that something else fills in: `${X}`, `$X`, `%X%`, `{env:X}`, `{{x}}`, `<your-key>`, `op://…`, code that reads a variable. */
const references: readonly RegExp[] = [
  /^\$\{[^}]{0,200}\}$/,
  /^\$\{[^{}]{0,200}\$\{[^{}]{0,100}\}\}$/,
  /^\$\$?[A-Za-z_][A-Za-z0-9_:.]{0,80}$/,
  /^\$\([^)]{0,200}\)$/,
  /^`[^`]{0,200}`$/,
  /^%[A-Za-z_][A-Za-z0-9_() ]{0,80}%$/,
  /^%(?:[sdrvq]|\([a-z_]{1,40}\)s)$/,
  /^\{\{?[^{}"]{0,200}\}\}?$/,
  /^#\{[^}]{0,200}\}$/,
  /^<[^>]{0,200}>$/,
  /^\[[A-Za-z_ -]{0,80}\]$/,
  /^@@?[A-Za-z_][A-Za-z0-9_]{0,80}@@?$/,
  /^__[A-Z0-9_]{1,80}__$/,
  /^(?:op|vault|secret|secrets|keychain|keyring|keyvault|awssm|gcpsm|bws|infisical|doppler|akv|ssm|ref\+[a-z]{1,20}):\/{0,2}\S{0,300}$/i,
  /^(?:env|file|keychain|keyring|secret|prompt|input):[A-Za-z0-9_./ -]{1,200}$/i,
  /^(?:!secret|!env|!vault)\b/i,
  /^@Microsoft\.KeyVault\(/i,
  /^(?:arn:aws:|projects\/[^/]{1,80}\/secrets\/)/,
  /^(?:process\.env|import\.meta\.env|os\.environ|os\.getenv|getenv|env\.|secrets\.|vars\.|var\.|local\.|config\.|settings\.|self\.|this\.|std::env|System\.getenv)/i,
  /^‹redacted(?::[a-z0-9-]{1,60})?›$/,
];

/** Words that say "put your own value here". */
const dummyWord =
  /(?:^|[^a-z])(?:example|changeme|change[-_ ]?(?:me|this|it)|placeholder|dummy|redacted|censored|masked|hidden|removed|todo|fixme|tbd|fake|mock|insert|replace|fill[-_ ]?in|put[-_ ]|enter|paste|goes[-_ ]?here|here)(?:$|[^a-z])|your|strong[-_ ]?pass|example(?:$|key|token|secret)|(?:^|[^a-z])my[-_ ]?(?:secret|pass|key|token|api|super)/i;

/** The part of them that no password is made of. */
const templateWord =
  /(?:^|[^a-z])(?:example|change[-_ ]?me|placeholder|redacted|insert|replace|paste|goes[-_ ]?here|here|your)(?:$|[^a-z])|^your/i;

/** Words of throw-away values; drawn text may hold them by chance. */
const throwAwayWord =
  /(?:^|[^a-z])(?:sample|demo|test(?:ing)?|foo|bar|foobar|baz|lorem|ipsum|dev|local|development)(?:$|[^a-z])/i;

/** Values that are the name of the thing, a default everybody knows, or nothing. */
const dummyValues: ReadonlySet<string> = new Set(
  (
    'password passwd passphrase pass pwd secret secrets token apikey api-key api_key key auth authorization bearer basic digest oauth oauth2 jwt cookie ' +
    'credential credentials username user login none null nil undefined empty unset true false yes no on off default string str text value required ' +
    'optional public private admin root guest postgres mysql mariadb mongo mongodb redis neo4j minio minioadmin rabbitmq elastic toor qwerty letmein ' +
    'abc abc123 xyz 123 1234 12345 123456 1234567 12345678 123456789 1234567890 test test123 testtest anon anonymous disabled enabled auto manual n/a na any all'
  ).split(' '),
);

/** Whether a value stands for a value that someone still has to fill in, that is kept elsewhere, or that is no value. */
export function isPlaceholder(value: string): boolean {
  const bare = unquoted(value);
  return (
    dummyValues.has(bare.toLowerCase()) ||
    isStandIn(value, isPlaceholder) ||
    dummyWord.test(bare) ||
    /^(.)\1+$/.test(bare) ||
    (throwAwayWord.test(bare) && !looksRandom(bare, 12))
  );
}

/** The narrower question, for what is shown to people: nothing but references and fillers, and never a weak password. */
export function isTemplate(value: string): boolean {
  return isStandIn(value, isTemplate);
}

/** @param isNothing whether what a reference falls back to is no value either */
function isStandIn(value: string, isNothing: (text: string) => boolean): boolean {
  const bare = unquoted(value);
  return (
    bare === '' ||
    isReference(bare, isNothing) ||
    onlyReferences(bare, isNothing) ||
    (isFiller(bare) && !/[A-Za-z0-9]{6}/.test(bare.replace(/[xX0]{3,}/g, ''))) ||
    isTemplateWords(bare)
  );
}

/** Words only: an address on example.com can still hold a password. */
function isTemplateWords(bare: string): boolean {
  return templateWord.test(bare) && /^[A-Za-z_. -]{1,60}\d{0,2}$/.test(bare) && !looksRandom(bare, 12);
}

/** Whether a value is a reference to something kept elsewhere. */
function isReference(value: string, isNothing: (text: string) => boolean): boolean {
  return (
    !/^[A-Za-z0-9-]*$/.test(value) &&
    references.some((reference) => reference.test(value)) &&
    !namesNothing(value) &&
    defaultsIn(value).every((found) => isNothing(found.value))
  );
}

/** Whether text with a credential's shape was filled up by hand: `xxxx`, `****`, `…`, EXAMPLE, `your`. */
export function isFiller(value: string): boolean {
  return (
    /x{5,}|X{5,}|(?:xX){3}|\*{3}|#{4}|\.{3}|…|•{2}|0{12,}|-{6,}|_{6,}|EXAMPLE|[Yy][Oo][Uu][Rr][-_A-Z]|YOUR|PLACEHOLDER|REDACTED|REPLACE/.test(
      value,
    ) || isPeriodic(value)
  );
}

/** Whether text with a credential's shape was typed rather than drawn: one letter again and again, or the alphabet. */
export function isMonotonous(value: string): boolean {
  return /(.)\1{7}/.test(value.replace(/^(.)\1*/, '')) || /abcdefghij|0123456789|1234567890|ABCDEFGHIJ/.test(value);
}

/** `123123123123123`; one letter alone is {@link isMonotonous}. */
function isPeriodic(value: string): boolean {
  const period = /(.{2,4})\1{4}/.exec(value)?.[1];
  return period !== undefined && !/^(.)\1*$/.test(period);
}

function unquoted(value: string): string {
  return value
    .trim()
    .replace(/^["']|["']$/g, '')
    .replaceAll(/\\{1,4}u003([ce])/gi, (_, end: string) => (end.toLowerCase() === 'c' ? '<' : '>'));
}

/** `Bearer ${TOKEN}`, `${USER}:${PASSWORD}`, `key-$X`: what is left without the references is too little to be a secret. */
function onlyReferences(value: string, isNothing: (text: string) => boolean): boolean {
  const rest = value.replace(
    /\$?\{[^{}]{0,200}\$\{[^{}]{0,100}\}\}|\$\{[^{}]{0,200}\}|\{\{[^{}]{0,200}\}\}|\{[A-Za-z_][A-Za-z0-9_:.-]{0,80}\}|\$\([^()]{0,200}\)|\$[A-Za-z_][A-Za-z0-9_]{0,80}|%[A-Za-z_][A-Za-z0-9_]{0,80}%|<[^<>]{1,200}>|‹redacted(?::[a-z0-9-]{1,60})?›/g,
    (reference) => (isReference(reference, isNothing) ? '' : reference),
  );
  const letters = rest.replace(/^(?:Bearer|Basic|Token|ApiKey)\b/i, '').replace(/[^A-Za-z0-9]/g, '');
  const isTyped = letters.length >= 6 && /[A-Za-z]/.test(letters) && /\d/.test(letters);
  return rest.length < value.length && letters.length <= 10 && !isTyped;
}
