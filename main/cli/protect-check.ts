import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { shownWriter } from '../../scanner/display.ts';
import { SallyportError } from '../../scanner/model/errors.ts';
import type { Candidate } from '../daemon/protect/candidates.ts';
import { type Checked, checkFile } from '../daemon/protect/check.ts';
import { readNow } from '../daemon/protect/file-bytes.ts';
import { planRestore } from '../daemon/protect/restore-plan.ts';
import { isManagedLockdown, policyStatus } from '../daemon/status/policy-status.ts';
import { visible } from '../contract/visible.ts';
import { restoreAfterYes } from './restore.ts';
import { shownName } from './shown-name.ts';
import type { Context } from './verb.ts';

/** Guarded entries, and the files they stand in. */
export interface Checkable {
  readonly entries: readonly { readonly realPath: string; readonly pointer: string }[];
  readonly files: readonly Candidate[];
}

const TIMEOUT_MS = 30_000;

/** Starts what is guarded, once without and once with the shim, and proposes to take back what no longer works. */
export async function checkAll({ entries, files }: Checkable, context: Context): Promise<readonly Checked[]> {
  const policy = policyStatus(context.stateFolder, context.machine, context.now);
  const deps = {
    env: context.env,
    mayNarrow: policy.state !== 'none' || existsSync(join(context.stateFolder, 'policy', 'catalogue.yaml')),
    timeoutMs: TIMEOUT_MS,
  };
  const checked: Checked[] = [];
  for (const candidate of files) {
    const here = entries.filter(({ realPath }) => realPath === candidate.realPath);
    if (here.length > 0) {
      const pointers = new Set(here.map(({ pointer }) => pointer));
      checked.push(...(await checkFile(candidate, pointers, deps)));
    }
  }
  const broken = checked.filter(({ verdict }) => verdict.kind === 'broken');
  if (broken.length > 0 && isManagedLockdown(policy)) {
    context.output.note(
      'sallyport: your administrator has this laptop in lockdown, so nothing is taken back from here',
    );
    return checked;
  }
  for (const one of broken) {
    await proposeBack(one, context);
  }
  return checked;
}

export function checkText(checked: readonly Checked[], home: string): string {
  const tilde = shownWriter(home);
  return checked
    .map(({ candidate, entry, verdict }) => {
      const what = `${shownName(entry.name)} (${visible(tilde(candidate.path))})`;
      return verdict.kind === 'same' ? `works   ${what}\n` : `${words[verdict.kind]}  ${what}: ${verdict.why}\n`;
    })
    .join('');
}

const words = {
  narrowed: 'works',
  broken: 'broken',
  'fails-anyway': 'fails without the shim too',
  'not-checked': 'not checked',
} as const;

async function proposeBack({ candidate, entry, verdict }: Checked, context: Context): Promise<void> {
  const bytes = readNow(candidate.realPath);
  const wanted = ({ pointer }: { readonly pointer: string }): boolean => pointer === entry.pointer;
  const plan =
    bytes === null ? null : await planRestore(candidate, bytes, { stateFolder: context.stateFolder, wanted });
  if (plan === null || verdict.kind !== 'broken') {
    return;
  }
  try {
    const why = `${shownName(entry.name)} works without the shim and not with it (${verdict.why}). Taking it back`;
    await restoreAfterYes(why, { plans: [plan], gaps: [], staged: [] }, wanted, context);
  } catch (error) {
    if (!(error instanceof SallyportError)) {
      throw error;
    }
    // No yes: it stays guarded, and is named below.
    context.output.note(`sallyport: ${error.message}`);
  }
}
