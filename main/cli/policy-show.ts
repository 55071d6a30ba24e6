import type { BundlePolicy } from '../../policy/bundle/bundle.ts';
import type { LoadedBundle } from '../../policy/bundle/load.ts';
import { countedCatalogue, policyHere } from '../../policy/bundle/policy-here.ts';
import { hasToolModes, toolModePolicies } from '../../policy/classes/tool-modes.ts';
import { machineFolder } from '../../policy/bundle/machine-folder.ts';
import { readCatalogue } from '../daemon/catalogue-file.ts';
import { tellProblems } from './policy-files.ts';
import { fromAnywhere } from './policy-source.ts';
import type { Context, ExitCode } from './verb.ts';

/** Prints a policy, with where each part comes from. */
export async function showPolicy(place: string | undefined, context: Context): Promise<ExitCode> {
  const source = await loadedPolicy(place, context);
  if (!source.ok) {
    return tellProblems(source.problems, context);
  }
  const { bundle } = source.loaded;
  const modes = place === undefined && !holdsModes(source.loaded) ? await ownModes(context) : '';
  context.output.out(context.json ? `${JSON.stringify(bundle)}\n` : bundleInWords(source.loaded) + modes);
  return 0;
}

/** The policy at a place; without one the policy in force, else this computer's own folder. */
export async function loadedPolicy(place: string | undefined, context: Context): ReturnType<typeof fromAnywhere> {
  const { stateFolder, machine, now } = context;
  const here = place === undefined ? policyHere(stateFolder, machineFolder(process.platform, machine.env), now) : null;
  return here?.kind === 'in-force' ? { ok: true, loaded: here.verified.loaded } : fromAnywhere(place, context);
}

function holdsModes({ bundle }: LoadedBundle): boolean {
  return hasToolModes(bundle.catalogue);
}

/** The policies that tool modes of the person's own catalogue stand for, where they count. */
async function ownModes({ stateFolder, machine, now }: Context): Promise<string> {
  const here = policyHere(stateFolder, machineFolder(process.platform, machine.env), now);
  const { catalogue } = await readCatalogue(stateFolder);
  return hasToolModes(countedCatalogue(here, catalogue))
    ? `// ---- tool modes of this computer's own catalogue (policy/catalogue.yaml)\n\n${toolModePolicies}`
    : '';
}

function bundleInWords({ bundle }: LoadedBundle): string {
  const { settings, sets, catalogue } = bundle;
  const setInWords = (name: string, set: readonly BundlePolicy[] | null): readonly string[] => [
    `// ---- the ${name}'s set${set === null ? ': none' : ''}`,
    ...(set ?? []).map(({ file, line, text }) => `\n// ${file}:${line}\n${text}`),
    '',
  ];
  return [
    `// mode ${settings.mode} (settings.yaml), ${catalogue.servers.length} servers in the catalogue (catalogue.yaml)`,
    ...setInWords('person', sets.person),
    ...setInWords('agent', sets.agent),
  ].join('\n');
}
