import { join } from 'node:path';
import * as z from 'zod/mini';
import { readState, writeState } from '../state-file.ts';
import { contentHash } from './content-hash.ts';
import type { EntryPlan, FilePlan } from './plan.ts';

/** A change that a person agreed to and that waits until its client has quit. Holds no word of any entry. */
export interface StagedFile {
  readonly path: string;
  readonly realPath: string;
  readonly clients: readonly string[];
  /** ISO 8601. */
  readonly agreedAt: string;
  /** One hash for each agreed change: it is made only while it is still exactly that change. */
  readonly changes: readonly string[];
}

export interface StageDeps {
  readonly stateFolder: string;
  readonly now: () => Date;
}

const schema = z.object({
  v: z.literal(1),
  files: z.array(
    z.object({
      path: z.string(),
      realPath: z.string(),
      clients: z.array(z.string()),
      agreedAt: z.string(),
      changes: z.array(z.string()),
    }),
  ),
});

/** What waits. A file of ours that can not be read holds nothing: the person is asked again. */
export function stagedFiles(stateFolder: string): readonly StagedFile[] {
  const parsed = schema.safeParse(asJson(readState(pathIn(stateFolder))));
  return parsed.success ? parsed.data.files : [];
}

export function stage({ candidate, changes }: FilePlan, { stateFolder, now }: StageDeps): void {
  const { path, realPath, readings } = candidate;
  const file: StagedFile = {
    path,
    realPath,
    clients: [...new Set(readings.map(({ client }) => client.id))],
    agreedAt: now().toISOString(),
    changes: changes.map(inShort),
  };
  write(stateFolder, [...stagedFiles(stateFolder).filter((one) => one.realPath !== realPath), file]);
}

/** Forgets what waits for a file: it was made, or the file was given back. */
export function unstage(realPath: string, stateFolder: string): void {
  const files = stagedFiles(stateFolder);
  if (files.some((one) => one.realPath === realPath)) {
    write(
      stateFolder,
      files.filter((one) => one.realPath !== realPath),
    );
  }
}

/** One change as the person saw it. */
export function inShort({ pointer, before, after }: EntryPlan): string {
  return contentHash(Buffer.from(JSON.stringify([pointer, before, after])));
}

function write(stateFolder: string, files: readonly StagedFile[]): void {
  writeState(pathIn(stateFolder), `${JSON.stringify({ v: 1, files })}\n`);
}

function pathIn(stateFolder: string): string {
  return join(stateFolder, 'staged.json');
}

function asJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    // Written whole or not at all, so somebody else wrote it: nothing was agreed to.
    return null;
  }
}
