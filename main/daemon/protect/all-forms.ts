import { join } from 'node:path';
import type { Forms } from '../../../scanner/routing/allow-fragment.ts';
import { rulesOf } from '../../../scanner/routing/client-rules.ts';
import type { ClientId } from '../../../scanner/model/ids.ts';
import { behindOurs, readOurs } from '../../../scanner/routing/our-words.ts';
import { wrap } from '../../../scanner/routing/wrap.ts';
import { entriesIn } from './entries-in.ts';
import { homeCandidates, type HomeRequest } from './plan-home.ts';

/** How each server of one client starts, as it stands or stood in the config and behind the shim; those that can not be routed are left out. */
export async function allForms(
  request: HomeRequest,
  launcher: string,
): Promise<{ readonly servers: readonly Forms[]; readonly gaps: readonly string[] }> {
  const { machine, stateFolder, wanted } = request;
  const { files, gaps } = await homeCandidates(request);
  const readers = await firstReaders(request);
  const servers = files.flatMap((candidate) => {
    const document = candidate.readings[0]?.content?.document;
    return (document === undefined ? [] : entriesIn(candidate, document)).flatMap(
      ({ reading: { client, spec }, entry }): readonly Forms[] => {
        const { launch } = entry;
        if (
          'problem' in launch ||
          launch.transport !== 'stdio' ||
          !wanted({ client: client.id, scope: spec.scope, name: entry.name, pointer: entry.pointer }, candidate.path)
        ) {
          return [];
        }
        const ours = readOurs(launch);
        const original = ours === null ? launch : behindOurs(launch, ours);
        const guard = {
          launcher,
          client: ours?.client ?? readers(candidate.realPath, entry.pointer) ?? client.id,
          stateFolder: stateFolder === join(machine.home, '.sallyport') ? null : stateFolder,
        };
        const wrapped = wrap(entry, original, document?.value, guard, rulesOf(client.id), machine.os);
        return wrapped.ok
          ? [
              {
                name: entry.name,
                original: [original.command, ...original.args],
                wrapped: [wrapped.wrapping.command, ...wrapped.wrapping.args],
              },
            ]
          : [];
      },
    );
  });
  return { servers, gaps: gaps.map(({ text }) => text) };
}

/** Whose name `protect` writes into an entry that several clients read. */
async function firstReaders(request: HomeRequest): Promise<(realPath: string, pointer: string) => ClientId | null> {
  const { files } = await homeCandidates({ ...request, only: null });
  const byPlace = new Map(
    files.flatMap((candidate) => {
      const document = candidate.readings[0]?.content?.document;
      return (document === undefined ? [] : entriesIn(candidate, document)).map(
        ({ reading, entry }) => [JSON.stringify([candidate.realPath, entry.pointer]), reading.client.id] as const,
      );
    }),
  );
  return (realPath, pointer) => byPlace.get(JSON.stringify([realPath, pointer])) ?? null;
}
