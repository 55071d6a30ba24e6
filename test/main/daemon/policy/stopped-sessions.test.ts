import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { noteInSession } from '../../../../main/daemon/policy/sessions.ts';
import { stoppedSessions } from '../../../../main/daemon/policy/stopped-sessions.ts';
import { writeFolder } from '../../../../policy/bundle/folder.ts';
import { takeLocalFolder } from '../../../../policy/bundle/local.ts';
import { presetFiles, type PresetName } from '../../../../policy/presets/presets.ts';
import type { TraceRow } from '../../../../shim/record/trace-reader.ts';
import { folderWith } from '../../scan-home.ts';

const session = 's0123456789ab';
let state: string;
beforeEach(() => {
  state = join(folderWith({}), '.sallyport');
});

async function policy(name: PresetName): Promise<void> {
  const source = join(state, 'policy', 'source');
  await writeFolder(source, presetFiles(name));
  await takeLocalFolder(source, join(state, 'policy'), new Date());
}

function denied(times: number): void {
  Array.from({ length: times }).forEach((_, call) =>
    noteInSession(state, session, { kind: 'call', call: `call-${call}`, effect: 'deny' }),
  );
}

/** A decision as the shims write it. */
function decided(effect: string, reasons: readonly string[]): TraceRow {
  const record = {
    kind: 'decision',
    time: '2026-11-20T09:00:00.000Z',
    session,
    connection: 'c1',
    call: 1,
    action: { method: 'tools/call', tool: 'read_note', class: { effect: 'read', external: false } },
    inputs: { argNames: [] },
    decision: { effect, reasons, asked: true },
  };
  return { segment: '2026-11-20/one.jsonl', seq: 1, record, connection: {} };
}

const stopped = async (...decisions: readonly TraceRow[]): Promise<readonly string[]> => {
  const deps = { stateFolder: state, policyMachine: null, now: () => new Date() };
  const found = await stoppedSessions({ ...deps, waiting: () => [], decisionsOf: () => decisions });
  return found.map((one) => one.session);
};
const byStopRule = decided('deny', ['person/stop-rule', 'approval/denied']);

describe('a session that was denied often', () => {
  it('is stopped where a stop rule of the policy in force has stopped it, and would again', async () => {
    await policy('balanced');
    denied(10);

    expect(await stopped(byStopRule)).toEqual([session]);
  });

  it('is not stopped below what the rule says, whatever stopped it before', async () => {
    await policy('balanced');
    denied(9);

    expect(await stopped(byStopRule)).toEqual([]);
  });

  it('is not stopped by other rules that denied its calls', async () => {
    await policy('balanced');
    denied(20);

    expect(await stopped(decided('deny', ['banned']))).toEqual([]);
  });

  it('is not stopped where no policy has a stop rule, or there is no policy at all', async () => {
    denied(20);
    expect(await stopped(byStopRule)).toEqual([]);

    await policy('observe');
    expect(await stopped(byStopRule)).toEqual([]);
  });

  it('goes on once a person has looked', async () => {
    await policy('balanced');
    denied(10);
    noteInSession(state, session, { kind: 'looked' });

    expect(await stopped(byStopRule)).toEqual([]);
  });
});

describe('a session that repeats one call', () => {
  it('is stopped by the rule that counts that, without any denial', async () => {
    await policy('balanced');
    Array.from({ length: 10 }).forEach(() =>
      noteInSession(state, session, { kind: 'call', call: 'the-same', effect: 'allow' }),
    );

    expect(await stopped(byStopRule)).toEqual([session]);
  });
});
