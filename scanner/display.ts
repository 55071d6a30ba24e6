import { redactArgs } from './detect/secrets/redact-args.ts';
import { redactText } from './detect/secrets/redact-text.ts';
import { redactUrl } from './detect/secrets/redact-url.ts';
import type { LaunchRow } from './model/inventory.ts';
import type { Entry, Launch } from './model/launch.ts';

/** Writes a home folder as `~` wherever a path under it begins in a text. */
export function tildeWriter(home: string): (text: string) => string {
  const escaped = home.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const beginning = new RegExp(String.raw`(^|[\s=:,;"'(@\[\`])${escaped}(?=$|[/\\\s"':,;)\]\`])`, 'g');
  return (text) => (text.includes(home) ? text.replaceAll(beginning, '$1~') : text);
}

/** A launch as it may be shown: names of variables and headers, never their values; nothing secret in words or address. */
export function launchRow(launch: Entry['launch']): LaunchRow {
  if ('problem' in launch) {
    return { transport: 'stdio', command: '', args: [], envNames: [] };
  }
  return shown(launch);
}

function shown(launch: Launch): LaunchRow {
  const envNames = [...launch.env.keys()];
  return launch.transport === 'stdio'
    ? { transport: 'stdio', command: redactText(launch.command), args: redactArgs(launch.args), envNames }
    : { transport: launch.transport, url: redactUrl(launch.url), headerNames: [...launch.headers.keys()], envNames };
}

/** Applies a text change to every string of a JSON value. */
export function mapStrings<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') {
    return change(value) as T & string;
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => mapStrings(item, change)) as T & unknown[];
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, mapStrings(item as unknown, change)]),
    ) as T;
  }
  return value;
}
