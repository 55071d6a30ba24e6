import { redactArgs } from './detect/secrets/redact-args.ts';
import { redactText } from './detect/secrets/redact-text.ts';
import { redactUrl } from './detect/secrets/redact-url.ts';
import { replaceHits } from './detect/secrets/replace-hits.ts';
import { secretsIn } from './detect/secrets/secrets-in.ts';
import { pathOf } from './edit/places.ts';
import { pointer } from './formats/document.ts';
import type { LaunchRow } from './model/inventory.ts';
import type { Entry, Launch } from './model/launch.ts';

/**
 * Makes the last look at a text before a person or another program sees it: a credential that somebody pasted into a name or a path is
 * taken out, and a home folder is written as `~` wherever a path under it begins.
 */
export function shownWriter(home: string): (text: string) => string {
  const tilde = tildeWriter(home);
  return (text) => tilde(shownLabel(text));
}

function tildeWriter(home: string): (text: string) => string {
  const isOfWindows = /^[a-z]:[\\/]/i.test(home);
  const parts = isOfWindows ? home.split(/[\\/]/) : [home];
  const escaped = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join(String.raw`[\\/]`);
  const around = String.raw`(^|[\s=:,;"'(@\[\`])${escaped}(?=$|[/\\\s"':,;)\]\`])`;
  if (isOfWindows) {
    // There one path is written with either slash and in any case.
    const beginning = new RegExp(around, 'gi');
    return (text) => (text.length < home.length ? text : text.replaceAll(beginning, '$1~'));
  }
  const beginning = new RegExp(around, 'g');
  return (text) => (text.includes(home) ? text.replaceAll(beginning, '$1~') : text);
}

/** A name or a path as it may be shown: as it is, but for a credential somebody pasted into it. */
export function shownLabel(text: string): string {
  return text.startsWith('/') && text.includes('~') ? shownPointer(text) : withoutCredentials(text);
}

/** In a pointer a key with slashes is escaped, so that its words can only be told once it is read. */
function shownPointer(text: string): string {
  const keys = pathOf(text);
  const clean = keys.map(withoutCredentials);
  return clean.some((key, index) => key !== keys[index]) ? pointer(clean) : withoutCredentials(text);
}

function withoutCredentials(text: string): string {
  const hits = secretsIn(text).filter(({ confidence }) => confidence !== 'possible');
  return hits.length === 0 ? text : replaceHits(text, hits);
}

/**
 * A launch as it may be shown: names of variables and headers, never their values; nothing secret in words or address. The home is
 * `~` before anything is judged: its own name is no secret.
 */
export function launchRow(launch: Entry['launch'], home: string): LaunchRow {
  if ('problem' in launch) {
    return { transport: 'stdio', command: '', args: [], envNames: [] };
  }
  return shown(launch, tildeWriter(home));
}

function shown(launch: Launch, tilde: (text: string) => string): LaunchRow {
  const envNames = [...launch.env.keys()];
  return launch.transport === 'stdio'
    ? {
        transport: 'stdio',
        command: redactText(tilde(launch.command)),
        args: redactArgs(mapStrings(launch.args, tilde)),
        envNames,
      }
    : { transport: launch.transport, url: redactUrl(launch.url), headerNames: [...launch.headers.keys()], envNames };
}

/** Applies a text change to every string of a JSON value. Parts in which nothing changes are not copied. */
export function mapStrings<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') {
    return change(value) as T & string;
  }
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const mapped = items.map((item) => mapStrings(item, change));
    return (mapped.some((item, index) => item !== items[index]) ? mapped : items) as T & unknown[];
  }
  if (typeof value === 'object' && value !== null) {
    const changed = Object.entries(value).flatMap(([key, item]: readonly [string, unknown]) => {
      const mapped = mapStrings(item, change);
      return mapped === item ? [] : [[key, mapped] as const];
    });
    return changed.length === 0 ? value : { ...value, ...Object.fromEntries(changed) };
  }
  return value;
}
