import { mkdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openAppLog } from '../../../main/shell/app-log.ts';
import { folderWith } from '../scan-home.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = folderWith({});
  file = join(folder, 'app.log');
});
const now = (): Date => new Date('2026-11-20T09:00:00Z');

describe('the log of the app', () => {
  it('holds one line of JSON for each event, for its owner alone', () => {
    const log = openAppLog(folder, now);

    log('policy.synced', { kind: 'unchanged' });
    log('renderer.gone', { reason: 'crashed' });

    expect(readFileSync(file, 'utf8').trim().split('\n')).toEqual([
      '{"at":"2026-11-20T09:00:00.000Z","event":"policy.synced","kind":"unchanged"}',
      '{"at":"2026-11-20T09:00:00.000Z","event":"renderer.gone","reason":"crashed"}',
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is begun anew when it is long, and the one before is kept', () => {
    const log = openAppLog(folder, now, 200);

    Array.from({ length: 20 }, (_, index) => log('watch.drift', { index }));

    expect(statSync(file).size).toBeLessThan(300);
    expect(statSync(`${file}.1`).size).toBeLessThan(300);
    expect(readFileSync(file, 'utf8')).toContain('"index":19');
  });

  it('that can not be written ends nothing, and goes on where it can', () => {
    mkdirSync(file);
    const log = openAppLog(folder, now);

    expect(() => log('policy.synced', {})).not.toThrow();

    rmdirSync(file);
    log('policy.synced', { kind: 'nothing' });
    expect(readFileSync(file, 'utf8')).toContain('"kind":"nothing"');
  });
});
