import { policyFilesFolder, policyHere } from '../../../policy/bundle/policy-here.ts';
import { modelFileOf } from '../../../policy/content/model-file.ts';
import type { Machine } from '../../../scanner/machine.ts';
import type { SallyportError } from '../../../scanner/model/errors.ts';
import { classifierProblem } from '../../../shim/content/load-classifier.ts';
import { administratorsFolder } from './policy-status.ts';

/**
 * The classifier that the policy in force names, with what keeps it from being used; null where it names none.
 *
 * @param how `briefly` does not read the model, which may be large
 */
export async function classifierHere(
  stateFolder: string,
  machine: Machine,
  now: Date,
  how: 'briefly' | 'wholly',
): Promise<{ readonly path: string; readonly problem: SallyportError | null } | null> {
  const administrators = administratorsFolder(machine);
  const here = policyHere(stateFolder, administrators, now);
  const choice = here.kind === 'in-force' ? here.verified.loaded.bundle.content.classifier : undefined;
  if (choice === undefined) {
    return null;
  }
  const model = modelFileOf(choice, policyFilesFolder(here, stateFolder, administrators));
  return { path: model.path, problem: await classifierProblem(how === 'wholly' ? model : { ...model, sha256: null }) };
}
