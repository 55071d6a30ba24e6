import { basename, dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { at, isRecord } from '../formats/document.ts';
import type { KeyPath, NamedFiles, Paths, SourceSpec } from './client.ts';

/** A plugin's server file: a map under `mcpServers`, or the bare map that published plugins also use. */
export function pluginServers(paths: Paths): SourceSpec {
  return { scope: 'plugin', paths, format: 'json', servers: [['mcpServers'], []] };
}

/** A plugin's manifest, which may hold its servers or name the files that do. */
export function pluginManifest(paths: Paths): SourceSpec {
  return {
    scope: 'plugin',
    paths,
    format: 'json',
    servers: [],
    moreServers: inlineServers,
    names: { files: namedFiles, spec: pluginServers([]) },
  };
}

/** A map is servers; in a list each map is. Text names other files. */
function inlineServers(manifest: unknown): readonly KeyPath[] {
  const servers = at(manifest, ['mcpServers']);
  return isRecord(servers)
    ? [['mcpServers']]
    : listed(servers).flatMap((item, index) => (isRecord(item) ? [['mcpServers', String(index)]] : []));
}

/** Only files of the plugin itself are read: a manifest is no reason to look anywhere else. */
function namedFiles(manifest: unknown, path: string): NamedFiles {
  const folder = dirname(path);
  const root = basename(folder).startsWith('.') ? dirname(folder) : folder;
  const servers = at(manifest, ['mcpServers']);
  const names = typeof servers === 'string' ? [servers] : listed(servers).filter((item) => typeof item === 'string');
  const plain = names
    .map((name) => name.replace(/^\$\{[A-Z_]*PLUGIN_ROOT\}[/\\]?/, ''))
    .map((name) => normalize(name.replaceAll('\\', '/')));
  const isWithin = (name: string): boolean =>
    !isAbsolute(name) && !name.includes('*') && !name.split(sep).includes('..');
  return {
    within: plain.filter(isWithin).map((name) => join(root, name)),
    beyond: plain.filter((name) => !isWithin(name)).map((name) => (isAbsolute(name) ? name : join(root, name))),
  };
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
