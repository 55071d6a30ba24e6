import { rawText } from '../../../scanner/edit/edit-config.ts';
import { editGroups } from '../../../scanner/edit/edit-groups.ts';
import { readEntries } from '../../../scanner/formats/entries.ts';
import { parseConfig } from '../../../scanner/formats/parse.ts';
import type { Format } from '../../../scanner/model/inventory.ts';
import type { Entry, StdioLaunch } from '../../../scanner/model/launch.ts';
import { readOurs } from '../../../scanner/routing/our-words.ts';
import { type Original, unwrap } from '../../../scanner/routing/unwrap.ts';
import { wrap } from '../../../scanner/routing/wrap.ts';
import { launcher } from './subject.ts';

export interface Guarded {
  readonly text: string;
  readonly originals: ReadonlyMap<string, Original>;
  readonly refusals: readonly string[];
}

/** Puts every stdio server under `mcpServers` behind the shim. */
export async function guarded(text: string, format: Format, os: 'linux' | 'win32'): Promise<Guarded> {
  const bytes = Buffer.from(text);
  const { document, entries } = await serversIn(text, format);
  const guard = { launcher, client: 'cursor', stateFolder: null };
  const rules = { shellOn: ['win32'], expandsCommandOnly: false, notices: [], lock: false, readsLists: true } as const;
  const originals = new Map<string, Original>();
  const groups = [];
  for (const { entry, launch } of entries) {
    const wrapped = wrap(entry, launch, document, guard, rules, os);
    if (wrapped.ok) {
      const [commandRaw = null, argsRaw = null] = await rawText(bytes, format, [
        entry.places.command,
        entry.places.args.base,
      ]);
      originals.set(entry.pointer, {
        command: launch.command,
        args: launch.args,
        commandRaw,
        argsRaw,
        hadArgs: wrapped.wrapping.hadArgs,
      });
      groups.push([wrapped.wrapping.edits]);
    }
  }
  const edited = await editGroups(bytes, format, groups);
  return {
    text: Buffer.from(edited.bytes).toString(),
    originals,
    refusals: edited.refusals.filter((why) => why !== null),
  };
}

/** Takes every server of ours out from behind the shim. */
export async function unguarded(text: string, format: Format, originals: Guarded['originals']): Promise<string> {
  const { entries } = await serversIn(text, format);
  const groups = entries.flatMap(({ entry, launch }) => {
    const ours = readOurs(launch);
    return ours === null ? [] : [unwrap(entry, ours, originals.get(entry.pointer) ?? null)];
  });
  return Buffer.from((await editGroups(Buffer.from(text), format, groups)).bytes).toString();
}

export async function serversIn(
  text: string,
  format: Format,
): Promise<{
  readonly document: unknown;
  readonly entries: readonly { readonly entry: Entry; readonly launch: StdioLaunch }[];
}> {
  const parsed = await parseConfig(Buffer.from(text), format);
  if (!parsed.ok) {
    throw new Error(`the sample does not parse: ${parsed.detail}`);
  }
  const { value } = parsed.document;
  const entries = readEntries(value, ['mcpServers']).entries.flatMap((entry) =>
    'problem' in entry.launch || entry.launch.transport !== 'stdio' ? [] : [{ entry, launch: entry.launch }],
  );
  return { document: value, entries };
}
