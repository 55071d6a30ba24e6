import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logVerb } from '../../../main/cli/log.ts';
import type { Context, ExitCode } from '../../../main/cli/verb.ts';
import { recordedTrace } from '../daemon/a-trace.ts';
import { folderWith, now } from '../scan-home.ts';

const calls = 2000;

let home: string;
beforeEach(() => {
  home = folderWith({});
  recordedTrace(join(home, '.sallyport'), calls);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Exports the record to one who takes it as `taken` says. @returns how many lines were written in all, and when it was asked */
async function exported(taken: () => Promise<boolean>): Promise<{
  readonly code: ExitCode;
  readonly written: number;
  readonly ahead: number;
}> {
  let written = 0;
  let before = 0;
  let ahead = 0;
  const noteAhead = (): void => {
    ahead = Math.max(ahead, written - before);
    before = written;
  };
  const context: Context = {
    env: {},
    machine: {
      os: 'linux',
      home,
      env: {},
      system: join(home, 'system'),
      searchPath: [],
      programEndings: [''],
      userId: null,
    },
    stateFolder: join(home, '.sallyport'),
    json: false,
    output: {
      out: (text) => void (written += text.split('\n').length - 1),
      taken: () => {
        noteAhead();
        return taken();
      },
      note: () => {},
      isTerminal: false,
      color: false,
      columns: 80,
    },
    now,
    ask: null,
    agentAbove: async () => null,
    runningClients: async () => new Set(),
  };
  const code = await logVerb.run({ values: {}, positionals: ['export'] }, context);
  noteAhead();
  return { code, written, ahead };
}

describe('a long record that is exported', () => {
  it('waits for its reader every few records, and gives all of them', async () => {
    const { code, written, ahead } = await exported(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      return true;
    });

    expect({ code, written }).toEqual({ code: 0, written: calls + 1 });
    expect(ahead).toBeLessThanOrEqual(128);
  });

  it('is not read on once nobody takes it', async () => {
    const { code, written } = await exported(async () => false);

    expect({ code, written }).toEqual({ code: 0, written: 128 });
  });
});
