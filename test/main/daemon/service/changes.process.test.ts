import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Handlers } from '../../../../main/contract/operations.ts';
import { installLayout } from '../../../../shim/install/layout.ts';
import { mkdirSync } from 'node:fs';
import { type ServiceUnderTest, serviceWith } from './a-service.ts';

const config =
  '{\n  // mine\n  "mcpServers": {\n    "files": { "command": "npx", "args": ["-y", "files@1.0.0"] },\n    "notes": { "command": "npx", "args": ["-y", "notes@2.0.0"] }\n  }\n}\n';

let under: ServiceUnderTest;
let handlers: Handlers;
let ids: Readonly<Record<string, string>>;
beforeEach(async () => {
  under = serviceWith({ '.cursor/mcp.json': config });
  ({ handlers } = under.service);
  const { launcher } = installLayout(under.stateFolder);
  mkdirSync(join(launcher, '..'), { recursive: true });
  writeFileSync(launcher, '#!/bin/sh\n', { mode: 0o755 });
  await under.service.ready;
  await scanned();
});
afterEach(async () => {
  await under.service.close();
});

async function scanned(): Promise<void> {
  await handlers['scan.start']({});
  await expect.poll(async () => (await handlers['work.list']({}))[0]?.state.kind, { timeout: 20_000 }).toBe('done');
  const { servers } = await handlers['servers.list']({});
  ids = Object.fromEntries(servers.map(({ id, names }) => [names[0], id]));
}

const everything = { client: null, servers: null, scope: null };
const text = (): string => readFileSync(join(under.home, '.cursor/mcp.json'), 'utf8');

describe('a plan to protect', () => {
  it('is shown and changes nothing', async () => {
    const plan = await handlers['protect.plan'](everything);

    expect(plan.files.map(({ path, changes }) => [path, changes.map(({ name }) => name)])).toEqual([
      ['~/.cursor/mcp.json', ['files', 'notes']],
    ]);
    expect(plan.files[0]?.changes[0]?.before).toEqual(['npx', '-y', 'files@1.0.0']);
    expect(text()).toBe(config);
  });

  it('speaks of the chosen servers only', async () => {
    const plan = await handlers['protect.plan']({ ...everything, servers: [ids['notes'] ?? ''] });

    expect(plan.files.flatMap(({ changes }) => changes.map(({ name }) => name))).toEqual(['notes']);
  });

  it('is applied by its id and hash, once, and restored to the very bytes', async () => {
    const { id, hash } = await handlers['protect.plan'](everything);

    await expect(handlers['protect.apply']({ plan: id, hash })).resolves.toMatchObject({
      files: [{ path: '~/.cursor/mcp.json', result: { kind: 'done' } }],
    });
    expect(text()).toContain('"run"');
    await expect(handlers['protect.apply']({ plan: id, hash })).rejects.toMatchObject({ code: 'PLAN_UNKNOWN' });

    const back = await handlers['restore.plan'](everything);
    expect(back.files).toMatchObject([{ isExact: true }]);
    await handlers['restore.apply']({ plan: back.id, hash: back.hash });
    expect(text()).toBe(config);
  }, 20_000);

  it('shows what waits for its client before a restore withdraws it', async () => {
    const path = join(under.home, '.cursor/mcp.json');
    const staged = join(under.stateFolder, 'staged.json');
    const waiting = { path, realPath: path, clients: ['cursor'], agreedAt: '2026-11-20T09:00:00.000Z', changes: ['x'] };
    writeFileSync(staged, JSON.stringify({ v: 1, files: [waiting] }));

    const part = await handlers['restore.plan']({ ...everything, servers: [ids['notes'] ?? ''] });
    const back = await handlers['restore.plan'](everything);

    expect(part.withdrawn).toEqual([]);
    expect(back.withdrawn).toEqual([
      { path: '~/.cursor/mcp.json', clients: ['Cursor'], agreedAt: '2026-11-20T09:00:00.000Z' },
    ]);
    await expect(
      under.service.door.call(
        { id: 'window', granted: new Set(['read', 'change', 'approve']) },
        { name: 'restore.apply', input: { plan: back.id, hash: back.hash }, confirmed: null },
      ),
    ).resolves.toMatchObject({ confirm: { question: 'Withdraw what waits for Cursor to quit?' } });
    await handlers['restore.apply']({ plan: back.id, hash: back.hash });
    expect(JSON.parse(readFileSync(staged, 'utf8'))).toEqual({ v: 1, files: [] });
  });

  it('is refused with another hash than the one that was shown', async () => {
    const { id } = await handlers['protect.plan'](everything);

    await expect(handlers['protect.apply']({ plan: id, hash: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'PLAN_UNKNOWN',
    });
    expect(text()).toBe(config);
  });

  it('is refused for a file that has changed since', async () => {
    const { id, hash } = await handlers['protect.plan'](everything);
    const edited = config.replace('files@1.0.0', 'files@1.1.0');
    writeFileSync(join(under.home, '.cursor/mcp.json'), edited);

    await expect(handlers['protect.apply']({ plan: id, hash })).resolves.toMatchObject({
      files: [{ result: { kind: 'failed', code: 'CONFIG_CHANGED_MEANWHILE' } }],
    });
    expect(text()).toBe(edited);
  });
});

describe('many servers at once', () => {
  it('are approved in one step, seen by the next scan, and taken back by one undo', async () => {
    const servers = Object.values(ids);
    const wish = { servers, owner: 'kim', reason: 'reviewed', anyVersion: false, versions: null, until: null };

    const { done, refused, undo } = await handlers['servers.approve'](wish);
    await scanned();

    expect([done.length, refused]).toEqual([2, []]);
    expect((await handlers['servers.list']({})).servers.map(({ standing }) => standing)).toEqual([
      'approved',
      'approved',
    ]);

    await handlers['catalogue.undo']({ undo: undo ?? '' });
    await scanned();
    expect((await handlers['servers.list']({})).servers.map(({ standing }) => standing)).toEqual(['shadow', 'shadow']);
  });

  it('are each answered for: one that is unknown stops none of the others', async () => {
    const servers = [ids['files'] ?? '', 'srv_0000000000000000'];

    const result = await handlers['servers.ban']({ servers, reason: 'not wanted' });

    expect(result).toMatchObject({
      done: [ids['files']],
      refused: [{ server: 'srv_0000000000000000', code: 'UNKNOWN_SERVER' }],
    });
  });

  it('keep what others wrote into the catalogue: an undo over it is refused', async () => {
    const { undo } = await handlers['servers.ban']({ servers: [ids['files'] ?? ''], reason: 'not wanted' });
    await handlers['servers.ban']({ servers: [ids['notes'] ?? ''], reason: 'not wanted either' });

    await expect(handlers['catalogue.undo']({ undo: undo ?? '' })).rejects.toMatchObject({ code: 'UNDO_UNKNOWN' });
    expect(readFileSync(join(under.stateFolder, 'policy/catalogue.yaml'), 'utf8')).toContain('notes');
  });

  it('asked about twice at the same time lose nothing', async () => {
    await Promise.all(Object.values(ids).map((id) => handlers['servers.ban']({ servers: [id], reason: `no ${id}` })));

    const catalogue = readFileSync(join(under.stateFolder, 'policy/catalogue.yaml'), 'utf8');
    expect(Object.values(ids).every((id) => catalogue.includes(`no ${id}`))).toBe(true);
  });
});

describe('a local policy', () => {
  it('is begun, checked as it is edited, saved over what was shown only, and then decides', async () => {
    const { files, hash } = await handlers['policy.begin']({ preset: 'balanced' });
    const broken = files.map((file) =>
      file.name === 'settings.yaml' ? { ...file, text: 'version: 1\nmode: sideways\n' } : file,
    );

    await expect(handlers['policy.check']({ files: [...broken] })).resolves.toMatchObject({
      ok: false,
      problems: [{ file: 'settings.yaml', line: 2 }],
    });
    await expect(handlers['policy.save']({ files: [...broken], basedOn: hash })).resolves.toMatchObject({
      saved: false,
    });

    const strict = files.map((file) =>
      file.name === 'settings.yaml' ? { ...file, text: 'version: 1\nmode: lockdown\n' } : file,
    );
    await expect(handlers['policy.save']({ files: [...strict], basedOn: hash })).resolves.toMatchObject({
      saved: true,
    });
    await expect(handlers['policy.show']({})).resolves.toMatchObject({
      source: 'local',
      state: 'in-force',
      mode: 'lockdown',
    });
    await expect(handlers['policy.save']({ files: [...files], basedOn: hash })).rejects.toMatchObject({
      code: 'CONFIG_CHANGED_MEANWHILE',
    });
  });

  it('says of each rule what it does, whatever stands in its words', async () => {
    const { files, hash } = await handlers['policy.begin']({ preset: 'observe' });
    const rules = `@id("plain") permit (principal, action, resource);
      @id("worded") @reason("we forbid (most) others") permit (principal, action, resource);
      @id("asking") @ask("May it?") permit (principal, action, resource);
      @id("never") forbid (principal, action, resource) when { resource.name == "drop" };
      @id("watching") @observe("") forbid (principal, action, resource);`;
    const changed = files.map((file) => (file.name === 'person.cedar' ? { ...file, text: rules } : file));
    await handlers['policy.save']({ files: [...changed], basedOn: hash });

    const shown = await handlers['policy.show']({});

    expect(shown.rules.map(({ id, effect }) => [id, effect])).toEqual([
      ['plain', 'permit'],
      ['worded', 'permit'],
      ['asking', 'ask'],
      ['never', 'forbid'],
      ['watching', 'observe'],
    ]);
  });

  it('explains a call, by the policy in force or by a candidate', async () => {
    const { files } = await handlers['policy.begin']({ preset: 'observe' });
    const forbidding = [
      ...files.filter(({ name }) => name !== 'person.cedar'),
      {
        name: 'person.cedar',
        text: '@id("no-drop")\nforbid (principal, action, resource) when { resource.name == "drop" };\n',
      },
    ];

    const now = await handlers['policy.explain']({ call: '{ tool: drop }', candidate: null });
    const then = await handlers['policy.explain']({ call: '{ tool: drop }', candidate: forbidding });

    expect(now).toMatchObject({ ok: true, effect: 'allow' });
    expect(then).toMatchObject({ ok: true, effect: 'deny', because: ['person/no-drop'] });
  });
});

describe('settings', () => {
  it('are kept, one changed at a time, and a damaged file costs only what can not be read', async () => {
    await handlers['settings.save']({ theme: 'dark' });
    await handlers['settings.save']({ language: 'de' });

    await expect(handlers['settings.show']({})).resolves.toMatchObject({ values: { theme: 'dark', language: 'de' } });

    const path = join(under.stateFolder, 'screens.json');
    expect(existsSync(path)).toBe(true);
    writeFileSync(path, JSON.stringify({ theme: 'purple', language: 'de' }));
    await expect(handlers['settings.show']({})).resolves.toMatchObject({ values: { theme: 'system', language: 'de' } });
  });
});
