import { describe, expect, it } from 'vitest';
import { glob } from '../../../scanner/clients/expand.ts';
import type { Files } from '../../../scanner/files.ts';

/** A disk on which every folder holds `width` further folders, and a file that matches only where `holds` says so. */
function endless(width: number, holds: (path: string) => boolean): Files & { readonly asked: () => number } {
  let asked = 0;
  const facts = { realPath: '', sizeBytes: 1, writableByOthers: false, parentWritableByOthers: null };
  return {
    asked: () => asked,
    probe: async (path) =>
      path.endsWith('.json') ? (holds(path) ? { kind: 'file', facts } : { kind: 'absent' }) : { kind: 'folder' },
    list: async () => {
      asked += 1;
      return Array.from({ length: width }, (_, index) => `d${index}`);
    },
    read: async () => ({ kind: 'absent' }),
    rows: async () => ({ kind: 'absent' }),
    sha256: async () => ({ kind: 'unreadable', why: 'absent' }),
  };
}

describe('a pattern on a disk that does not end', () => {
  it('stops after a hundred thousand names, and says that it stopped', async () => {
    const files = endless(60, () => false);

    expect(await glob('/r/**/x.json', files, () => true)).toEqual({ paths: [], unlisted: [], cut: true });
    expect(files.asked()).toBe(Math.ceil(100_000 / 61));
  });

  it('stops after two thousand matches, and says that it stopped', async () => {
    const { paths, cut } = await glob(
      '/r/*/x.json',
      endless(3000, () => true),
      () => true,
    );

    expect({ found: paths.length, cut }).toEqual({ found: 2000, cut: true });
  });

  it('goes no deeper than four folders', async () => {
    const files = endless(1, (path) => path === '/r/d0/d0/d0/d0/x.json' || path === '/r/d0/d0/d0/d0/d0/x.json');

    expect(await glob('/r/**/x.json', files, () => true)).toEqual({
      paths: ['/r/d0/d0/d0/d0/x.json'],
      unlisted: [],
      cut: false,
    });
  });
});
