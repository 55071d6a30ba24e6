import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathOf } from '../../../scanner/edit/places.ts';
import { at, isRecord } from '../../../scanner/formats/document.ts';
import {
  type Overlay,
  overlayHash,
  overlayOf,
  overlayPlace,
  type SharedEntry,
} from '../../../scanner/routing/overlay.ts';
import type { Guard } from '../../../scanner/routing/our-words.ts';
import type { Entry } from '../../../scanner/model/launch.ts';
import type { SourceReading } from '../../../scanner/sources.ts';

/** The project files under version control that Claude Code has approved servers of, by project folder. */
export type SharedFiles = ReadonlyMap<string, readonly SharedEntry[]>;

const STATE_FILE = '.claude.json';
const SHARED_FILE = '.mcp.json';

/** Whether a reading is of the file in which Claude Code keeps what is one person's. */
export function isPersonal({ client, path }: Pick<SourceReading, 'client' | 'path'>): boolean {
  return client.id === 'claude-code' && basename(path) === STATE_FILE;
}

/**
 * Reads which shared servers this person has approved in Claude Code. Approvals that a repository brings along do not
 * count, nor does a switch that approves all: nobody has looked at those entries.
 */
export function sharedFiles(
  readings: readonly SourceReading[],
  isInRepository: (path: string) => boolean,
): SharedFiles {
  const ofClaude = readings.filter(({ client, content }) => client.id === 'claude-code' && content !== null);
  const shared = ofClaude.filter(
    ({ spec, path }) => spec.scope === 'project' && basename(path) === SHARED_FILE && isInRepository(path),
  );
  return new Map(
    shared.map((reading) => {
      const project = dirname(reading.path);
      // Made once: each file is asked for each project.
      const own = join(project, '.claude', 'settings.local.json');
      const lists = (key: string): ReadonlySet<unknown> =>
        new Set(ofClaude.flatMap((one) => namesIn(one, project, own, key)));
      const [enabled, disabled] = [lists('enabledMcpjsonServers'), lists('disabledMcpjsonServers')];
      const servers = at(reading.content?.document.value, ['mcpServers']);
      const entries = isRecord(servers) ? Object.entries(servers) : [];
      return [
        project,
        entries.flatMap(([name, value]): readonly SharedEntry[] =>
          isRecord(value) ? [{ name, value, isApproved: enabled.has(name) && !disabled.has(name) }] : [],
        ),
      ] as const;
    }),
  );
}

/** One change of the personal file. */
export interface OverlayChange {
  readonly kind: 'overlay' | 'withdraw';
  readonly name: string;
  readonly pointer: string;
  readonly value: unknown;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What is to be added to a personal file, and what to be withdrawn from it. */
export function overlayChanges(
  document: unknown,
  entries: readonly Entry[],
  shared: SharedFiles,
  guard: Guard,
): readonly OverlayChange[] {
  const wanted = [...shared].flatMap(([project, servers]) =>
    servers.flatMap((one): readonly OverlayChange[] => {
      const overlay = overlayOf(one, project, document, guard);
      switch (overlay.kind) {
        case 'add':
          return [{ ...overlay, kind: 'overlay', name: one.name, pointer: overlay.at }];
        case 'withdraw':
          return [withdrawal(one.name, overlay.at)];
        case 'current':
        case 'none':
          return [];
      }
    }),
  );
  const orphans = entries
    .filter((entry) => overlayHash(entry) !== null && isOrphan(entry, shared))
    .map(({ name, pointer }) => withdrawal(name, pointer));
  return [...wanted, ...orphans];
}

/** What the personal files make of an entry of a shared file. */
export function overlayOver(
  entry: Entry,
  project: string,
  documents: readonly unknown[],
  shared: SharedFiles,
  guard: Guard,
): Overlay {
  const one = shared.get(project)?.find(({ name }) => name === entry.name);
  const overlays = one === undefined ? [] : documents.map((document) => overlayOf(one, project, document, guard));
  return (
    overlays.find(({ kind }) => kind === 'current') ?? overlays.find(({ kind }) => kind === 'add') ?? { kind: 'none' }
  );
}

/** Its shared file no longer has it. A file that is there and could not be read says nothing. */
function isOrphan({ name, pointer }: Entry, shared: SharedFiles): boolean {
  const [first, project] = pathOf(pointer);
  if (first !== 'projects' || project === undefined || pointer !== overlayPlace(project, name)) {
    return false;
  }
  const servers = shared.get(project);
  return servers === undefined ? !existsSync(join(project, SHARED_FILE)) : !servers.some((one) => one.name === name);
}

function withdrawal(name: string, pointer: string): OverlayChange {
  return { kind: 'withdraw', name, pointer, value: null, before: [], after: [] };
}

/** Names in a person's own list: of the whole home, or of this project, whose own settings lie at `own`. */
function namesIn(
  { path, spec, content }: SourceReading,
  project: string,
  own: string,
  key: string,
): readonly unknown[] {
  const value = content?.document.value;
  const where =
    basename(path) === STATE_FILE
      ? ['projects', project, key]
      : (spec.scope === 'user' && basename(path) === 'settings.json') || path === own
        ? [key]
        : null;
  const list = where === null ? null : at(value, where);
  return Array.isArray(list) ? list : [];
}
