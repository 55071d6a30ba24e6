import { editDistance } from '../../scanner/detect/edit-distance.ts';
import { namespace } from '../schema/schema.ts';
import type { BundlePolicy } from './bundle.ts';
import type { Problem } from './problem.ts';
import { warning } from './problem.ts';
import type { ReadSettings } from './read-settings.ts';

/**
 * Warns of groups of people that no policy names and `groups` does not know, and that read almost like one of those: whoever is in
 * such a group is in none that counts. Groups of another organisation's making may be many, and mean nothing here.
 */
export function mistypedGroups(
  file: string,
  { settings: { people, groups }, placeOf }: Pick<ReadSettings, 'settings' | 'placeOf'>,
  policies: readonly BundlePolicy[],
): readonly Problem[] {
  const known = new Set([
    ...Object.keys(groups),
    ...Object.values(groups).flat(),
    ...policies.flatMap(({ form }) => groupsIn(form)),
  ]);
  return Object.entries(people).flatMap(([person, facts]) =>
    facts.groups.flatMap((name, at) => {
      const meant = known.has(name) ? undefined : [...known].find((one) => isAlmost(name, one));
      return meant === undefined
        ? []
        : [
            warning(
              file,
              placeOf(['people', person, 'groups', at]),
              `no policy speaks of the group ${JSON.stringify(name)}`,
              `Mend its name if ${JSON.stringify(meant)} is meant, or name it under "groups".`,
            ),
          ];
    }),
  );
}

/** Names of groups that a policy names, in its head or its conditions. */
function groupsIn(form: unknown): readonly string[] {
  if (typeof form !== 'object' || form === null) {
    return [];
  }
  const own =
    'type' in form && 'id' in form && form.type === `${namespace}::Group` && typeof form.id === 'string'
      ? [form.id]
      : [];
  return [...own, ...Object.values(form).flatMap(groupsIn)];
}

/** Another case, or one slip in a name that is no mere sign. */
function isAlmost(name: string, known: string): boolean {
  const slips = known.length < 4 ? 0 : 1;
  return editDistance(name.toLowerCase(), known.toLowerCase(), slips) <= slips;
}
