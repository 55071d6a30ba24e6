import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planHome } from '../../main/daemon/protect/plan-home.ts';
import { openStore, type Store } from '../../main/daemon/store.ts';
import { clients } from '../../scanner/clients/all.ts';
import type { Inventory, ServerRow } from '../../scanner/model/inventory.ts';
import { rememberedProjects } from '../../scanner/remembered-projects.ts';
import { machineAt } from './daemon/protect/laptop.ts';
import { folderWith, scanAs } from './scan-home.ts';

let home: string;
let stateFolder: string;
let store: Store;
beforeEach(() => {
  home = folderWith({ 'r/.mcp.json': project('a@1.0.0'), '.codex/history.jsonl': '' });
  stateFolder = join(home, '.sallyport');
  const opened = openStore(stateFolder);
  if (opened.kind !== 'open') {
    throw new Error(opened.note);
  }
  store = opened.store;
});
afterEach(() => {
  store.close();
  rmSync(home, { recursive: true, force: true });
});

function project(name: string): string {
  return JSON.stringify({ mcpServers: { a: { command: 'npx', args: [name] } } });
}

function scan(projects: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Inventory> {
  return scanAs('linux', home, { store, stateFolder, projects, machine: { ...machineAt(home), env } });
}

const seen = ({ servers }: Inventory): readonly (string | null)[][] =>
  servers.map(({ identity, standing, change }) => [identity.purl, standing, change]);

describe('a project that was named once', () => {
  it('is looked at from then on: what changed in it is not missed', async () => {
    await scan([join(home, 'r')]);
    writeFileSync(join(home, 'r', '.mcp.json'), project('postmark-mcp@1.0.16'));

    const next = await scan([]);

    expect(seen(next)).toEqual([['pkg:npm/postmark-mcp', 'malicious', 'changed']]);
    expect(next.completeness).toEqual({ complete: true, reasons: [], gaps: [] });
  });

  it('is gone with its folder, and that is no gap', async () => {
    await scan([join(home, 'r')]);
    rmSync(join(home, 'r'), { recursive: true });

    const next = await scan([]);

    expect(seen(next)).toEqual([['pkg:npm/a', 'shadow', 'gone']]);
    expect(next.completeness.complete).toBe(true);
  });

  it('is routed and shown in status like any other', async () => {
    await scan([join(home, 'r')]);
    const request = { machine: machineAt(home), stateFolder, mayReadGuarded: true, projects: [], only: null };

    const plan = await planHome({ ...request, wanted: () => true }, join(stateFolder, 'bin', 'sallyport-shim'));

    expect(plan.plans.map(({ candidate }) => candidate.path)).toEqual([join(home, 'r', '.mcp.json')]);
  });
});

describe('a place that only a variable leads to', () => {
  const config = '[mcp_servers.a]\ncommand = "npx"\nargs = ["a@1.0.0"]\n';

  it('is a gap while the variable is missing: what it holds is kept as last seen', async () => {
    const codex = folderWith({ 'config.toml': config });
    await scan([], { CODEX_HOME: codex });

    const next = await scan([]);

    expect(seen(next)).toEqual([['pkg:npm/a', 'shadow', 'seen']]);
    expect(next.completeness).toEqual({
      complete: false,
      reasons: [expect.stringContaining(`Codex: ${join(codex, 'config.toml')}: known from an earlier scan`)],
      gaps: [expect.objectContaining({ kind: 'earlier-place', parts: ['Codex', join(codex, 'config.toml')] })],
    });

    rmSync(codex, { recursive: true });
    const last = await scan([]);
    expect(seen(last)).toEqual([['pkg:npm/a', 'shadow', 'gone']]);
    expect(last.completeness.complete).toBe(true);
  });
});

describe('the folder behind a remembered path', () => {
  const sightings = (client: string, scope: string, path: string): Inventory =>
    ({ servers: [{ sightings: [{ client, scope, path }] } as unknown as ServerRow] }) as unknown as Inventory;

  it.each([
    ['claude-code', 'project', '~/r/.mcp.json', '/home/kim/r'],
    ['vscode', 'project', '/srv/x/.devcontainer/python/devcontainer.json', '/srv/x'],
    ['continue', 'project', '~/r/.continue/mcpServers/a.yaml', '/home/kim/r'],
    ['opencode', 'project', '~/r/.opencode/opencode.json', '/home/kim/r'],
  ])('of %s, %s scope, at %s is %s', (client, scope, path, folder) => {
    expect(rememberedProjects(sightings(client, scope, path), clients, { os: 'linux', home: '/home/kim' })).toEqual([
      folder,
    ]);
  });

  it.each([
    ['cursor', 'user', '~/.cursor/mcp.json'],
    ['claude-code', 'local', '~/.claude.json'],
    ['claude-code', 'project', '~/r/other.json'],
  ])('of %s, %s scope, at %s is none', (client, scope, path) => {
    expect(rememberedProjects(sightings(client, scope, path), clients, { os: 'linux', home: '/home/kim' })).toEqual([]);
  });
});
