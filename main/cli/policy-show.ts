import type { Bundle, BundlePolicy } from '../../policy/bundle/bundle.ts';
import { countedCatalogue, ownCounted, type PolicyHere } from '../../policy/bundle/policy-here.ts';
import { emptyCatalogue } from '../../policy/catalogue/catalogue.ts';
import { hasToolModes, toolModePolicies } from '../../policy/classes/tool-modes.ts';
import { readCatalogue } from '../daemon/catalogue-file.ts';
import { tellProblems } from './policy-files.ts';
import { hereNow } from './policy-replay.ts';
import { candidateAt } from './policy-source.ts';
import type { Context, ExitCode } from './verb.ts';

/** Prints the policy that decides here, or the one at a place, with where each part comes from. */
export async function showPolicy(place: string | undefined, context: Context): Promise<ExitCode> {
  const { json, output, stateFolder } = context;
  const here = hereNow(context);
  const source = await candidateAt(place, here, context);
  if (!source.ok) {
    return tellProblems(source.problems, context);
  }
  const { candidate } = source;
  const bundle = candidate?.bundle ?? (here.kind === 'in-force' ? here.verified.loaded.bundle : null);
  const { catalogue } = await readCatalogue(stateFolder);
  const deciding = place === undefined ? decidingOf(here, ownCounted(here.trust, catalogue).servers.length) : null;
  const addsModes =
    place === undefined &&
    hasToolModes(countedCatalogue(here, catalogue)) &&
    !hasToolModes(bundle?.catalogue ?? emptyCatalogue);
  output.out(
    json
      ? `${JSON.stringify({ ...bundle, ...(deciding === null ? {} : { here: deciding }) })}\n`
      : [
          ...(deciding === null ? [] : hereInWords(deciding)),
          ...(bundle === null ? [] : bundleInWords(bundle)),
          ...(addsModes
            ? ["// ---- tool modes of this computer's own catalogue (policy/catalogue.yaml)", '', toolModePolicies]
            : []),
          '',
        ].join('\n'),
  );
  return 0;
}

/** What decides on this computer beside what the policy itself says. */
interface Deciding {
  readonly state: PolicyHere['kind'];
  /** Of the policy, or the floor where that is stricter. */
  readonly mode: PolicyHere['mode'];
  readonly floor: PolicyHere['mode'];
  /** Entries of the person's own catalogue that count. */
  readonly ownEntries: number;
  /** Why none can be used, or why the newest is not the one that decides. */
  readonly note: string | null;
}

function decidingOf(here: PolicyHere, ownEntries: number): Deciding {
  const { kind: state, mode, trust } = here;
  const note = here.kind === 'missing' ? here.why : here.kind === 'in-force' ? here.passedOver : null;
  return { state, mode, floor: trust.floor, ownEntries, note };
}

function hereInWords({ state, mode, floor, ownEntries, note }: Deciding): readonly string[] {
  const words = {
    'in-force': 'the policy is in force',
    missing: 'no policy can be used, and the floor holds with the built-in rules',
    none: 'no policy is in force',
  };
  const from = floor === 'lockdown' ? `${mode}, for the floor is lockdown (trust file)` : mode;
  return [
    `// here ${words[state]}: ${from}; ${ownEntries} entries of the own catalogue count`,
    ...(note === null ? [] : [`// ${note}`]),
  ];
}

function bundleInWords({ settings, sets, catalogue, content }: Bundle): readonly string[] {
  const setInWords = (name: string, set: readonly BundlePolicy[] | null): readonly string[] => [
    `// ---- the ${name}'s set${set === null ? ': none' : ''}`,
    ...(set ?? []).map(({ file, line, text }) => `\n// ${file}:${line}\n${text}`),
    '',
  ];
  const { rules, pins, inspect } = content;
  return [
    `// mode ${settings.mode} (settings.yaml), ${catalogue.servers.length} servers in the catalogue (catalogue.yaml)`,
    `// ${inspect ? `${rules.length} rules about content` : 'nothing is inspected'}, ` +
      `pins: changed ${pins.changed}, added ${pins.added} (content.yaml)`,
    ...setInWords('person', sets.person),
    ...setInWords('agent', sets.agent).slice(0, -1),
  ];
}
