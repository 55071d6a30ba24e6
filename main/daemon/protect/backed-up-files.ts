import { clients as allClients } from '../../../scanner/clients/all.ts';
import { sourceId } from '../../../scanner/model/ids.ts';
import { type BackupNote, readNotes } from './backups.ts';
import type { Candidate } from './candidates.ts';

/** Adds the files that backups speak of to those that a scan found: a project may have left every client's list. */
export function withBackedUp(files: readonly Candidate[], stateFolder: string): readonly Candidate[] {
  const known = new Set(files.map(({ realPath }) => realPath));
  const more = readNotes(stateFolder)
    .filter(({ realPath, restoredAt }) => restoredAt === null && !known.has(realPath))
    .map(candidateOf);
  return [...files, ...new Map(more.map((candidate) => [candidate.realPath, candidate])).values()];
}

function candidateOf({ path, realPath, clients }: BackupNote): Candidate {
  const family = familyOf(/\.(toml|ya?ml)$/.exec(realPath)?.[1] ?? '');
  const readings = allClients
    .filter(({ id }) => clients.includes(id))
    .flatMap((client) =>
      client.sources
        .filter(
          (spec) => familyOf(spec.format) === family && (spec.servers.length > 0 || spec.moreServers !== undefined),
        )
        .map((spec) => ({
          id: sourceId(''),
          client,
          spec,
          project: null,
          path,
          format: spec.format,
          outcome: 'read' as const,
          detail: null,
          closedBy: null,
          content: {
            document: { value: undefined, duplicates: [] },
            facts: { realPath, sizeBytes: 0, writableByOthers: false, parentWritableByOthers: null },
          },
        })),
    );
  return { path, realPath, readings, isInRepository: false };
}

/** JSON and its kin are told apart by content only. */
function familyOf(format: string): string {
  return format === 'toml' ? 'toml' : /^ya?ml$/.test(format) ? 'yaml' : 'json';
}
