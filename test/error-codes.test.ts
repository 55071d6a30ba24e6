import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

describe('error codes', () => {
  it('have a row each in docs/errors.md, and every row is a code', () => {
    const source = readFileSync(join(root, 'scanner/model/errors.ts'), 'utf8');
    const declared = [...source.matchAll(/^ {2}\| '([A-Z_]+)'/gm)].map(([, code]) => code);
    const documented = [...readFileSync(join(root, 'docs/errors.md'), 'utf8').matchAll(/^\| `([A-Z_]+)`/gm)].map(
      ([, code]) => code,
    );

    expect(declared.length).toBeGreaterThan(10);
    expect(new Set(documented)).toEqual(new Set(declared));
  });
});
