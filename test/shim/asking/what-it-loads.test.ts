import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const shim = join(import.meta.dirname, '../../../shim');

/** What a module loads at once, by following its imports; types, and what is imported when it is needed, are not. */
function loadedBy(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (!seen.has(file)) {
    seen.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(/^import (type )?(?:[^'";]+ from )?'([^']+)';/gm);
    for (const [, isType, from = ''] of imports) {
      if (isType === undefined && from.startsWith('.')) {
        loadedBy(join(dirname(file), from), seen);
      } else if (isType === undefined) {
        seen.add(from);
      }
    }
  }
  return seen;
}

describe('a shim that never has to ask', () => {
  it('loads no sockets and no library for it', () => {
    const loaded = [...loadedBy(join(shim, 'asking/asker.ts')), ...loadedBy(join(shim, 'relay.ts'))];

    const others = new Set(loaded.filter((name) => !name.startsWith(shim)));
    expect([...others].toSorted()).toEqual(['node:buffer', 'node:fs', 'node:path']);
  });

  it('is seen by this test: a line to the daemon needs a socket', () => {
    expect(loadedBy(join(shim, 'asking/line.ts'))).toContain('node:net');
  });
});
