import type { PersonFacts } from '../decide/facts.ts';
import type { Settings } from './bundle.ts';

/** What the settings say of a person; somebody they do not name is in no group. */
export function personOf(id: string, { people }: Settings): PersonFacts {
  const known = Object.hasOwn(people, id) ? people[id] : undefined;
  return { id, ...(known ?? { name: null, department: null, role: null, groups: [] }) };
}
