import { redactArgs } from '../../../scanner/detect/secrets/redact-args.ts';
import type { EditGroup } from '../../../scanner/edit/edit-groups.ts';
import { rawText } from '../../../scanner/edit/edit-config.ts';
import type { Files } from '../../../scanner/files.ts';
import { parseConfig } from '../../../scanner/formats/parse.ts';
import { resolve } from '../../../scanner/identity/resolve.ts';
import type { Machine } from '../../../scanner/machine.ts';
import type { ClientId } from '../../../scanner/model/ids.ts';
import type { Format, Scope } from '../../../scanner/model/inventory.ts';
import type { Entry } from '../../../scanner/model/launch.ts';
import { type Cause, causesOf } from '../../../scanner/routing/causes.ts';
import { onThisMachine } from '../../../scanner/other-machines.ts';
import type { NativePolicies } from '../../../scanner/routing/native-policies.ts';
import type { Obstacle } from '../../../scanner/routing/obstacle.ts';
import { routeEntry, type Routing } from '../../../scanner/routing/route-entry.ts';
import type { Original } from '../../../scanner/routing/unwrap.ts';
import type { SourceReading } from '../../../scanner/sources.ts';
import { type Candidate, type Candidates, startKey } from './candidates.ts';
import { contentHash } from './content-hash.ts';
import { entriesIn } from './entries-in.ts';
import { misshapen } from './misshapen.ts';
import { overlaidEntry, overlayPlans } from './overlay-plans.ts';
import type { SharedFiles } from './overlays.ts';

/** What will become of one file. Bound to the bytes it was made from; holds secrets, so it is shown as `planRow` only. */
export interface FilePlan {
  readonly candidate: Candidate;
  readonly format: Format;
  readonly sha256: string;
  readonly changes: readonly EntryPlan[];
  readonly guarded: readonly EntryName[];
  readonly unroutable: readonly (EntryName & { readonly obstacle: Obstacle })[];
}

export interface EntryName {
  readonly client: ClientId;
  readonly scope: Scope;
  readonly name: string;
  readonly pointer: string;
}

export interface EntryPlan extends EntryName {
  /** `overlay`: a personal copy of an entry of a shared file; `withdraw`: such a copy goes, since its original has changed. */
  readonly kind: 'wrap' | 'update' | 'overlay' | 'withdraw';
  readonly edits: EditGroup;
  /** How it read before; null when it was ours already, or was not there. */
  readonly original: Original | null;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly causes: readonly Cause[];
  /** The shim stands before the server already, though not as it should. */
  readonly isGuarded: boolean;
}

export interface PlanDeps {
  readonly machine: Machine;
  readonly files: Files;
  readonly policies: NativePolicies;
  readonly pluginStarts: Candidates['pluginStarts'];
  readonly shared: SharedFiles;
  /** What stands in the personal files that win over shared ones. */
  readonly personal: readonly unknown[];
  readonly launcher: string;
  /** Null for the usual folder. */
  readonly stateFolder: string | null;
  /** Which entries the person asked for. */
  readonly wanted: (entry: EntryName, path: string) => boolean;
}

/** Decides what becomes of every wanted entry in these bytes of a file. Null when they can not be parsed. */
export async function planFile(candidate: Candidate, bytes: Uint8Array, deps: PlanDeps): Promise<FilePlan | null> {
  const [first] = candidate.readings;
  const parsed = first === undefined ? null : await parseConfig(bytes, first.spec.format);
  if (parsed === null || !parsed.ok) {
    return null;
  }
  const overlays = overlayPlans(candidate, parsed.document, deps).filter((entry) => deps.wanted(entry, candidate.path));
  const overlaid = new Set(overlays.map(({ pointer }) => pointer));
  const routed: Routed[] = [];
  const guarded: EntryName[] = [];
  const unroutable: (EntryName & { obstacle: Obstacle })[] = [];
  for (const { reading, entry } of entriesIn(candidate, parsed.document)) {
    const name: EntryName = {
      client: reading.client.id,
      scope: reading.spec.scope,
      name: entry.name,
      pointer: entry.pointer,
    };
    if (!deps.wanted(name, candidate.path) || overlaid.has(entry.pointer)) {
      continue;
    }
    const overlaidAs = overlaidEntry(candidate, entry, deps);
    if (overlaidAs !== null) {
      guarded.push(...(overlaidAs === 'guarded' ? [name] : []));
      continue;
    }
    const routing = await route(candidate, reading, entry, parsed.document.value, deps);
    if (routing.kind === 'guarded') {
      guarded.push(name);
    } else if (routing.kind === 'unroutable') {
      unroutable.push({ ...name, obstacle: routing.obstacle });
    } else {
      routed.push({ name, reading, entry, routing });
    }
  }
  const changes = [...overlays, ...(await changesOf(routed, bytes, parsed.format, deps))];
  unroutable.push(...misshapen(candidate, parsed.document).filter((entry) => deps.wanted(entry, candidate.path)));
  return { candidate, format: parsed.format, sha256: contentHash(bytes), changes, guarded, unroutable };
}

async function route(
  candidate: Candidate,
  reading: SourceReading,
  entry: Entry,
  document: unknown,
  deps: PlanDeps,
): Promise<Routing> {
  const resolved =
    'problem' in entry.launch
      ? null
      : await resolve(entry.launch, {
          ...deps,
          files: withoutHashing(onThisMachine(deps.files, deps.machine)),
          project: null,
          doubts: [],
        });
  const { path, realPath, isInRepository } = candidate;
  const place = { scope: reading.spec.scope, path, realPath, isInRepository };
  return routeEntry(
    {
      client: reading.client,
      alsoReadBy: [...new Set(candidate.readings.map(({ client }) => client.id))].filter(
        (id) => id !== reading.client.id,
      ),
      place,
      entry,
      document,
      foreignGuard: resolved?.route === 'foreign-guard' ? (resolved.routeReason ?? 'another guard') : null,
      isGuarded: resolved?.route === 'guarded',
    },
    { launcher: deps.launcher, stateFolder: deps.stateFolder, os: deps.machine.os, policies: deps.policies },
  );
}

/** Which guard stands before a server does not depend on what its program holds. */
function withoutHashing(files: Files): Files {
  return { ...files, sha256: () => Promise.resolve({ kind: 'unreadable', why: 'not asked for' }) };
}

interface Routed {
  readonly name: EntryName;
  readonly reading: SourceReading;
  readonly entry: Entry;
  readonly routing: Extract<Routing, { readonly kind: 'wrap' | 'update' }>;
}

/** The spelling of all entries is looked up at once: finding places in a large file takes long. */
async function changesOf(
  routed: readonly Routed[],
  bytes: Uint8Array,
  format: Format,
  deps: PlanDeps,
): Promise<readonly EntryPlan[]> {
  const pointers = routed.flatMap(({ entry: { places } }) => [places.command, places.args.base]);
  const raws = routed.length === 0 ? [] : await rawText(bytes, format, pointers);
  return routed.map(({ name, reading: { client }, entry: { launch }, routing }, index): EntryPlan => {
    const words = 'command' in launch ? [launch.command, ...launch.args] : [];
    const [command = '', ...args] = words;
    const [commandRaw = null, argsRaw = null] = raws.slice(2 * index);
    const after = routing.form === 'packed' ? [...routing.args.slice(0, -1), '‹packed›'] : redactArgs(routing.args);
    const twin = deps.pluginStarts.get(client.id)?.has(startKey(words)) ?? false;
    return {
      ...name,
      kind: routing.kind,
      edits: [routing.edits],
      original: routing.kind === 'update' ? null : { command, args, commandRaw, argsRaw, hadArgs: routing.hadArgs },
      before: redactArgs(words),
      after: [routing.command, ...after],
      causes: causesOf(client, { twin, overlay: null }),
      isGuarded: routing.isGuarded,
    };
  });
}
