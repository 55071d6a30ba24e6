import { isRecord } from '../../formats/document.ts';
import { readArgs, type ArgPart } from './args.ts';
import { type Look, shownWhole, together } from './look.ts';
import { isPath } from './is-path.ts';
import { strongest } from './named-value.ts';
import { isTemplate } from './placeholder.ts';
import { isUuid, looksRandom } from './randomness.ts';
import { lookAtText, redactText } from './redact-text.ts';
import { defaultsIn, replaceDefaults } from './reference-defaults.ts';
import { redacted } from './replace-hits.ts';
import { secretsIn } from './secrets-in.ts';
import { secretName } from './secret-names.ts';

/**
 * Arguments as they may be shown. Values of `-e NAME=…` and of headers never are; package names, versions, paths, flags,
 * digests and commit hashes stay readable.
 */
export function redactArgs(args: readonly string[]): readonly string[] {
  return lookAtArgs(args).map(({ shown }) => shown);
}

const looked = new WeakMap<readonly string[], readonly Look[]>();

/** As {@link redactArgs}, with what was taken out of each argument. Arguments never change, and a scan asks more than once. */
export function lookAtArgs(args: readonly string[]): readonly Look[] {
  const looks = looked.get(args) ?? readArgs(args).map((part) => lookAtArg(part, args));
  looked.set(args, looks);
  return looks;
}

function lookAtArg(part: ArgPart, args: readonly string[]): Look {
  const arg = args[part.index] ?? '';
  // What looks like a name can be the beginning of a known credential: `AccountKey=…`.
  if (part.start > 0 && secretsIn(arg).some((hit) => hit.confidence !== 'possible' && hit.start < part.start)) {
    return lookAtText(arg);
  }
  const glued = lookBehindLetter(arg);
  if (glued !== null) {
    return glued;
  }
  // Behind a flag it is mostly an identifier; alone it may be the key.
  if (isUuid(arg) && args[part.index - 1]?.startsWith('-') !== true) {
    return hiddenAs('uuid', '', arg);
  }
  const look = lookAtValue(part, arg.slice(part.start));
  return { ...look, shown: arg.slice(0, part.start) + look.shown };
}

/** `-pghp_…`: a known credential directly behind the letter of a flag, whatever else the word looks like. */
function lookBehindLetter(arg: string): Look | null {
  const value = /^-[A-Za-z](.{8,})$/s.exec(arg)?.[1];
  const isKnown =
    value !== undefined && secretsIn(value).some((hit) => hit.start === 0 && hit.confidence !== 'possible');
  if (value === undefined || !isKnown) {
    return null;
  }
  const { shown, hidden, named } = lookAtText(value);
  return { shown: arg.slice(0, 2) + shown, hidden, named: [...named, { name: '', value }] };
}

function lookAtValue({ role, name }: ArgPart, value: string): Look {
  if (role === 'plain' || (role === 'short' && !isShortSecret(value))) {
    return lookAtPlain(value);
  }
  if (isTemplate(value)) {
    return shownWhole(value);
  }
  return role === 'named'
    ? lookAtNamed(name ?? '', value)
    : hiddenAs(kindOf(value) ?? kindOfRole[role], name ?? '', value);
}

const kindOfRole = { env: 'env-value', header: 'header-value', login: 'password', short: 'short-option' } as const;

/** Of a reference with a default only the default goes. */
function hiddenAs(kind: string, name: string, value: string): Look {
  const named = [{ name, value }];
  const defaults = defaultsIn(value);
  if (defaults.length > 0 && isTemplate(replaceDefaults(value, () => ''))) {
    return {
      shown: replaceDefaults(value, () => redacted(kind)),
      hidden: defaults.map((found) => found.value),
      named,
    };
  }
  return { shown: redacted(kind), hidden: withoutScheme(value), named };
}

/** A header's value as a whole, and without `Bearer`. */
export function withoutScheme(value: string): readonly string[] {
  return [value, value.replace(/^\s*(?:Bearer|Basic|Token|ApiKey|Bot)\s+/i, '')];
}

function lookAtNamed(name: string, value: string): Look {
  const promised = secretName(name);
  if (isPath(value) || value.includes('://')) {
    return lookAtText(value);
  }
  if (promised?.strength === 'weak' && (/^[A-Za-z_-]{1,24}$/.test(value) || /^\d{1,11}$/.test(value))) {
    return shownWhole(value);
  }
  return hiddenAs(kindOf(value) ?? promised?.kind ?? 'value', name, value);
}

/** `-p` is a password to some programs, and a port, a package, a project or a profile to most. */
function isShortSecret(value: string): boolean {
  if (isPath(value) || value.includes('://') || /\s/.test(value)) {
    return false;
  }
  const isPortOrWords = /^[\d.:/a-z-]*$/.test(value) && !/[a-z]\d|\d[a-z]/.test(value);
  const isPackage = /^@?[a-z][\w.-]*(?:\/[\w.-]+)?(?:@[\w.^~-]+)?$/.test(value) && !/^[a-z]+\d+$/.test(value);
  const isMixed = [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(value));
  return isMixed || looksRandom(value, 8) || !(isPortOrWords || isPackage);
}

function lookAtPlain(value: string): Look {
  const structured = /^\s*[[{]/.test(value) ? lookAtJson(value) : null;
  if (structured !== null) {
    return structured;
  }
  return /\s-{1,2}[A-Za-z]/.test(value) ? lookAtCommandLine(value) : lookAtText(value);
}

/** Settings that are passed as one JSON argument: names of keys count as names of flags do. */
function lookAtJson(text: string): Look | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null; // Not JSON after all: judged as text.
  }
  const looks: Look[] = [];
  const show = (look: Look): string => {
    looks.push(look);
    return look.shown;
  };
  return together(JSON.stringify(shownMember('', parsed, show)), looks);
}

function shownMember(name: string, value: unknown, show: (look: Look) => string): unknown {
  if (typeof value === 'string') {
    if (isTemplate(value)) {
      return value;
    }
    return show(secretName(name) === null ? lookAtText(value) : lookAtNamed(name, value));
  }
  if (Array.isArray(value)) {
    return value.map((item) => shownMember(name, item, show));
  }
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [redactText(key), shownMember(key, item, show)]))
    : value;
}

/** A command line inside one argument, as after `sh -c`: cut into words at spaces outside quotes. */
function lookAtCommandLine(text: string): Look {
  const words = [...text.matchAll(/(?:[^\s"']|"[^"]{0,4000}"|'[^']{0,4000}'|["'])+/g)];
  const looks = lookAtArgs(words.map(([word]) => word.replace(/^(["'])(.*)\1$/s, '$2')));
  let line = '';
  let from = 0;
  for (const [index, word] of words.entries()) {
    const quote = /^(["']).*\1$/s.exec(word[0])?.[1] ?? '';
    line += text.slice(from, word.index) + quote + (looks[index]?.shown ?? '') + quote;
    from = word.index + word[0].length;
  }
  const whole = lookAtText(line + text.slice(from));
  return together(whole.shown, [...looks, whole]);
}

function kindOf(value: string): string | null {
  return strongest(secretsIn(value))?.kind ?? null;
}
