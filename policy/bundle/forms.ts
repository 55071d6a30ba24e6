import type { PolicyName } from '../decide/decision.ts';
import type { Forms } from '../decide/explain.ts';
import type { LoadedBundle } from './load.ts';

/** The conditions of a bundle's policies, by the names that decisions give. */
export function formsOf({ bundle: { sets } }: LoadedBundle): Forms {
  return new Map([
    ...(sets.person ?? []).map(({ id, form }): [PolicyName, unknown] => [`person/${id}`, form]),
    ...(sets.agent ?? []).map(({ id, form }): [PolicyName, unknown] => [`agent/${id}`, form]),
  ]);
}
