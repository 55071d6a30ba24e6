import { isRecord } from '../../formats/document.ts';
import { readArgs, type ArgPart } from './args.ts';
import { findSecrets } from './find-secrets.ts';
import { isPath, strongest } from './named-value.ts';
import { isTemplate } from './placeholder.ts';
import { looksRandom } from './randomness.ts';
import { redactText } from './redact-text.ts';
import { redacted } from './replace-hits.ts';
import { secretName } from './secret-names.ts';

/**
 * Arguments as they may be shown. Values of `-e NAME=…` and of headers never are; package names, versions, paths, flags,
 * digests and commit hashes stay readable.
 */
export function redactArgs(args: readonly string[]): readonly string[] {
  return readArgs(args).map((part) => {
    const arg = args[part.index] ?? '';
    // What looks like a name can be the beginning of a known credential: `AccountKey=…`.
    const isKnown =
      part.start > 0 && findSecrets(arg).some((hit) => hit.confidence !== 'possible' && hit.start < part.start);
    return isKnown ? redactText(arg) : arg.slice(0, part.start) + shownValue(part, arg.slice(part.start));
  });
}

function shownValue({ role, name }: ArgPart, value: string): string {
  if (role === 'plain' || (role === 'short' && !isShortSecret(value))) {
    return shownPlain(value);
  }
  if (isTemplate(value)) {
    return value;
  }
  return role === 'named' ? shownNamed(name ?? '', value) : redacted(kindOf(value) ?? kindOfRole[role]);
}

const kindOfRole = { env: 'env-value', header: 'header-value', login: 'password', short: 'short-option' } as const;

function shownNamed(name: string, value: string): string {
  const promised = secretName(name);
  if (isPath(value) || value.includes('://')) {
    return redactText(value);
  }
  if (promised?.strength === 'weak' && (/^[A-Za-z_-]{1,24}$/.test(value) || /^\d{1,11}$/.test(value))) {
    return value;
  }
  return redacted(kindOf(value) ?? promised?.kind ?? 'value');
}

/** `-p` is a password to some programs, and a port, a package, a project or a profile to most. */
function isShortSecret(value: string): boolean {
  if (isPath(value) || value.includes('://') || /\s/.test(value)) {
    return false;
  }
  const isPortOrWords = /^[\d.:/a-z-]*$/.test(value) && !/[a-z]\d|\d[a-z]/.test(value);
  const isPackage = /^@?[a-z][\w.-]*(?:\/[\w.-]+)?(?:@[\w.^~-]+)?$/.test(value) && !/^[a-z]+\d+$/.test(value);
  return looksRandom(value, 8) || !(isPortOrWords || isPackage);
}

function shownPlain(value: string): string {
  const structured = /^\s*[[{]/.test(value) ? shownJson(value) : null;
  if (structured !== null) {
    return structured;
  }
  return /\s-{1,2}[A-Za-z]/.test(value) ? redactText(shownCommandLine(value)) : redactText(value);
}

/** Settings that are passed as one JSON argument: names of keys count as names of flags do. */
function shownJson(text: string): string | null {
  try {
    return JSON.stringify(shownMember('', JSON.parse(text)));
  } catch {
    return null; // Not JSON after all: judged as text.
  }
}

function shownMember(name: string, value: unknown): unknown {
  if (typeof value === 'string') {
    return isTemplate(value) ? value : secretName(name) === null ? redactText(value) : shownNamed(name, value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => shownMember(name, item));
  }
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [redactText(key), shownMember(key, item)]))
    : value;
}

/** A command line inside one argument, as after `sh -c`: cut into words at spaces outside quotes. */
function shownCommandLine(text: string): string {
  const words = [...text.matchAll(/(?:[^\s"']|"[^"]{0,4000}"|'[^']{0,4000}'|["'])+/g)];
  const shown = redactArgs(words.map(([word]) => word.replace(/^(["'])(.*)\1$/s, '$2')));
  let line = '';
  let from = 0;
  for (const [index, word] of words.entries()) {
    const quote = /^(["']).*\1$/s.exec(word[0])?.[1] ?? '';
    line += text.slice(from, word.index) + quote + (shown[index] ?? '') + quote;
    from = word.index + word[0].length;
  }
  return line + text.slice(from);
}

function kindOf(value: string): string | null {
  return strongest(findSecrets(value))?.kind ?? null;
}
