import type { Gap } from '../../../scanner/model/gap.ts';
import { createHash } from 'node:crypto';
import type { Applied as AppliedView, Plan, PlannedEntry, PlannedFile } from '../../contract/plans.ts';
import { clients } from '../../../scanner/clients/all.ts';
import type { Applied } from '../protect/apply.ts';
import type { Candidate } from '../protect/candidates.ts';
import type { EntryName } from '../protect/plan.ts';
import type { HomePlan } from '../protect/plan-home.ts';
import type { Restored } from '../protect/restore.ts';
import type { HomeRestore } from '../protect/restore-home.ts';

type Shown = Omit<Plan, 'id' | 'hash' | 'madeAt'>;

/** A plan to protect as it is shown: masked, paths with `~`. */
export function protectView(plan: HomePlan, tilde: (text: string) => string): Shown {
  return {
    kind: 'protect',
    files: plan.plans.map((file) => ({
      ...fileView(file.candidate, tilde),
      isExact: false,
      changes: file.changes.map((change) => ({
        ...entryView(change, file.candidate.path, tilde),
        before: change.before.map(tilde),
        after: change.after.map(tilde),
        causes: change.causes.map(({ kind, text }) => ({ kind, text })),
      })),
    })),
    guarded: plan.guarded.map((entry) => entryView(entry, entry.path, tilde)),
    left: [
      ...plan.unroutable.map((entry) => ({
        ...entryView(entry, entry.path, tilde),
        kind: entry.obstacle.kind,
        reason: tilde(entry.obstacle.reason),
        remedy: tilde(entry.obstacle.remedy),
      })),
      ...plan.refused.map((entry) => ({
        ...entryView(entry, entry.path, tilde),
        kind: 'edit-refused' as const,
        reason: tilde(entry.why),
        remedy: 'Mend the entry by hand.',
      })),
    ],
    gaps: plan.gaps.map(gapView(tilde)),
    withdrawn: [],
  };
}

/** A plan to restore as it is shown. */
export function restoreView({ plans, gaps, staged }: HomeRestore, tilde: (text: string) => string): Shown {
  return {
    kind: 'restore',
    files: plans
      .filter(({ entries }) => entries.length > 0)
      .map((plan) => ({
        ...fileView(plan.candidate, tilde),
        isExact: plan.isExact,
        changes: plan.entries.map((entry) => ({
          ...entryView(entry, plan.candidate.path, tilde),
          before: [],
          after: [],
          causes: [],
        })),
      })),
    guarded: [],
    left: plans.flatMap((plan) =>
      plan.cannot.map((entry) => ({
        ...entryView(entry, plan.candidate.path, tilde),
        kind: 'edit-refused' as const,
        reason: entry.why,
        remedy: 'Mend the entry by hand.',
      })),
    ),
    gaps: gaps.map(gapView(tilde)),
    withdrawn: staged.map((file) => ({
      path: tilde(file.path),
      clients: file.clients.map((client) => clients.find(({ id }) => id === client)?.name ?? client),
      agreedAt: file.agreedAt,
    })),
  };
}

function gapView(tilde: (text: string) => string): (gap: Gap) => Gap {
  return ({ kind, parts, text }) => ({ kind, parts: parts.map(tilde), text: tilde(text) });
}

/** Of what a person was shown: an answer to one plan must never count for another. */
export function planHash(shown: Shown, id: string): string {
  return createHash('sha256')
    .update(JSON.stringify([id, shown]))
    .digest('hex');
}

export function protectedView(plan: string, applied: readonly Applied[], tilde: (text: string) => string): AppliedView {
  const results = { held: 'done', merged: 'merged', missing: 'not-kept', gone: 'gone' } as const;
  return {
    plan,
    files: applied.map((one) => ({
      path: tilde(one.plan.candidate.path),
      result:
        one.kind === 'done'
          ? { kind: results[one.held] }
          : one.kind === 'staged'
            ? { kind: 'waiting', client: one.client.name }
            : failure(one.error, tilde),
    })),
  };
}

export function restoredView(
  plan: string,
  restored: readonly Restored[],
  tilde: (text: string) => string,
): AppliedView {
  return {
    plan,
    files: restored.map((one) => ({
      path: tilde(one.plan.candidate.path),
      result: one.kind === 'done' ? { kind: one.isBack ? 'done' : 'not-kept' } : failure(one.error, tilde),
    })),
  };
}

function failure(
  { code, message, remedy }: Extract<Applied, { readonly kind: 'failed' }>['error'],
  tilde: (text: string) => string,
): Extract<AppliedView['files'][number]['result'], { readonly kind: 'failed' }> {
  return { kind: 'failed', code, message: tilde(message), remedy: tilde(remedy) };
}

function fileView(
  { path, readings }: Candidate,
  tilde: (text: string) => string,
): Pick<PlannedFile, 'path' | 'clients'> {
  return { path: tilde(path), clients: [...new Set(readings.map(({ client }) => client.name))] };
}

function entryView(
  { client, scope, name, pointer }: EntryName,
  path: string,
  tilde: (text: string) => string,
): PlannedEntry {
  return {
    path: tilde(path),
    client: clients.find(({ id }) => id === client)?.name ?? client,
    scope,
    name: tilde(name),
    pointer: tilde(pointer),
  };
}
