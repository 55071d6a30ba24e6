import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { editGroups } from '../scanner/edit/edit-groups.ts';
import { rawText } from '../scanner/edit/edit-config.ts';
import type { KeyPath } from '../scanner/clients/client.ts';
import { readEntries } from '../scanner/formats/entries.ts';
import { parseConfig } from '../scanner/formats/parse.ts';
import type { Format } from '../scanner/model/inventory.ts';
import type { Entry, StdioLaunch } from '../scanner/model/launch.ts';
import { readOurs } from '../scanner/routing/our-words.ts';
import { type Original, unwrap } from '../scanner/routing/unwrap.ts';
import { wrap, type Wrapping } from '../scanner/routing/wrap.ts';

// Every config of the shared corpus, when it is there: protect and restore must give identical bytes.
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
  /** Entries that are refused with their reason: no harm done. */
  readonly reasons: string[];
  readonly failures: string[];
}

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
  const rules = { shellOn: ['win32'], expandsCommandOnly: false, notices: [], lock: false } as const;
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
  const ours = ((await stdioEntries(there.bytes, format))?.entries ?? []).flatMap(({ entry, launch }) => {
    const read = readOurs(launch);
    return read === null ? [] : [{ entry, read }];
  });
  const back = await editGroups(
    there.bytes,
    format,
    ours.map(({ entry, read }) => unwrap(entry, read, originals.get(entry.pointer) ?? null)),
  );
  if (!before.equals(back.bytes)) {
    tally.failures.push(`${path}: not the same bytes after protect and restore`);
  }
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
