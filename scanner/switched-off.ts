import type { SourceEntries } from './sightings.ts';

/**
 * Turns off what another file of the same client switches off: deny lists in settings, a managed file that stands alone.
 * A project's file has no say outside its project.
 */
export function withSwitchedOff(sources: readonly SourceEntries[]): readonly SourceEntries[] {
  const saying = Map.groupBy(
    sources.filter(({ switchesOff }) => switchesOff !== null),
    ({ source }) => source.client.id,
  );
  return sources.map((one) => {
    const { client, spec, project } = one.source;
    const others = (saying.get(client.id) ?? []).filter(
      ({ source }) => source !== one.source && (source.project === null || source.project === project),
    );
    if (others.length === 0 || one.entries.length === 0) {
      return one;
    }
    const isOff = (name: string): boolean =>
      others.some(({ switchesOff }) => switchesOff?.({ name, scope: spec.scope, project }) === true);
    return {
      ...one,
      entries: one.entries.map((entry) => (entry.enabled && isOff(entry.name) ? { ...entry, enabled: false } : entry)),
    };
  });
}
