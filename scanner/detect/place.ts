import { pointer } from '../formats/document.ts';
import type { Entry } from '../model/launch.ts';

/** JSON pointer of the first argument that matches; of the command when none does (it may lie inside a wrapper's one word). */
export function argumentPlace(entry: Entry, matches: (argument: string) => boolean): string {
  const { launch, places } = entry;
  if ('problem' in launch) {
    return entry.pointer;
  }
  if (launch.transport !== 'stdio') {
    return places.url;
  }
  const index = launch.args.findIndex(matches);
  return index < 0 ? places.command : `${places.args.base}${pointer([index + places.args.offset])}`;
}

/** JSON pointer of an environment variable; of the entry when the variable is set by a layer and not by `env`. */
export function envPlace(entry: Entry, name: string): string {
  const { launch, places } = entry;
  return !('problem' in launch) && launch.env.has(name) ? `${places.env}${pointer([name])}` : entry.pointer;
}

/** The environment the entry itself sets. */
export function entryEnv(entry: Entry): ReadonlyMap<string, string> {
  return 'problem' in entry.launch ? new Map() : entry.launch.env;
}

/** The arguments as the entry spells them, wrappers included; none for a remote server. */
export function entryArguments(entry: Entry): readonly string[] {
  return 'problem' in entry.launch || entry.launch.transport !== 'stdio' ? [] : entry.launch.args;
}
