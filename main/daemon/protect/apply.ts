import { namedPlace } from '../../../scanner/routing/named-place.ts';
import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../../../scanner/clients/client.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { rulesOf } from '../../../scanner/routing/client-rules.ts';
import { contentHash } from './content-hash.ts';
import { type HoldDeps, holdFile } from './hold.ts';
import { type EntryPlan, type FilePlan, planFile, type PlanDeps } from './plan.ts';
import { readNow } from './file-bytes.ts';
import { type Rewritten, rewritten } from './rewritten.ts';
import { blockingClient, type RunningClients } from './running-clients.ts';
import { inShort, stage, unstage } from './staged.ts';
import { asFailure, changedMeanwhile, writeConfig } from './write-config.ts';

export interface ApplyDeps extends HoldDeps {
  readonly plan: PlanDeps;
  readonly running: RunningClients;
}

/** What the client made of our change while we looked. `missing`: it wrote its own copy back, and again. */
export type Held = 'held' | 'merged' | 'missing' | 'gone';

export type Applied =
  | {
      readonly kind: 'done';
      readonly plan: FilePlan;
      readonly made: readonly EntryPlan[];
      readonly refused: Rewritten['refused'];
      readonly held: Held;
    }
  /** Its client runs and would write its own copy back: what was agreed to is kept, and made once the client has quit. */
  | { readonly kind: 'staged'; readonly plan: FilePlan; readonly client: Client }
  | { readonly kind: 'failed'; readonly plan: FilePlan; readonly error: SallyportError };

/** Applies the plans of many files: each for itself, and then all are watched together for late writes of their clients. */
export async function applyPlans(plans: readonly FilePlan[], deps: ApplyDeps): Promise<readonly Applied[]> {
  const begun: (() => Promise<Applied>)[] = [];
  for (const plan of plans) {
    begun.push(await begin(plan, deps));
  }
  return Promise.all(begun.map((finish) => finish()));
}

async function begin(plan: FilePlan, deps: ApplyDeps): Promise<() => Promise<Applied>> {
  try {
    const blocking = blockingClient(plan.candidate, deps.running);
    if (blocking !== null) {
      stage(plan, deps);
      return () => Promise.resolve({ kind: 'staged', plan, client: blocking });
    }
    const { work, old } = await applyOne(plan, deps);
    unstage(plan.candidate.realPath, deps.stateFolder);
    return async () => {
      const held = old === undefined ? 'held' : await hold(plan, work, old, deps);
      return { kind: 'done', plan, made: work.made, refused: work.refused, held };
    };
  } catch (error) {
    return () => Promise.resolve({ kind: 'failed', plan, error: asFailure(plan.candidate.path, error) });
  }
}

interface Begun {
  readonly work: Rewritten;
  /** The replaced file, still open; null when there is none, undefined where nothing had to be written. */
  readonly old: number | null | undefined;
}

const PATIENCE_MS = 3000;
const WAIT_MS = 20;

/**
 * A plan holds for the bytes it was made from. Only for a client that writes its file all the time is it made anew, and
 * only while it still says exactly what was agreed to, for three seconds.
 */
async function applyOne(agreed: FilePlan, deps: ApplyDeps): Promise<Begun> {
  const writesAlways = agreed.candidate.readings.some(({ client }) =>
    rulesOf(client.id).notices.includes('rewrites-file'),
  );
  let plan = agreed;
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await applyNow(plan, deps);
    } catch (error) {
      const isOvertaken = error instanceof SallyportError && error.code === 'CONFIG_CHANGED_MEANWHILE';
      const now = isOvertaken ? readNow(agreed.candidate.realPath) : null;
      const anew = now === null ? null : await planFile(agreed.candidate, now, deps.plan);
      // Another Sallyport may have done the work; a client that is just writing can not be read.
      const mayGoOn = writesAlways ? anew === null || saysTheSame(anew, agreed) : anew?.changes.length === 0;
      if (!isOvertaken || !mayGoOn || Date.now() > until) {
        throw error;
      }
      await sleep(WAIT_MS);
      plan = anew ?? plan;
    }
  }
}

async function applyNow(plan: FilePlan, deps: ApplyDeps): Promise<Begun> {
  const before = readNow(plan.candidate.realPath);
  if (before === null || contentHash(before) !== plan.sha256) {
    throw changedMeanwhile(plan.candidate.path);
  }
  const work = await rewritten(plan, before);
  return { work, old: work.made.length === 0 ? undefined : await writeConfig(work.write, deps) };
}

/** Nothing is done that the person did not see; what another Sallyport has done meanwhile need not be done again. */
function saysTheSame(anew: FilePlan, agreed: FilePlan): boolean {
  const seen = new Set(agreed.changes.map(inShort));
  return anew.changes.every((entry) => seen.has(inShort(entry)));
}

async function hold(plan: FilePlan, work: Rewritten, old: number | null, deps: ApplyDeps): Promise<Held> {
  const agreed = new Set(work.made.map(namedPlace));
  const missingIn = async (bytes: Uint8Array): Promise<FilePlan | null> => {
    const anew = await planFile(plan.candidate, bytes, deps.plan);
    return anew === null ? null : { ...anew, changes: anew.changes.filter((entry) => agreed.has(namedPlace(entry))) };
  };
  try {
    const again = async (theirs: Uint8Array) => {
      const missing = await missingIn(theirs);
      return missing === null || missing.changes.length === 0 ? null : (await rewritten(missing, theirs)).write;
    };
    const tries = await holdFile({ write: work.write, old, again }, deps);
    const missing = await lastLook(plan.candidate.realPath, missingIn);
    if (missing === null) {
      return 'gone';
    }
    return missing.changes.length > 0 ? 'missing' : tries === 0 ? 'held' : 'merged';
  } finally {
    if (old !== null) {
      closeSync(old);
    }
  }
}

/** A file that can not be parsed at this moment is given time to be written. */
async function lastLook(
  realPath: string,
  missingIn: (bytes: Uint8Array) => Promise<FilePlan | null>,
): Promise<FilePlan | null> {
  for (let looks = 0; looks < 10; looks += 1) {
    const now = readNow(realPath);
    const missing = now === null ? null : await missingIn(now);
    if (missing !== null) {
      return missing;
    }
    await sleep(WAIT_MS);
  }
  return null;
}
