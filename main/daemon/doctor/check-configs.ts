import { type ApplyDeps, applyPlans } from '../protect/apply.ts';
import { openJournal } from '../protect/journal.ts';
import type { HomePlan } from '../protect/plan-home.ts';
import type { FilePlan } from '../protect/plan.ts';
import type { Status } from '../status/status.ts';
import { broken, type Finding, mended, note, ok, type Told, told } from './finding.ts';

export interface MendConfigs extends Pick<ApplyDeps, 'stateFolder' | 'now' | 'running' | 'holdMs'> {
  /** Shows the person which entries name a shim at another place, and asks. */
  readonly mayRewrite: (plans: readonly FilePlan[]) => Promise<boolean>;
}

/** Entries of ours that name a shim at another place, or under another name: each file for itself. */
export async function checkMoved({ plans, deps }: HomePlan, mend: MendConfigs): Promise<readonly Finding[]> {
  const moved = plans
    .map((plan) => ({ ...plan, changes: plan.changes.filter(({ kind }) => kind === 'update') }))
    .filter(({ changes }) => changes.length > 0);
  if (moved.length === 0) {
    return [ok('configs', told('entries-fine', 'every entry of ours names the shim where it is'))];
  }
  if (!(await mend.mayRewrite(moved))) {
    return moved.map((plan) =>
      broken('configs', whatMoved(plan), 'Run `sallyport doctor` and say yes, or `sallyport protect`.'),
    );
  }
  const journal = openJournal(mend.stateFolder);
  try {
    const applied = await applyPlans(moved, { ...mend, journal, plan: deps, onStep: () => undefined });
    return applied.map((one) => {
      const what = whatMoved(one.plan);
      if (one.kind === 'done') {
        return mended('configs', what);
      }
      return one.kind === 'staged'
        ? note('configs', what, `Quit ${one.client.name} fully, then run it again.`)
        : broken('configs', { ...what, text: `${what.text}: ${one.error.message}` }, one.error.remedy);
    });
  } finally {
    journal.close();
  }
}

/** What `status` found that somebody should do something about. */
export function checkRoutes({ drift, failedStarts, waiting, gaps, unsettled }: Status): readonly Finding[] {
  return [
    ...drift.map(({ path, client, name }) =>
      broken(
        'configs',
        told(
          'entry-drifted',
          `${name} (${client}, ${path}) was behind the shim and is not any more`,
          name,
          client,
          path,
        ),
        `Run \`sallyport protect --client ${client}\`.`,
      ),
    ),
    ...failedStarts.map(({ path, client, name, why }) =>
      broken(
        'configs',
        told(
          'first-start-failed',
          `${name} (${client}, ${path}) failed when it was first started through the shim: ${why}`,
          name,
          client,
          path,
        ),
        `Run \`sallyport protect --check --client ${client}\`: it compares, and offers to take the entry back.`,
      ),
    ),
    ...waiting.map(({ path, clients }) =>
      note(
        'configs',
        told('change-waiting', `a change of ${path} waits until its client has quit`, path, clients.join(', ')),
        `Quit ${clients.join(', ')} fully.`,
      ),
    ),
    ...gaps.unread.map((gap) =>
      broken('configs', told('config-unread', `could not be read: ${gap}`), 'Mend the file, or who may read it.'),
    ),
    ...unsettled.map((file) =>
      note(
        'configs',
        told('not-given-back', `could not be given back: ${file}`, file),
        'Until then, `sallyport uninstall` leaves the shim and the backups.',
      ),
    ),
  ];
}

function whatMoved({ candidate: { path }, changes }: FilePlan): Told {
  const names = changes.map(({ name }) => name).join(', ');
  return told('entries-moved', `${path}: ${names} named a shim at another place`, path, names);
}
