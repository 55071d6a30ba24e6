import { describe, expect, it } from 'vitest';
import { detectWritableByOthers } from '../../../scanner/detect/writable-by-others.ts';
import { subjectOf } from './subject.ts';

describe('files another account may change', () => {
  it('names the config file, with the home folder as ~', () => {
    expect(detectWritableByOthers(subjectOf({ config: { writableByOthers: true } }))).toEqual([
      {
        rule: 'config/writable-by-others',
        severity: 'high',
        confidence: 'certain',
        where: '',
        message: 'other accounts may change the config file ~/.cursor/mcp.json',
        remedy: 'Let only your own account write the config file.',
      },
    ]);
  });

  it('names the program', () => {
    expect(detectWritableByOthers(subjectOf({ program: { writableByOthers: true } }))).toMatchObject([
      { rule: 'config/writable-by-others', message: 'other accounts may change the program /opt/server/bin/server' },
    ]);
  });

  it('names the folder in which they could be swapped', () => {
    expect(detectWritableByOthers(subjectOf({ program: { parentWritableByOthers: '/opt/server' } }))).toMatchObject([
      { rule: 'config/parent-writable', severity: 'medium', where: '' },
    ]);
  });

  it.each([
    ['darwin', '/opt/homebrew/bin', 'low'],
    ['darwin', '/Applications', 'low'],
    ['darwin', '/opt/server', 'medium'],
    ['linux', '/usr/local', 'medium'],
  ] as const)('weighs the folders that every Mac shares: %s %s', (os, parentWritableByOthers, severity) => {
    expect(detectWritableByOthers(subjectOf({ os, program: { parentWritableByOthers } }))).toMatchObject([
      { severity },
    ]);
  });

  it('says nothing when only the owner may write', () => {
    expect(detectWritableByOthers(subjectOf({ program: {} }))).toEqual([]);
  });
});
