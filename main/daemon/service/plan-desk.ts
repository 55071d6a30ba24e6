import { randomUUID } from 'node:crypto';
import type { Handlers, InputOf, Questions } from '../../contract/operations.ts';
import type { Plan } from '../../contract/plans.ts';
import { clients as allClients } from '../../../scanner/clients/all.ts';
import { shownWriter } from '../../../scanner/display.ts';
import type { Machine } from '../../../scanner/machine.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { type ClientId, clientId } from '../../../scanner/model/ids.ts';
import type { Inventory } from '../../../scanner/model/inventory.ts';
import { allowFragment } from '../../../scanner/routing/allow-fragment.ts';
import { allForms } from '../protect/all-forms.ts';
import { applyPlans } from '../protect/apply.ts';
import { expireBackups } from '../protect/backups.ts';
import { openJournal } from '../protect/journal.ts';
import { ensureLauncher, launcherPath } from '../protect/launcher.ts';
import type { EntryName } from '../protect/plan.ts';
import { type HomePlan, planHome } from '../protect/plan-home.ts';
import type { RunningClients } from '../protect/running-clients.ts';
import { applyRestores } from '../protect/restore.ts';
import { type HomeRestore, planHomeRestore } from '../protect/restore-home.ts';
import { journalOrNone } from '../protect/without-journal.ts';
import { planHash, protectedView, protectView, restoredView, restoreView } from './plan-view.ts';

export interface PlanDeskDeps {
  readonly machine: Machine;
  readonly stateFolder: string;
  readonly now: () => Date;
  readonly mayReadGuarded: () => boolean;
  readonly projects: () => readonly string[];
  readonly running: RunningClients;
  readonly inventory: () => Inventory | null;
  /** Configs were changed: what was known of them is old. */
  readonly onChanged: () => void;
}

type PlanName = 'protect.plan' | 'protect.apply' | 'restore.plan' | 'restore.apply' | 'clients.allowlist';
type Choice = InputOf<'protect.plan'>;
type Wanted = (entry: EntryName, path: string) => boolean;
type Kept =
  | { readonly kind: 'protect'; readonly shown: Plan; readonly work: HomePlan }
  | { readonly kind: 'restore'; readonly shown: Plan; readonly work: HomeRestore; readonly wanted: Wanted };

const KEEP_MS = 15 * 60_000;
const MOST_KEPT = 20;
const HOLD_MS = 2000;

/** Makes plans, keeps them for a while, and applies the one that was shown. */
export function planDesk(deps: PlanDeskDeps): Pick<Handlers, PlanName> & {
  readonly questions: Pick<Questions, 'restore.apply'>;
} {
  const { machine, stateFolder, now } = deps;
  const tilde = shownWriter(machine.home);
  const kept = new Map<string, Kept>();

  const requestFor = (choice: Choice) => ({
    machine,
    stateFolder,
    mayReadGuarded: deps.mayReadGuarded(),
    projects: deps.projects(),
    only: clientOf(choice.client),
    isWhole: choice.servers === null && choice.scope === null,
    wanted: wantedBy(choice, deps.inventory(), tilde),
  });

  const show = (shown: Omit<Plan, 'id' | 'hash' | 'madeAt'>): Plan => {
    const id = randomUUID();
    return { ...shown, id, hash: planHash(shown, id), madeAt: now().toISOString() };
  };

  const keep = (plan: Kept): Plan => {
    forgetOld(kept, now());
    kept.set(plan.shown.id, plan);
    return plan.shown;
  };

  /** A plan is applied once: what came of it is no longer what it was made from. */
  const take = <Kind extends Kept['kind']>(kind: Kind, id: string, hash: string): Extract<Kept, { kind: Kind }> => {
    forgetOld(kept, now());
    const plan = kept.get(id);
    if (plan?.kind !== kind || plan.shown.hash !== hash) {
      throw new SallyportError({
        code: 'PLAN_UNKNOWN',
        message: 'this plan is old, was applied, or is not the one that was shown',
        remedy: 'Make the plan anew and look at it.',
      });
    }
    kept.delete(id);
    return plan as Extract<Kept, { kind: Kind }>;
  };

  return {
    'protect.plan': async (choice) => {
      const work = await planHome(requestFor(choice), launcherPath(stateFolder));
      return keep({ kind: 'protect', work, shown: show(protectView(work, tilde)) });
    },
    'protect.apply': async ({ plan, hash }) => {
      const { work } = take('protect', plan, hash);
      ensureLauncher(stateFolder);
      const journal = openJournal(stateFolder);
      try {
        expireBackups(stateFolder, now());
        const applied = await applyPlans(work.plans, {
          journal,
          stateFolder,
          now,
          onStep: () => undefined,
          plan: work.deps,
          holdMs: HOLD_MS,
          running: deps.running,
        });
        return protectedView(plan, applied, tilde);
      } finally {
        journal.close();
        deps.onChanged();
      }
    },
    'restore.plan': async (choice) => {
      const request = requestFor(choice);
      const work = await planHomeRestore(request);
      return keep({ kind: 'restore', work, wanted: request.wanted, shown: show(restoreView(work, tilde)) });
    },
    'restore.apply': async ({ plan, hash }) => {
      const { work, wanted } = take('restore', plan, hash);
      const { journal } = journalOrNone(stateFolder);
      try {
        const restored = await applyRestores(
          { ...work, plans: work.plans.filter(({ entries }) => entries.length > 0) },
          { journal, stateFolder, now, onStep: () => undefined, holdMs: HOLD_MS, wanted, running: deps.running },
        );
        return restoredView(plan, restored, tilde);
      } finally {
        journal.close();
        deps.onChanged();
      }
    },
    'clients.allowlist': async ({ client }) => {
      const request = requestFor({ client, servers: null, scope: null });
      const { servers } = await allForms(request, launcherPath(stateFolder));
      return allowFragment(clientId(client), servers);
    },
    questions: {
      'restore.apply': ({ plan }) => {
        const { files = [], withdrawn = [] } = kept.get(plan)?.shown ?? {};
        if (files.length === 0 && withdrawn.length > 0) {
          return Promise.resolve(
            `Withdraw what waits for ${withdrawn.flatMap((one) => one.clients).join(', ')} to quit?`,
          );
        }
        const entries = files.flatMap(({ changes }) => changes.map(({ name }) => name));
        return Promise.resolve(
          `Take ${entries.length === 1 ? 'one server' : `${entries.length} servers`} out from behind the shim (${entries.slice(0, 5).join(', ')}${entries.length > 5 ? ' …' : ''})? Their calls will no longer be recorded or decided.`,
        );
      },
    },
  };
}

function clientOf(wanted: string | null): ClientId | null {
  if (wanted === null) {
    return null;
  }
  const client = allClients.find(({ id }) => id === wanted);
  if (client === undefined) {
    throw new SallyportError({
      code: 'UNKNOWN_CLIENT',
      message: `there is no client ${JSON.stringify(wanted)}`,
      remedy: 'Choose one from the list of clients.',
    });
  }
  return client.id;
}

/** Servers are chosen by id; the entries meant are those in which the last scan saw them. */
function wantedBy(
  { client, servers, scope }: Choice,
  inventory: Inventory | null,
  tilde: (text: string) => string,
): Wanted {
  const entries = (inventory?.servers ?? [])
    .filter(({ id }) => servers?.includes(id) === true)
    .flatMap(({ sightings }) => sightings.map((seen) => keyOf(seen, seen.path)));
  const chosen = new Set(entries);
  return (entry, path) =>
    (client === null || entry.client === client) &&
    (scope === null || entry.scope === scope) &&
    (servers === null ||
      chosen.has(keyOf({ ...entry, pointer: tilde(entry.pointer), name: tilde(entry.name) }, tilde(path))));
}

function keyOf({ client, scope, pointer, name }: EntryName, path: string): string {
  return JSON.stringify([client, scope, pointer, name, path]);
}

function forgetOld(kept: Map<string, Kept>, now: Date): void {
  for (const [id, { shown }] of kept) {
    if (now.getTime() - Date.parse(shown.madeAt) > KEEP_MS || kept.size >= MOST_KEPT) {
      kept.delete(id);
    }
  }
}
