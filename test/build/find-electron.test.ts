import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findElectron } from '../../build/find-electron.ts';
import { folderWith } from '../main/scan-home.ts';

describe('an Electron binary that somebody names', () => {
  const folder = folderWith({ 'not-runnable': '' });
  const program = join(folder, 'electron');
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
  const found = (command: string, env: Readonly<Record<string, string>> = { DISPLAY: ':1' }) =>
    findElectron(folder, { os: 'linux' }, { SALLYPORT_ELECTRON: command, ...env });

  it.each([
    ['is not there', join(folder, 'nothing'), `there is no Electron binary at ${join(folder, 'nothing')}`],
    ['may not be run', join(folder, 'not-runnable'), `${join(folder, 'not-runnable')} may not be run`],
    ['is a folder', folder, `${folder} is no program`],
  ])('is none where it %s, and it is said why', (_what, command, why) => {
    expect(found(command)).toEqual({ kind: 'none', why });
  });

  it('is taken where it can be run and there is a display', () => {
    expect(found(program)).toEqual({ kind: 'electron', command: program });
    expect(found(program, {})).toEqual({ kind: 'none', why: 'there is no display' });
  });
});
