import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { folderWith } from '../../scan-home.ts';
import { daemonOver } from './a-daemon.ts';

const garbage = 'no database at all, '.repeat(100);

let home: string;
let stateFolder: string;
beforeEach(() => {
  home = folderWith({});
  stateFolder = join(home, '.sallyport');
  mkdirSync(stateFolder, { mode: 0o700 });
});
const setAside = (): readonly string[] =>
  readdirSync(stateFolder)
    .filter((name) => name.includes('.damaged-'))
    .map((name) => name.replace(/\d+$/, ''));

describe('a daemon whose memory is damaged', () => {
  it.each(['events.db', 'trace.db'])('starts all the same, and sets %s aside', async (name) => {
    writeFileSync(join(stateFolder, name), garbage);

    const daemon = await daemonOver(home);
    await daemon.ready;
    await daemon.service.caughtUp;

    await expect(daemon.service.handlers['activity.facets']({})).resolves.toMatchObject({ records: 0 });
    expect(setAside()).toEqual([`${name}.damaged-`]);
    await daemon.close();
  });

  it('names its lock when that is damaged', async () => {
    writeFileSync(join(stateFolder, 'daemon.lock'), garbage);

    await expect(daemonOver(home)).rejects.toMatchObject({
      code: 'STATE_UNWRITABLE',
      message: `could not open ${join(stateFolder, 'daemon.lock')}`,
      remedy: 'Remove the file, and start the daemon again: it holds nothing.',
    });
  });
});

describe('a daemon whose memory is whole', () => {
  it('sets nothing aside, and is the only one', async () => {
    const first = await daemonOver(home);
    await first.ready;

    await expect(daemonOver(home)).rejects.toMatchObject({ code: 'DAEMON_RUNNING' });

    expect(setAside()).toEqual([]);
    await first.close();
  });
});
