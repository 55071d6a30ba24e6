import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeFolder } from '../../../policy/bundle/folder.ts';
import { takeLocalFolder } from '../../../policy/bundle/local.ts';
import { inForce } from '../../../policy/bundle/store.ts';
import { presetFiles } from '../../../policy/presets/presets.ts';

const now = new Date('2026-11-20T09:00:00Z');

async function newFolders(): Promise<{ readonly source: string; readonly policy: string }> {
  const root = mkdtempSync(join(tmpdir(), 'sallyport-policy-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const source = join(root, 'source');
  await writeFolder(source, presetFiles('balanced'));
  return { source, policy: join(root, 'policy') };
}

function modeIn(policy: string): unknown {
  const found = inForce(policy, { kind: 'local' }, now);
  return found.kind === 'in-force' ? found.verified.loaded.policy.mode : found.kind;
}

describe('a policy folder of this laptop', () => {
  it('is put in force, and again when it says something else', async () => {
    const { source, policy } = await newFolders();

    expect(await takeLocalFolder(source, policy, now)).toEqual({ kind: 'in-force', version: 1, warnings: [] });
    expect(await takeLocalFolder(source, policy, now)).toEqual({ kind: 'unchanged', version: 1 });

    writeFileSync(join(source, 'settings.yaml'), 'version: 1\nmode: lockdown\n');

    expect(await takeLocalFolder(source, policy, now)).toEqual({ kind: 'in-force', version: 2, warnings: [] });
    expect(modeIn(policy)).toBe('lockdown');
  });

  it.each([
    ['settings.yaml', 'mode: nothing'],
    ['person.cedar', 'permit('],
    ['person.cedar', Buffer.from([0xff, 0xfe])],
    ['other.txt', ''],
  ])('leaves the last good one in force when an edit breaks it: %s', async (file, text) => {
    const { source, policy } = await newFolders();
    await takeLocalFolder(source, policy, now);
    writeFileSync(join(source, file), text);

    expect(await takeLocalFolder(source, policy, now)).toMatchObject({
      kind: 'broken',
      problems: expect.arrayContaining([expect.objectContaining({ file })]) as unknown,
    });
    expect(modeIn(policy)).toBe('monitor');
  });

  it.each([
    ['is lost', null, 'is missing'],
    ['is emptied', '', 'holds nothing'],
    ['holds only comments', '# version: 1\n# mode: lockdown\n', 'holds nothing'],
  ])('leaves a lockdown in force when settings.yaml %s', async (_, text, message) => {
    const { source, policy } = await newFolders();
    const settings = join(source, 'settings.yaml');
    writeFileSync(settings, 'version: 1\nmode: lockdown\n');
    await takeLocalFolder(source, policy, now);
    rmSync(settings);
    if (text !== null) {
      writeFileSync(settings, text);
    }

    expect(await takeLocalFolder(source, policy, now)).toMatchObject({
      kind: 'broken',
      problems: [{ file: 'settings.yaml', message, help: expect.stringMatching(/version: 1/) }],
    });
    expect(modeIn(policy)).toBe('lockdown');
  });

  it('opens a lockdown when its settings say so', async () => {
    const { source, policy } = await newFolders();
    writeFileSync(join(source, 'settings.yaml'), 'version: 1\nmode: lockdown\n');
    await takeLocalFolder(source, policy, now);
    writeFileSync(join(source, 'settings.yaml'), 'version: 1\nmode: monitor\n');

    expect(await takeLocalFolder(source, policy, now)).toMatchObject({ kind: 'in-force' });
    expect(modeIn(policy)).toBe('monitor');
  });

  it('leaves it in force too when the folder is gone', async () => {
    const { source, policy } = await newFolders();
    await takeLocalFolder(source, policy, now);
    rmSync(source, { recursive: true });

    expect(await takeLocalFolder(source, policy, now)).toMatchObject({ kind: 'broken' });
    expect(modeIn(policy)).toBe('monitor');
  });

  it('takes the place of a newest one that is damaged, also when it says what the one before said', async () => {
    const { source, policy } = await newFolders();
    const before = readFileSync(join(source, 'settings.yaml'));
    await takeLocalFolder(source, policy, now);
    writeFileSync(join(source, 'settings.yaml'), 'version: 1\nmode: lockdown\n');
    await takeLocalFolder(source, policy, now);
    truncateSync(join(policy, 'active'), 50);
    writeFileSync(join(source, 'settings.yaml'), before);

    expect(await takeLocalFolder(source, policy, now)).toMatchObject({ kind: 'in-force', version: 3 });
    expect(inForce(policy, { kind: 'local' }, now)).toMatchObject({ from: 'active', passedOver: null });
  });

  it('goes on counting when the memory of what was here is lost', async () => {
    const { source, policy } = await newFolders();
    await takeLocalFolder(source, policy, now);
    rmSync(join(policy, 'seen.json'));
    writeFileSync(join(source, 'settings.yaml'), 'version: 1\nmode: lockdown\n');

    expect(await takeLocalFolder(source, policy, now)).toMatchObject({ kind: 'in-force', version: 2 });
  });

  it('is never written over by init', async () => {
    const { source } = await newFolders();

    expect(await writeFolder(source, presetFiles('strict'))).toEqual([
      'settings.yaml',
      'catalogue.yaml',
      'content.yaml',
      'person.cedar',
      'tests/first.yaml',
    ]);
  });
});
