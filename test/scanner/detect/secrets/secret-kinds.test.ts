import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { secretKinds } from '../../../../scanner/detect/secrets/secret-kinds.ts';

const detect = join(import.meta.dirname, '../../../../scanner/detect');

/** Every kind that is quoted in the source of a detector of credentials. */
function kindsInSource(): readonly string[] {
  const inSecrets = readdirSync(join(detect, 'secrets'), { recursive: true, encoding: 'utf8' });
  const files = [...inSecrets.map((name) => join('secrets', name)), 'content/secret-evidence.ts'];
  return files
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      Array.from(readFileSync(join(detect, name), 'utf8').matchAll(/kind: '([a-z0-9-]+)'/g), ([, kind]) => kind ?? ''),
    );
}

describe('the kinds of credentials', () => {
  it('are all that a detector gives', () => {
    expect(kindsInSource().filter((kind) => !secretKinds.has(kind))).toEqual([]);
    expect(kindsInSource().length).toBeGreaterThan(100);
  });
});
