import { join } from 'node:path';
import { cataloguePath } from '../catalogue-file.ts';
import { watchSources } from '../watch/source-watch.ts';

export interface JudgedAnewDeps {
  readonly stateFolder: string;
  /** Where an administrator's own files are; null where there are none to look at. */
  readonly policyMachine: string | null;
  readonly now: () => Date;
  /** What servers are judged by is another now. */
  readonly onJudgement: () => void;
  /** So is the policy in force. */
  readonly onPolicy: () => void;
}

const LOOK_AT_DAY_EVERY_MS = 60_000;

/**
 * Tells when servers have to be judged anew though no config has changed: somebody edited the catalogue or put a policy in
 * force, at a terminal say, or a day has passed with which approvals and suppressions end.
 */
export function watchJudgement(
  deps: JudgedAnewDeps,
  { lookAtDayEveryMs = LOOK_AT_DAY_EVERY_MS } = {},
): { close(): Promise<void> } {
  const { stateFolder, policyMachine } = deps;
  const active = join(stateFolder, 'policy', 'active');
  const today = (): string => deps.now().toISOString().slice(0, 10);
  let day = today();
  const watcher = watchSources((path) => {
    if (path === active) {
      deps.onPolicy();
    }
    deps.onJudgement();
  });
  watcher.follow([
    active,
    cataloguePath(stateFolder),
    join(stateFolder, 'policy', 'trust.json'),
    join(stateFolder, 'advisories'),
    ...(policyMachine === null ? [] : [join(policyMachine, 'policy-trust.json')]),
  ]);
  const days = setInterval(() => {
    if (today() !== day) {
      day = today();
      deps.onJudgement();
    }
  }, lookAtDayEveryMs).unref();
  return {
    close: () => {
      clearInterval(days);
      return watcher.close();
    },
  };
}
