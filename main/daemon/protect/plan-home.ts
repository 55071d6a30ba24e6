import { type Gap, gap } from '../../../scanner/model/gap.ts';
import { join } from 'node:path';
import { clients as allClients } from '../../../scanner/clients/all.ts';
import type { Files } from '../../../scanner/files.ts';
import type { Machine } from '../../../scanner/machine.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import type { ClientId } from '../../../scanner/model/ids.ts';
import { realFiles } from '../../../scanner/real-files.ts';
import { type BeyondFiles, beyondFiles } from '../../../scanner/routing/beyond-files.ts';
import { readNativePolicies } from '../../../scanner/routing/native-policies.ts';
import { rememberedProjects } from '../../../scanner/remembered-projects.ts';
import { lastInventory } from '../last-inventory.ts';
import { givingTurns, turns } from '../breathe.ts';
import { diskOf } from '../local-disks.ts';
import { type Candidates, findCandidates } from './candidates.ts';
import { isPersonal } from './overlays.ts';
import { type EntryName, type EntryPlan, type FilePlan, planFile, type PlanDeps } from './plan.ts';
import { readNow } from './file-bytes.ts';
import { rewritten } from './rewritten.ts';
import { registryHere } from './windows-registry.ts';

export interface HomeRequest {
  readonly machine: Machine;
  readonly stateFolder: string;
  readonly mayReadGuarded: boolean;
  readonly projects: readonly string[];
  /** Only this client's files. */
  readonly only: ClientId | null;
  readonly wanted: (entry: EntryName, path: string) => boolean;
}

/** What will become of every config of a home. */
export interface HomePlan {
  /** Files in which something will change. */
  readonly plans: readonly FilePlan[];
  readonly guarded: readonly (EntryAt & { readonly realPath: string })[];
  readonly unroutable: readonly (EntryAt & FilePlan['unroutable'][number])[];
  /** Entries that would be routed, had their text a shape that can be edited without harm. */
  readonly refused: readonly (EntryAt & { readonly why: string })[];
  /** Servers that the clients of this laptop may have outside of every config. */
  readonly beyond: readonly (BeyondFiles & { readonly client: ClientId })[];
  readonly gaps: readonly Gap[];
  /** Every file that was looked at. */
  readonly files: Candidates['files'];
  readonly deps: PlanDeps;
}

export interface EntryAt extends EntryName {
  readonly path: string;
}

/** The files of a home that hold servers, those of projects included that only an earlier scan was led to. */
export async function homeCandidates({
  machine,
  stateFolder,
  mayReadGuarded,
  projects,
  only,
}: Omit<HomeRequest, 'wanted'>): Promise<Candidates> {
  const last = lastInventory(stateFolder, machine.home);
  return findCandidates({
    clients: allClients,
    only,
    machine,
    files: await filesOf(machine),
    mayReadGuarded,
    projects: { named: projects, remembered: rememberedProjects(last, allClients, machine) },
  });
}

/** What planning needs to know of a home, looked up anew. */
export async function planDeps(
  { machine, stateFolder, wanted }: HomeRequest,
  launcher: string,
  { pluginStarts, shared, files: candidates }: Pick<Candidates, 'pluginStarts' | 'shared' | 'files'>,
): Promise<PlanDeps> {
  const files = await filesOf(machine);
  return {
    machine,
    files,
    policies: await readNativePolicies(machine, files, registryHere()),
    pluginStarts,
    shared,
    personal: candidates
      .flatMap(({ readings }) => readings.filter(isPersonal))
      .map(({ content }) => content?.document.value),
    launcher,
    stateFolder: stateFolder === join(machine.home, '.sallyport') ? null : stateFolder,
    wanted,
  };
}

/** Plans for a whole home. Nothing is changed. */
export async function planHome(request: HomeRequest, launcher: string): Promise<HomePlan> {
  const candidates = await homeCandidates(request);
  const deps = await planDeps(request, launcher, candidates);
  const turn = turns();
  const parts: Part[] = [];
  for (const candidate of candidates.files) {
    await turn();
    parts.push(await planOne(candidate, deps));
  }
  const found = parts.flatMap(({ plan }) => (plan === null ? [] : [plan]));
  return {
    plans: found.filter(({ changes }) => changes.length > 0),
    guarded: found.flatMap(({ candidate, guarded }) =>
      guarded.map((entry) => ({ ...entry, path: candidate.path, realPath: candidate.realPath })),
    ),
    unroutable: found.flatMap(({ candidate, unroutable }) =>
      unroutable.map((entry) => ({ ...entry, path: candidate.path })),
    ),
    refused: parts.flatMap(({ refused }) => refused),
    beyond: beyond(candidates, request),
    gaps: [...candidates.gaps, ...parts.flatMap(({ missing }) => (missing === null ? [] : [missing]))],
    files: candidates.files,
    deps,
  };
}

function beyond({ installed, files }: Candidates, { only }: HomeRequest): HomePlan['beyond'] {
  const clients = new Set([...installed, ...files.flatMap(({ readings }) => readings.map(({ client }) => client.id))]);
  return [...clients]
    .filter((client) => only === null || client === only)
    .flatMap((client) => beyondFiles(client).map((one) => ({ ...one, client })));
}

interface Part {
  readonly plan: FilePlan | null;
  readonly refused: HomePlan['refused'];
  readonly missing: Gap | null;
}

async function planOne(candidate: Candidates['files'][number], deps: PlanDeps): Promise<Part> {
  const { path, realPath } = candidate;
  const bytes = readOrNull(realPath);
  const plan = bytes === null ? null : await planFile(candidate, bytes, deps);
  if (plan === null || bytes === null) {
    return {
      plan: null,
      refused: [],
      missing: gap('changed-meanwhile', `${path}: changed while it was being read`, path),
    };
  }
  const { made, refused } = await rewritten(plan, bytes);
  return {
    plan: { ...plan, changes: made },
    refused: refused.map(({ entry, why }) => ({ ...nameOf(entry), path, why })),
    missing: null,
  };
}

function readOrNull(path: string): Uint8Array | null {
  try {
    return readNow(path);
  } catch (error) {
    if (error instanceof SallyportError) {
      throw error;
    }
    // It could be read a moment ago: whatever happened, it is named as a gap.
    return null;
  }
}

function nameOf({ client, scope, name, pointer }: EntryPlan): EntryName {
  return { client, scope, name, pointer };
}

async function filesOf(machine: Machine): Promise<Files> {
  return givingTurns(
    realFiles({
      userId: machine.userId,
      disk: await diskOf(machine.os),
      hashes: new Map<string, string>(),
    }),
  );
}
