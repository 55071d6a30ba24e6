import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { editGroups } from '../scanner/edit/edit-groups.ts';
import { rawText } from '../scanner/edit/edit-config.ts';
import type { KeyPath } from '../scanner/clients/client.ts';
import { readEntries } from '../scanner/formats/entries.ts';
import { parseConfig } from '../scanner/formats/parse.ts';
import type { Format } from '../scanner/model/inventory.ts';
import type { Entry, StdioLaunch } from '../scanner/model/launch.ts';
import { type OurEntry, readOurs } from '../scanner/routing/our-words.ts';
import { type Original, unwrap } from '../scanner/routing/unwrap.ts';
import { wrap, type Wrapping } from '../scanner/routing/wrap.ts';

// Every config of the shared corpus, when it is there: protect and restore must give identical bytes, keep what somebody else has
// written since, and what is wrapped must read as the same servers behind the shim.
const folder = join(import.meta.dirname, '..', '..', 'shared', 'corpus', 'dev', 'configs');
const containers: readonly KeyPath[] = [
  ['mcpServers'],
  ['servers'],
  ['mcp'],
  ['mcp', 'servers'],
  ['mcp.servers'],
  ['settings', 'mcp', 'servers'],
  ['context_servers'],
  ['extensions'],
  ['mcp_servers'],
  ['amp.mcpServers'],
  ['experimental', 'modelContextProtocolServers'],
  ['projects', '*', 'mcpServers'],
  ['customizations', 'vscode', 'mcp', 'servers'],
];
const guard = { launcher: '/home/someone/.sallyport/bin/sallyport-shim', client: 'cursor', stateFolder: null };
const shells = [
  { name: 'plain', os: 'linux' },
  { name: 'packed', os: 'win32' },
] as const;

interface Tally {
  files: number;
  unparsed: number;
  entries: number;
  wrapped: number;
  refused: number;
  obstacles: number;
  /** Edits of somebody else that a restore was made on top of. */
  foreign: number;
  /** Entries that are refused with their reason: no harm done. */
  readonly reasons: string[];
  readonly failures: string[];
}

/** What another program or a person may have done to a file since. Null where this format has no such thing. */
const foreignEdits: Readonly<Record<string, (bytes: Uint8Array, format: Format) => Promise<Uint8Array | null>>> = {
  'lines before and behind': (bytes, format) => {
    const sign = format === 'jsonc' ? '//' : '#';
    const text = Buffer.from(bytes).toString();
    const [mark, rest] = text.startsWith('\uFEFF') ? ['\uFEFF', text.slice(1)] : ['', text];
    return Promise.resolve(Buffer.from(`${mark}${sign} before\n${rest}\n${sign} behind\n`));
  },
  'a new key': async (bytes, format) => {
    const edits = [{ kind: 'add-value', at: '/someone-else', value: { was: ['here'] } }] as const;
    const edited = await editGroups(bytes, format, [[edits]]);
    return edited.refusals[0] === null ? edited.bytes : null;
  },
};

if (!existsSync(folder)) {
  console.log('no shared corpus here: nothing to evaluate');
} else {
  for (const { name, os } of shells) {
    const tally: Tally = {
      files: 0,
      unparsed: 0,
      entries: 0,
      wrapped: 0,
      refused: 0,
      obstacles: 0,
      foreign: 0,
      reasons: [],
      failures: [],
    };
    for (const file of readdirSync(folder).filter((one) => formatOf(one) !== null)) {
      await evaluate(join(folder, file), os, tally);
    }
    console.log(name, JSON.stringify(tally, null, 1));
    process.exitCode = tally.failures.length > 0 ? 1 : process.exitCode;
  }
}

async function evaluate(path: string, os: 'linux' | 'win32', tally: Tally): Promise<void> {
  const format = formatOf(path) ?? 'json';
  const before = readFileSync(path);
  tally.files += 1;
  const found = await stdioEntries(before, format);
  if (found === null) {
    tally.unparsed += 1;
    return;
  }
  const rules = { shellOn: ['win32'], expandsCommandOnly: false, notices: [], lock: false, readsLists: true } as const;
  const jobs: { entry: Entry; launch: StdioLaunch; wrapping: Wrapping }[] = [];
  for (const { entry, launch } of found.entries) {
    tally.entries += 1;
    const wrapped = wrap(entry, launch, found.document, guard, rules, os);
    if (wrapped.ok) {
      jobs.push({ entry, launch, wrapping: wrapped.wrapping });
    } else {
      tally.obstacles += 1;
    }
  }
  const originals = new Map<string, Original>();
  for (const { entry, launch, wrapping } of jobs) {
    const [commandRaw = null, argsRaw = null] = await rawText(before, format, [
      entry.places.command,
      entry.places.args.base,
    ]);
    originals.set(entry.pointer, {
      command: launch.command,
      args: launch.args,
      commandRaw,
      argsRaw,
      hadArgs: wrapping.hadArgs,
    });
  }
  const there = await editGroups(
    before,
    format,
    jobs.map(({ wrapping }) => [wrapping.edits]),
  );
  tally.refused += there.refusals.filter((why) => why !== null).length;
  tally.wrapped += there.refusals.filter((why) => why === null).length;
  for (const [index, why] of there.refusals.entries()) {
    if (why !== null) {
      tally.reasons.push(`${path}: ${jobs[index]?.entry.pointer ?? ''}: ${why}`);
    }
  }
  const wrapped = jobs.filter((_, index) => there.refusals[index] === null);
  const behind = await oursIn(there.bytes, format);
  const words = (list: readonly (readonly string[])[]): string =>
    JSON.stringify(list.map((one) => JSON.stringify(one)).toSorted());
  if (
    words(behind.map(({ entry, read }) => [entry.pointer, ...read.words])) !==
    words(wrapped.map(({ entry, launch }) => [entry.pointer, launch.command, ...launch.args]))
  ) {
    tally.failures.push(`${path}: what is wrapped does not read as the same servers`);
  }
  if (!before.equals(await takenBack(there.bytes, format, originals))) {
    tally.failures.push(`${path}: not the same bytes after protect and restore`);
  }
  for (const [name, edit] of Object.entries(foreignEdits)) {
    const [edited, expected] = [await edit(there.bytes, format), await edit(before, format)];
    if (edited === null || expected === null) {
      continue;
    }
    tally.foreign += 1;
    if (!Buffer.from(expected).equals(await takenBack(edited, format, originals))) {
      tally.failures.push(`${path}: a restore did not keep ${name}`);
    }
  }
}

async function oursIn(
  bytes: Uint8Array,
  format: Format,
): Promise<readonly { readonly entry: Entry; readonly read: OurEntry }[]> {
  return ((await stdioEntries(bytes, format))?.entries ?? []).flatMap(({ entry, launch }) => {
    const read = readOurs(launch);
    return read === null ? [] : [{ entry, read }];
  });
}

async function takenBack(
  bytes: Uint8Array,
  format: Format,
  originals: ReadonlyMap<string, Original>,
): Promise<Uint8Array> {
  const ours = await oursIn(bytes, format);
  const ways = ours.map(({ entry, read }) => unwrap(entry, read, originals.get(entry.pointer) ?? null));
  return (await editGroups(bytes, format, ways)).bytes;
}

async function stdioEntries(
  bytes: Uint8Array,
  format: Format,
): Promise<{ readonly document: unknown; readonly entries: readonly { entry: Entry; launch: StdioLaunch }[] } | null> {
  const parsed = await parseConfig(bytes, format);
  if (!parsed.ok) {
    return null;
  }
  const { value } = parsed.document;
  const entries = containers
    .flatMap((where) => readEntries(value, where).entries)
    .flatMap((entry) =>
      'problem' in entry.launch || entry.launch.transport !== 'stdio' ? [] : [{ entry, launch: entry.launch }],
    );
  return { document: value, entries: [...new Map(entries.map((one) => [one.entry.pointer, one])).values()] };
}

function formatOf(name: string): Format | null {
  if (/\.(?:json|jsonc|json5|code-workspace)$/.test(name)) {
    return 'jsonc';
  }
  return name.endsWith('.toml') ? 'toml' : /\.ya?ml$/.test(name) ? 'yaml' : null;
}
