import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, vi } from 'vitest';
import { takeLocalFolder } from '../../../policy/bundle/local.ts';
import type { FolderFiles } from '../../../policy/bundle/build.ts';
import { presetFiles, type PresetName } from '../../../policy/presets/presets.ts';
import type { FindingFacts } from '../../../shim/record/fields.ts';
import type { Judges } from '../../../shim/pipeline.ts';
import { RecordedNames } from '../../../shim/record/recorded-names.ts';
import { judgesHere } from '../../../shim/policy/judges-here.ts';
import { talk, type Note, type Talk } from '../conversation-of-two.ts';
import { temporaryFolder } from '../real-shim.ts';

// Each test reads a policy and its detectors anew, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

export interface InspectedTalk extends Talk {
  readonly state: string;
  readonly judges: Judges;
  /** Waits for the next lines at the client, and gives them parsed. */
  heard(): Promise<unknown>;
  /** Waits for the next line at the server, and gives it parsed. */
  arrived(): Promise<unknown>;
  /** What was noted of pins. */
  readonly found: readonly FindingFacts[];
  labels(): readonly string[];
  notesOf(kind: Note['note']): readonly Note[];
}

/** A relay with the judges of this laptop: a policy folder that is in force, and everything it needs to know. */
export async function inspectedTalk(
  policy: PresetName | Readonly<Record<string, string>> | null,
  state = temporaryFolder(),
  server = 'warehouse',
): Promise<InspectedTalk> {
  if (policy !== null) {
    await putInForce(state, policy);
  }
  const found: FindingFacts[] = [];
  const session = { key: 'test', owner: null, agent } as const;
  const { judges } = judgesHere({
    stateFolder: state,
    home: state,
    launch: { command: process.execPath, args: [join(state, `${server}.mjs`)], env: {} },
    serverName: server,
    session,
    user: { name: 'anna', id: '1000' },
    hash: () => null,
    names: new RecordedNames(),
    onIdentity: () => undefined,
    onPolicy: () => undefined,
    onHeld: () => undefined,
    onFinding: (facts) => void found.push(facts),
  });
  const between = talk({ judges, lineCapBytes: 64 * 1024 * 1024 });
  const next = async (lines: readonly string[], from: number): Promise<unknown> => {
    await expect.poll(() => lines.length, { timeout: 10_000, interval: 5 }).toBeGreaterThan(from);
    return JSON.parse(lines[from] ?? '') as unknown;
  };
  let heard = 0;
  let arrived = 0;
  return {
    ...between,
    state,
    judges,
    heard: () => next(between.atClient, heard++),
    arrived: () => next(between.atServer, arrived++),
    found,
    labels: () => labelsIn(join(state, 'sessions', 'test.jsonl')),
    notesOf: (kind) => between.notes.filter(({ note }) => note === kind),
  };
}

/** Puts a preset, or files of a policy folder, in force. */
export async function putInForce(state: string, policy: PresetName | Readonly<Record<string, string>>): Promise<void> {
  const files: FolderFiles = typeof policy === 'string' ? presetFiles(policy) : new Map(Object.entries(policy));
  const source = join(state, 'policy', 'source');
  const settings = existsSync(join(source, 'settings.yaml')) ? [] : [['settings.yaml', 'version: 1\n'] as const];
  for (const [name, text] of [...settings, ...files]) {
    mkdirSync(dirname(join(source, name)), { recursive: true });
    writeFileSync(join(source, name), text);
  }
  const taken = await takeLocalFolder(source, join(state, 'policy'), new Date());
  if (taken.kind !== 'in-force') {
    throw new Error(`the policy is not in force: ${JSON.stringify(taken)}`);
  }
}

function labelsIn(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .flatMap((line) => {
        const { kind, label } = JSON.parse(line) as { readonly kind: string; readonly label?: string };
        return kind === 'label' && label !== undefined ? [label] : [];
      });
  } catch {
    return [];
  }
}

const agent = {
  client: 'test',
  verified: null,
  confidence: 'none',
  mode: 'principal',
  delegation: [],
} as const;
