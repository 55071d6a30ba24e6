import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Handlers, Questions } from '../../contract/operations.ts';
import type { PolicyCheck, PolicyFile, PolicyFiles, PolicyView } from '../../contract/policy.ts';
import type { Built, FolderFiles } from '../../../policy/bundle/build.ts';
import { buildBundle, bundleBytes } from '../../../policy/bundle/build.ts';
import { formsOf } from '../../../policy/bundle/forms.ts';
import { decidingPolicy } from '../../../policy/bundle/deciding-policy.ts';
import { countedCatalogue, policyHere, withCandidate } from '../../../policy/bundle/policy-here.ts';
import { readFolder, writeFolder } from '../../../policy/bundle/folder.ts';
import type { LoadedBundle } from '../../../policy/bundle/load.ts';
import { loadBundle } from '../../../policy/bundle/load.ts';
import { takeLocalFolder } from '../../../policy/bundle/local.ts';
import { reasonsOf } from '../../../policy/decide/reasons.ts';
import type { Problem } from '../../../policy/bundle/problem.ts';
import { type InForce, inForce } from '../../../policy/bundle/store.ts';
import { trustHere, type TrustHere } from '../../../policy/bundle/trust.ts';
import { readAdvisories } from '../../../scanner/advisory-files.ts';
import { syncTrouble, whyMissing } from '../policy/sync-trouble.ts';
import { writtenFacts } from '../policy/written-facts.ts';
import { readWrittenCall } from '../../../policy/bundle/written-call.ts';
import { explain } from '../../../policy/decide/explain.ts';
import { presetFiles } from '../../../policy/presets/presets.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';
import { catalogueInForce } from '../catalogue-in-force.ts';
import { writeState } from '../state-file.ts';
import { policyView } from './policy-view.ts';

export interface PolicyDeskDeps {
  readonly stateFolder: string;
  /** Folder of the administrator's files. */
  readonly machine: string | null;
  readonly now: () => Date;
  readonly onChanged: (version: number) => void;
}

type PolicyDeskName =
  | 'policy.show'
  | 'policy.files'
  | 'policy.check'
  | 'policy.save'
  | 'policy.begin'
  | 'policy.explain';

/** Shows the policy, checks and saves the local one, and explains decisions. */
export function policyDesk(deps: PolicyDeskDeps): Pick<Handlers, PolicyDeskName> & {
  readonly questions: Pick<Questions, 'policy.save' | 'policy.begin'>;
} {
  const { stateFolder, machine, now } = deps;
  const folder = join(stateFolder, 'policy');
  const source = join(folder, 'source');

  const troubleOf = ({ trouble }: PolicyView): string | null => {
    const found = policyHere(stateFolder, machine, now());
    return found.kind === 'missing'
      ? whyMissing(stateFolder, found.why, found.trust.source)
      : (trouble ?? syncTrouble(stateFolder));
  };

  const draft = (files: FolderFiles): Promise<Built> =>
    buildBundle(files, { organisation: null, version: 0, issuedAt: now().toISOString(), expiresAt: null });

  const files = async (): Promise<PolicyFiles> => {
    const read = await readFolder(source);
    const list = read.ok ? [...read.files].map(([name, text]) => ({ name, text })) : [];
    return { folder: source, hash: filesHash(list), files: list };
  };

  /** What an organisation decides is not edited here. */
  const mustBeOurs = (): void => {
    if (trustHere(folder, machine).from !== 'default') {
      throw new SallyportError({
        code: 'MANAGED',
        message: 'the policy here comes from an organisation, and is not edited on this computer',
        remedy: 'Ask whoever manages this computer.',
      });
    }
  };

  const takeIn = async (): Promise<void> => {
    const taken = await takeLocalFolder(source, folder, now());
    if (taken.kind === 'refused') {
      throw new SallyportError({ code: 'NOT_AVAILABLE', message: taken.why, remedy: 'Ask who manages this laptop.' });
    }
    if (taken.kind === 'in-force') {
      deps.onChanged(taken.version);
    }
  };

  return {
    'policy.show': async () => {
      const here = trustHere(folder, machine);
      const current = inForceNow(folder, here, now());
      const view = policyView(current, here, (await catalogueInForce(stateFolder)).catalogue);
      return { ...view, trouble: troubleOf(view) };
    },
    'policy.files': files,
    'policy.check': async (input) => checkOf(await draft(mapOf(input.files))),
    'policy.save': async (input) => {
      mustBeOurs();
      const before = await files();
      if (before.hash !== input.basedOn) {
        throw new SallyportError({
          code: 'CONFIG_CHANGED_MEANWHILE',
          message: 'the policy folder is not what it was when you began to edit',
          remedy: 'Load the files anew, and make your changes in them.',
        });
      }
      const built = await draft(mapOf(input.files));
      if (!built.ok) {
        return { ...checkOf(built), saved: false };
      }
      for (const { name, text } of input.files) {
        writeState(join(source, name), text);
      }
      await takeIn();
      return { ...checkOf(built), saved: true };
    },
    'policy.begin': async ({ preset }) => {
      mustBeOurs();
      await writeFolder(source, presetFiles(preset));
      await takeIn();
      return files();
    },
    'policy.explain': async ({ call, candidate }) => {
      const read = readWrittenCall('call', call);
      if (!read.ok) {
        return { ok: false, problems: read.problems };
      }
      const hereNow = policyHere(stateFolder, machine, now());
      const draftOf = candidate === null ? null : loadedDraft(await draft(mapOf(candidate)));
      if (draftOf !== null && !('bundle' in draftOf)) {
        return { ok: false, problems: draftOf };
      }
      const here = draftOf === null ? hereNow : withCandidate(hereNow, draftOf);
      if (here.kind === 'none') {
        throw new SallyportError({
          code: 'NOT_AVAILABLE',
          message: 'there is no policy in force that could explain a call',
          remedy: 'Begin a policy, or explain with a candidate.',
        });
      }
      const loaded = here.kind === 'in-force' ? here.verified.loaded : null;
      const catalogue = countedCatalogue(here, (await catalogueInForce(stateFolder)).catalogue);
      const { advisories } = await readAdvisories(stateFolder);
      const { decision, policies } = explain(
        writtenFacts(read.call, { here, catalogue, advisories, now: now() }),
        decidingPolicy(here, catalogue),
        formsOf(loaded),
      );
      const { effect, mode, lockdownWould } = decision;
      const question = decision.effect === 'ask' ? decision.question : null;
      return { ok: true, effect, because: reasonsOf(decision), question, mode, lockdownWould, policies };
    },
    questions: {
      'policy.save': (input) =>
        Promise.resolve(`Save these ${input.files.length} files and let them decide from now on?`),
      'policy.begin': ({ preset }) => Promise.resolve(`Begin a policy of your own with the preset "${preset}"?`),
    },
  };
}

/** By whoever's policies count here. */
function inForceNow(policyFolder: string, { trust, problem }: TrustHere, now: Date): InForce {
  return problem === null ? inForce(policyFolder, trust, now) : { kind: 'unusable', why: problem };
}

function loadedDraft(built: Built): LoadedBundle | readonly Problem[] {
  return built.ok ? loadBundle(bundleBytes(built.bundle)) : built.problems;
}

function checkOf(built: Built): PolicyCheck {
  return built.ok
    ? {
        ok: true,
        problems: built.warnings,
        policies: { person: built.bundle.sets.person?.length ?? null, agent: built.bundle.sets.agent?.length ?? null },
        mode: built.bundle.settings.mode,
      }
    : { ok: false, problems: built.problems, policies: null, mode: null };
}

function mapOf(files: readonly PolicyFile[]): FolderFiles {
  return new Map(files.map(({ name, text }) => [name, text]));
}

function filesHash(files: readonly PolicyFile[]): string {
  const sorted = files.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, text }) => [name, text]);
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}
