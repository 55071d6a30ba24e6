import type { PolicyName } from '../decide/decision.ts';
import type { Forms } from '../decide/explain.ts';
import { toolModeForms } from '../classes/tool-mode-forms.ts';
import type { LoadedBundle } from './load.ts';

/** The conditions of what can decide here, by the names that decisions give: tool modes, and the policies of a bundle where there is one. */
export function formsOf(loaded: LoadedBundle | null): Forms {
  const sets = loaded?.bundle.sets ?? { person: null, agent: null };
  return new Map([
    ...toolModeForms.map(({ id, form }): [PolicyName, unknown] => [`person/${id}`, form]),
    ...(sets.person ?? []).map(({ id, form }): [PolicyName, unknown] => [`person/${id}`, form]),
    ...(sets.agent ?? []).map(({ id, form }): [PolicyName, unknown] => [`agent/${id}`, form]),
  ]);
}
