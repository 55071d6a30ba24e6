import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { removeFolders, startShim, temporaryFolder, traceOf } from '../../shim/real-shim.ts';

afterEach(removeFolders);

describe('a shim whose judges are gone', () => {
  it('lets calls pass and records each as one that could not be decided', async () => {
    const folder = temporaryFolder();
    const shim = join(folder, 'shim.cjs');
    copyFileSync(join(import.meta.dirname, '../../../dist/lib/shim.cjs'), shim);
    const started = startShim({ shim });
    await started.initialize();

    expect((await started.call(1, 'ok')).result).toEqual({ content: [{ type: 'text', text: 'ok' }] });
    started.child.stdin?.end();
    await started.exit;

    expect(started.stderr()).toMatch(/deciding does not work/);
    expect(traceOf(started.state)).toContainEqual(
      expect.objectContaining({ kind: 'gap', reason: 'could-not-decide', call: 1 }),
    );
  });
});
