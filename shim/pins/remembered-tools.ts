import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pins } from '../../policy/pins/pins.ts';
import { isObject } from '../framing/message.ts';
import { pinsFolder, readPinsText } from './pin-file.ts';

/** The tools that a server of this laptop offered when it was last seen. */
export interface RememberedServer {
  readonly id: string;
  readonly identity: string;
  /** As its client calls it. */
  readonly name: string;
  readonly tools: readonly { readonly name: string; readonly description: string }[];
}

/** More servers than anybody has; the bound is for a folder that somebody else has filled. */
const mostFiles = 200;

/** What the pins of all servers remember of tools. A file that can not be read says nothing. */
export async function rememberedServers(stateFolder: string): Promise<readonly RememberedServer[]> {
  const folder = pinsFolder(stateFolder);
  const names = await readdir(folder).catch(nothing);
  const files = names.filter((name) => name.endsWith('.json')).slice(0, mostFiles);
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8').catch(nothing)));
  return texts.flatMap((text) => {
    const read = typeof text === 'string' ? readPinsText(text) : null;
    return read?.kind === 'read' ? [remembered(read.pins)] : [];
  });
}

function remembered({ server, entries }: Pins): RememberedServer {
  const offered = Object.values(entries).filter(({ kind, gone }) => kind === 'tool' && gone === null);
  const tools = offered.flatMap(({ name, seen, accepted }) => {
    const definition = (seen ?? accepted)?.definition;
    const description = isObject(definition) ? definition['description'] : undefined;
    return typeof description === 'string' ? [{ name, description }] : [];
  });
  return { id: server.id, identity: server.identity, name: server.name, tools };
}

/** There are no pins yet, or not for us to read: then nothing is remembered. */
function nothing(): readonly string[] {
  return [];
}
