import { dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { at, isRecord } from '../formats/document.ts';
import type { NoLaunch } from '../model/launch.ts';
import type { Dialect, NamedFiles } from './client.ts';

type Fields = Readonly<Record<string, unknown>>;

/** `uses:` takes a server from a block that stands in another file, or on Continue's hub, where only Continue can fetch it. */
export const blockDialect: Dialect = {
  // The servers of that file are found there, unless this entry changes them.
  skip: (entry) => fileOf(entry) !== null && entry['with'] === undefined && entry['override'] === undefined,
  nameOf: (entry) => {
    const { uses } = entry;
    const given = at(entry, ['override', 'name']);
    const last = typeof uses === 'string' ? uses.split(/[/\\]/).at(-1) : undefined;
    return typeof given === 'string' ? given : (last?.replace(/(?<=.)@[^@]*$|\.ya?ml$/, '') ?? null);
  },
  noLaunch: (entry): NoLaunch | null => {
    const { uses } = entry;
    if (typeof uses !== 'string' || uses === '' || entry['command'] !== undefined || entry['url'] !== undefined) {
      return null;
    }
    const isSlug = /^[\w.-]+\/[\w.-]+(?:@[\w.-]+)?$/.test(uses) && uses.length <= 200;
    const problem =
      fileOf(entry) !== null
        ? 'it changes a block that stands in another file'
        : `it is a block of Continue's hub, which only Continue can fetch${isSlug ? `: ${uses}` : ''}`;
    return { transport: 'stdio', kind: 'defined-elsewhere', problem };
  },
};

/** The files that blocks are taken from. A config is no reason to look outside of the home or project whose `.continue` it is in. */
export function filesOfBlocks(document: unknown, path: string): NamedFiles {
  const servers = at(document, ['mcpServers']);
  const files = (Array.isArray(servers) ? servers : [])
    .flatMap((entry) => (isRecord(entry) ? (fileOf(entry) ?? []) : []))
    .map((file) => (isAbsolute(file) ? normalize(file) : join(dirname(path), file)));
  const inFolder = path.indexOf(`${sep}.continue${sep}`);
  const root = inFolder === -1 ? dirname(path) : path.slice(0, inFolder);
  const isWithin = (file: string): boolean => file.startsWith(root + sep);
  return { within: files.filter(isWithin), beyond: files.filter((file) => !isWithin(file)) };
}

/** As Continue tells a file from a block of its hub. */
function fileOf({ uses }: Fields): string | null {
  if (typeof uses !== 'string' || !/^(?:\.|\/|file:\/\/)/.test(uses)) {
    return null;
  }
  return uses.replace(/^file:\/\//, '').replace(/^\/(?=[A-Za-z]:)/, '');
}
