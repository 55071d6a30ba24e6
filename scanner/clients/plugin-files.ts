import { at, isRecord } from '../formats/document.ts';
import type { KeyPath, Paths, SourceSpec } from './client.ts';

/** A plugin's server file: a map under `mcpServers`, or the bare map that published plugins also use. */
export function pluginServers(paths: Paths): SourceSpec {
  return { scope: 'plugin', paths, format: 'json', servers: [['mcpServers'], []] };
}

/** A plugin's manifest, which may hold its servers. */
export function pluginManifest(paths: Paths): SourceSpec {
  return { scope: 'plugin', paths, format: 'json', servers: [], moreServers: inlineServers };
}

/** Only a map is servers: text and lists there name other files. */
function inlineServers(manifest: unknown): readonly KeyPath[] {
  return isRecord(at(manifest, ['mcpServers'])) ? [['mcpServers']] : [];
}
