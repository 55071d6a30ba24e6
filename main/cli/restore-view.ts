import { mapStrings, shownWriter } from '../../scanner/display.ts';
import type { Restored } from '../daemon/protect/restore.ts';
import type { HomeRestore } from '../daemon/protect/restore-home.ts';
import type { RestorePlan } from '../daemon/protect/restore-plan.ts';
import { visible } from '../contract/visible.ts';
import { count } from './protect-view.ts';
import { shownName } from './shown-name.ts';

/** The published shape of `restore --json`. */
export function restoreDocument(
  schema: string,
  { plans, gaps, staged }: HomeRestore,
  restored: readonly Restored[] | null,
  home: string,
): Readonly<Record<string, unknown>> {
  const document = {
    schema,
    applied: restored !== null,
    files: plans.map((plan) => ({
      path: plan.candidate.path,
      exact: plan.isExact,
      result: resultOf(plan, restored),
      restored: plan.entries,
      cannot: plan.cannot,
    })),
    withdrawn: staged.map(({ path }) => path),
    gaps: gaps.map(({ text }) => text),
  };
  return mapStrings<Readonly<Record<string, unknown>>>(document, shownWriter(home));
}

export function restorePlanText({ plans, gaps, staged }: HomeRestore, home: string): string {
  const tilde = shownWriter(home);
  return [
    ...plans.flatMap((plan) => [
      `${visible(tilde(plan.candidate.path))}  ${plan.isExact ? 'exactly as it was' : 'only our own changes go'}`,
      ...plan.entries.map(({ name }) => `  ${shownName(name)}`),
      ...plan.cannot.map(({ name, why }) => `  ${shownName(name)} can not be given back: ${why}`),
    ]),
    ...staged.map(({ path }) => `${visible(tilde(path))}  what waits for its client is withdrawn`),
    ...gaps.map(({ text }) => gapLine(text, tilde)),
    `${count(plans.flatMap(({ entries }) => entries).length, 'entry', 'entries')} to give back.`,
    '',
  ].join('\n');
}

export function restoredText({ gaps, staged }: HomeRestore, restored: readonly Restored[], home: string): string {
  const tilde = shownWriter(home);
  return restored
    .flatMap((one) => {
      const path = visible(tilde(one.plan.candidate.path));
      const left = one.plan.cannot.map(({ name, why }) => `left    ${path}: ${shownName(name)}: ${why}\n`);
      if (one.kind === 'failed') {
        return [`failed  ${path}: ${visible(tilde(one.error.message))}\n        ${one.error.remedy}\n`];
      }
      return [`${one.isBack ? 'done  ' : 'not kept: its client wrote its own copy back'}  ${path}\n`, ...left];
    })
    .concat(staged.map(({ path }) => `done    ${visible(tilde(path))}: what waited for its client is withdrawn\n`))
    .concat(gaps.map(({ text }) => `${gapLine(text, tilde)}\n`))
    .join('');
}

export function isWholeRestore({ plans, gaps }: HomeRestore, restored: readonly Restored[]): boolean {
  return (
    gaps.length === 0 &&
    plans.every(({ cannot }) => cannot.length === 0) &&
    restored.every((one) => one.kind === 'done' && one.isBack)
  );
}

function gapLine(gap: string, tilde: (text: string) => string): string {
  return `not known to be given back: ${visible(tilde(gap))}`;
}

function resultOf(plan: RestorePlan, restored: readonly Restored[] | null): unknown {
  const one = restored?.find((candidate) => candidate.plan === plan);
  if (one === undefined) {
    return { kind: 'planned' };
  }
  return one.kind === 'done'
    ? { kind: one.isBack ? 'restored' : 'missing' }
    : { kind: 'failed', error: { code: one.error.code, message: one.error.message, remedy: one.error.remedy } };
}
