import type { Entry, Launch } from '../../model/launch.ts';
import { readArgs, type ArgPart } from './args.ts';
import { isPath } from './is-path.ts';
import { judgeNamedValue, strongest } from './named-value.ts';
import { isPlaceholder, isTemplate } from './placeholder.ts';
import { looksRandom } from './randomness.ts';
import { lookAtArgs, withoutScheme } from './redact-args.ts';
import { lookAtText, redactText } from './redact-text.ts';
import { defaultsIn } from './reference-defaults.ts';
import type { SecretHit } from './rule.ts';
import { secretsIn } from './secrets-in.ts';
import { secretName } from './secret-names.ts';
import { urlParts } from './url-parts.ts';
import { isTyped } from './typed.ts';

/** One secret of an entry: where it stands and its text. Never shown. */
export interface EntrySecret {
  readonly place: 'env' | 'args' | 'url' | 'headers' | 'command' | 'others';
  /** Name of the variable or header, index of the argument, pointer of another setting; empty for the address. */
  readonly key: string;
  /** What a message calls it: never a value. */
  readonly name: string;
  readonly hit: SecretHit;
  readonly value: string;
}

const looked = new WeakMap<Entry, readonly EntrySecret[]>();

/** Every secret of an entry that is worth a finding. Entries never change, and the scan asks about each twice. */
export function secretsOfEntry(entry: Entry): readonly EntrySecret[] {
  const found = looked.get(entry) ?? look(entry);
  looked.set(entry, found);
  return found;
}

function look({ launch, others }: Entry): readonly EntrySecret[] {
  const found: EntrySecret[] = [];
  const add = (place: EntrySecret['place'], key: string, name: string, text: string, hit: SecretHit | null): void => {
    if (hit !== null) {
      found.push({ place, key, name: redactText(name), hit, value: text.slice(hit.start, hit.end) });
    }
  };
  for (const [where, value] of others) {
    const name = where.split('/').findLast((key) => !/^\d+$/.test(key)) ?? where;
    add('others', where, name, value, judgeNamedValue(name, value));
  }
  if ('problem' in launch) {
    return found;
  }
  for (const [name, value] of launch.env) {
    add('env', name, name, value, judgeNamedValue(name, value));
    for (const inside of lookAtArgs([value]).flatMap(({ named }) => named)) {
      add('env', name, name, inside.value, judgeNamedValue(inside.name, inside.value));
    }
  }
  if (launch.transport === 'stdio') {
    add('command', '', '', launch.command, strongest(secretsIn(launch.command)));
    const looks = lookAtArgs(launch.args);
    for (const part of readArgs(launch.args)) {
      const value = (launch.args[part.index] ?? '').slice(part.start);
      const label = part.name ?? String(part.index + 1);
      add('args', String(part.index), label, value, secretOfArg(part, value));
      for (const { name, value: text } of looks[part.index]?.named ?? []) {
        add('args', String(part.index), label, text, judgeNamedValue(name, text));
      }
    }
    return found;
  }
  for (const hit of secretsOfUrl(launch.url)) {
    add('url', '', '', launch.url, hit);
  }
  for (const [name, value] of launch.headers) {
    add('headers', name, name, value, judgeNamedValue(name, value));
  }
  return found;
}

/**
 * Every value that a finding names or that redaction hides, for the scrubber.
 *
 * Left out are plain words and numbers (`-e NODE_ENV=production`, the password `postgres`): taking them out everywhere
 * would destroy names of packages and servers. They are still hidden where they stand.
 */
export function secretValues(entry: Entry, isOfPlace: (value: string) => boolean = () => false): readonly string[] {
  const { launch } = entry;
  const hidden = 'problem' in launch ? [] : hiddenValues(launch);
  const found = secretsOfEntry(entry).map(({ value }) => value);
  return [...new Set([...found, ...hidden.filter((value) => !areWords(value) && !isOfPlace(value))])].filter(
    (value) => value.length >= 6 && !isEveryday(value),
  );
}

function secretOfArg({ role, name }: ArgPart, value: string): SecretHit | null {
  if (role === 'plain' || role === 'short') {
    const isDrawn =
      role === 'short' && (looksRandom(value, 20) || isTyped(value)) && !isPath(value) && !isPlaceholder(value);
    return (
      strongest(secretsOfUrl(value)) ??
      (isDrawn ? { kind: 'token', start: 0, end: value.length, confidence: 'possible' } : null)
    );
  }
  return judgeNamedValue(name ?? '', value) ?? (value.includes('://') ? strongest(secretsOfUrl(value)) : null);
}

/** Credentials of an address: known shapes, and query values that their own names call secret. */
function secretsOfUrl(url: string): readonly SecretHit[] {
  const known = secretsIn(url);
  const named = /^[a-z][a-z0-9+.-]*:\/\//i.test(url)
    ? [...url.matchAll(/[?&]([\w.-]{1,60})=([^&#\s]{1,2000})/g)].flatMap((match) => namedQueryValue(match))
    : [];
  const path = urlParts(url)
    .filter(
      ({ kind, start, end }) =>
        kind === 'url-path' && [url.slice(start, end)].some((part) => looksRandom(part, 24) || isTyped(part)),
    )
    .filter(({ start, end }) => !/^[0-9a-f-]+$/i.test(url.slice(start, end)));
  return [...known, ...named, ...path];
}

function namedQueryValue(match: RegExpExecArray): readonly SecretHit[] {
  const [whole, name = '', value = ''] = match;
  const hit = judgeNamedValue(name, value);
  const from = match.index + whole.length - value.length;
  return hit === null ? [] : [{ ...hit, start: from + hit.start, end: from + hit.end }];
}

function hiddenValues(launch: Launch): readonly string[] {
  const named = [...launch.env]
    .filter(([name, value]) => secretName(name)?.strength === 'strong' || looksRandom(value, 20))
    .map(([, value]) => value);
  if (launch.transport === 'stdio') {
    const texts = [launch.command, launch.cwd, launch.envFile].flatMap((text) =>
      text === null ? [] : [lookAtText(text)],
    );
    return [...named, ...[...lookAtArgs(launch.args), ...texts].flatMap(({ hidden }) => hidden)];
  }
  const parts = urlParts(launch.url).map((part) => launch.url.slice(part.start, part.end));
  return [
    ...named,
    ...parts,
    ...parts.flatMap((part) => [...part.split(':'), ...defaultsIn(part).map(({ value }) => value)]),
    ...[...launch.headers.values()].flatMap(withoutScheme),
  ];
}

function areWords(value: string): boolean {
  return /^[A-Za-z]{1,30}(?:[-_, /.][A-Za-z]{1,30}){0,40}$/.test(value);
}

function isEveryday(value: string): boolean {
  return (
    /^[a-z]{1,11}$|^[A-Z]{1,11}$|^[A-Z]?[a-z]{1,10}$|^[\d.,:]{1,11}$/.test(value) ||
    /^[a-z]{1,16}\/[a-z.+-]{1,40}$/.test(value) ||
    /^[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/[^@?]*$/.test(value) ||
    isPath(value) ||
    isTemplate(value) ||
    isPlaceholder(value)
  );
}
