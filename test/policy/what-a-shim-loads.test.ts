import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const policy = join(import.meta.dirname, '../../policy');

/** Everything that a module loads at once, by following its imports; types are not loaded. */
function loadedBy(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (!seen.has(file)) {
    seen.add(file);
    for (const [, isType, from = ''] of readFileSync(file, 'utf8').matchAll(
      /^import (type )?(?:[^'";]+ from )?'([^']+)';/gm,
    )) {
      if (isType === undefined) {
        if (from.startsWith('.')) {
          loadedBy(join(dirname(file), from), seen);
        } else {
          seen.add(from);
        }
      }
    }
  }
  return seen;
}

describe('what a shim needs to decide', () => {
  it.each([
    'bundle/store.ts',
    'bundle/people.ts',
    'decide/decide.ts',
    'decide/never-allowed.ts',
    'decide/denial-text.ts',
    'classes/classify.ts',
    'classes/tool-modes.ts',
    'content/actions-for.ts',
    'content/content-policy.ts',
    'decide/with-content.ts',
    'pins/pins.ts',
  ])('%s loads nothing but parts of Node: no wasm, no YAML, no schema library', (file) => {
    const loaded = [...loadedBy(join(policy, file))];

    expect(loaded.filter((name) => !name.startsWith(policy) && !name.startsWith('node:'))).toEqual([]);
  });

  it('has no detector in it until there is something to inspect', () => {
    const loaded = [...loadedBy(join(policy, '../shim/policy/judges-here.ts'))];

    expect(loaded.filter((name) => /scanner\/detect\/(?:content|secrets)\/|re2js/.test(name))).toEqual([]);
    expect(loaded).toContain(join(policy, '../shim/content/content-gate.ts'));
  });

  it('is seen by this test: building a bundle loads far more', () => {
    expect(loadedBy(join(policy, 'bundle/build.ts'))).toContain('yaml');
  });
});
