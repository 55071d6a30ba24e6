// What protecting costs: plan and apply for 1, 10 and 100 files, and what the watch needs while nothing happens.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { applyPlans } from '../main/daemon/protect/apply.ts';
import { openJournal } from '../main/daemon/protect/journal.ts';
import { planHome } from '../main/daemon/protect/plan-home.ts';
import { watchThisHome } from '../main/daemon/watch/watch-this-home.ts';
import type { Machine } from '../scanner/machine.ts';

const IDLE_MS = 60_000;
const WATCHED = 200;

for (const count of [1, 10, 100]) {
  await protect(count);
}
await idle();

async function protect(count: number): Promise<void> {
  const { machine, stateFolder, projects } = homeWith(count);
  const request = { machine, stateFolder, mayReadGuarded: true, projects, only: null, wanted: () => true };
  const start = performance.now();
  const plan = await planHome(request, join(stateFolder, 'bin', 'sallyport-shim'));
  const planned = performance.now();
  const journal = openJournal(stateFolder);
  await applyPlans(plan.plans, {
    journal,
    stateFolder,
    now: () => new Date(),
    onStep: () => undefined,
    plan: plan.deps,
    holdMs: 0,
    running: () => new Set(),
  });
  const applied = performance.now();
  journal.close();
  const configs = plan.plans.map(({ candidate }) => statSync(candidate.realPath).size);
  const backups = readdirSync(join(stateFolder, 'backups')).map(
    (name) => statSync(join(stateFolder, 'backups', name)).size,
  );
  const bytes = [...configs, ...backups].reduce((sum, size) => sum + size, 0);
  console.log(
    JSON.stringify({
      files: plan.plans.length,
      planMs: Math.round(planned - start),
      applyMs: Math.round(applied - planned),
      bytesWritten: bytes,
    }),
  );
  rmSync(machine.home, { recursive: true, force: true });
}

async function idle(): Promise<void> {
  const { machine, stateFolder, projects } = homeWith(WATCHED);
  const watch = watchThisHome({
    machine,
    stateFolder,
    projects: () => projects,
    mayReadGuarded: () => true,
    running: () => new Set(),
    onDrift: () => 'report',
    onEvent: () => undefined,
    onError: (error) => console.error(error),
  });
  const start = performance.now();
  await watch.ready;
  const readyMs = Math.round(performance.now() - start);
  await sleep(2000);
  const before = process.cpuUsage();
  await sleep(IDLE_MS);
  const { user, system } = process.cpuUsage(before);
  const cpuMs = Math.round((user + system) / 1000);
  console.log(
    JSON.stringify({
      watched: WATCHED,
      readyMs,
      idleSeconds: IDLE_MS / 1000,
      cpuMs,
      memoryMb: Math.round(process.memoryUsage.rss() / 1e6),
    }),
  );
  await watch.close();
  rmSync(machine.home, { recursive: true, force: true });
}

function homeWith(count: number): {
  readonly machine: Machine;
  readonly stateFolder: string;
  readonly projects: readonly string[];
} {
  const home = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));
  const projects = Array.from({ length: count }, (_, index) => join(home, `project-${index}`));
  for (const project of projects) {
    mkdirSync(join(project, '.cursor'), { recursive: true });
    const servers = {
      files: { command: 'npx', args: ['-y', 'files', project] },
      web: { command: 'uvx', args: ['web'] },
    };
    writeFileSync(join(project, '.cursor', 'mcp.json'), JSON.stringify({ mcpServers: servers }, null, 2));
  }
  const userId = process.getuid?.() ?? null;
  const machine: Machine = {
    os: 'linux',
    home,
    env: {},
    system: join(home, 'system'),
    searchPath: [],
    programEndings: [''],
    userId,
  };
  return { machine, stateFolder: join(home, '.sallyport'), projects };
}
