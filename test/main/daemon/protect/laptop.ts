import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { restoreVerb } from '../../../../main/cli/restore.ts';
import { protectVerb } from '../../../../main/cli/protect.ts';
import { uninstallVerb } from '../../../../main/cli/uninstall.ts';
import type { Context, Verb } from '../../../../main/cli/verb.ts';
import { type Applied, applyPlans } from '../../../../main/daemon/protect/apply.ts';
import { openJournal } from '../../../../main/daemon/protect/journal.ts';
import { type HomePlan, planHome } from '../../../../main/daemon/protect/plan-home.ts';
import type { OnStep } from '../../../../main/daemon/protect/replacement.ts';
import { applyRestores, type Restored } from '../../../../main/daemon/protect/restore.ts';
import { type HomeRestore, planHomeRestore } from '../../../../main/daemon/protect/restore-home.ts';
import { journalOrNone } from '../../../../main/daemon/protect/without-journal.ts';
import { SallyportError } from '../../../../scanner/model/errors.ts';
import type { Machine } from '../../../../scanner/machine.ts';
import type { Os } from '../../../../scanner/model/launch.ts';

/** A home in a temporary folder, with the shim installed and verbs to run in it. */
export interface Laptop {
  readonly home: string;
  readonly stateFolder: string;
  readonly launcher: string;
  /** Writes a file of the home. @returns its path */
  write(path: string, text: string | Uint8Array): string;
  read(path: string): string;
  /** Plans and applies, as `protect --yes` does, but without waiting for late writes unless asked to. */
  protect(options?: ProtectOptions): Promise<Protected>;
  restore(options?: RestoreOptions): Promise<{ readonly plan: HomeRestore; readonly restored: readonly Restored[] }>;
  /** @param running ids of clients that run meanwhile */
  run(words: readonly string[], answer?: string | null, running?: readonly string[]): Promise<Ran>;
  remove(): void;
}

export interface ProtectOptions {
  readonly holdMs?: number;
  readonly launcher?: string;
  readonly projects?: readonly string[];
  /** Runs between the plan and its application. */
  readonly meanwhile?: () => void;
  readonly onStep?: OnStep;
  readonly os?: Os;
  readonly running?: readonly string[];
}

export interface Protected {
  readonly plan: HomePlan;
  readonly applied: readonly Applied[];
}

export interface RestoreOptions {
  readonly server?: string;
  readonly holdMs?: number;
  readonly onStep?: OnStep;
  readonly projects?: readonly string[];
  readonly running?: readonly string[];
}

export interface Ran {
  /** An error code in place of an exit code where the verb was refused. */
  readonly code: number | string;
  readonly out: string;
  readonly notes: string;
}

const verbs: Readonly<Record<string, Verb>> = { protect: protectVerb, restore: restoreVerb, uninstall: uninstallVerb };

export function laptop(): Laptop {
  return laptopAt(mkdtempSync(join(realpathSync(tmpdir()), 'sallyport-laptop-')));
}

export function laptopAt(home: string): Laptop {
  const stateFolder = join(home, '.sallyport');
  const launcher = join(stateFolder, 'bin', 'sallyport-shim');
  const write = (path: string, text: string | Uint8Array): string => {
    const full = join(home, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
    return full;
  };
  write('.sallyport/bin/sallyport-shim', '#!/bin/sh\n');
  chmodSync(launcher, 0o755);
  return {
    home,
    stateFolder,
    launcher,
    write,
    read: (path) => readFileSync(join(home, path), 'utf8'),
    protect: async (options = {}) => {
      const { holdMs = 0, projects = [], onStep = () => undefined, os = 'linux', running = [] } = options;
      const request = {
        machine: { ...machineAt(home), os },
        stateFolder,
        mayReadGuarded: true,
        projects,
        only: null,
        wanted: () => true,
      };
      journalOrNone(stateFolder).journal.close();
      const plan = await planHome(request, options.launcher ?? launcher);
      options.meanwhile?.();
      const journal = openJournal(stateFolder);
      try {
        const applied = await applyPlans(plan.plans, {
          journal,
          stateFolder,
          now: () => new Date(),
          onStep,
          plan: plan.deps,
          holdMs,
          running: () => new Set(running),
        });
        return { plan, applied };
      } finally {
        journal.close();
      }
    },
    restore: async ({ server, holdMs = 0, onStep = () => undefined, projects = [], running = [] } = {}) => {
      const wanted = ({ name }: { readonly name: string }): boolean => server === undefined || name === server;
      const plan = await planHomeRestore({
        machine: machineAt(home),
        stateFolder,
        mayReadGuarded: true,
        projects,
        only: null,
        isWhole: server === undefined,
        wanted,
      });
      const { journal } = journalOrNone(stateFolder);
      try {
        return {
          plan,
          restored: await applyRestores(plan, {
            journal,
            stateFolder,
            now: () => new Date(),
            onStep,
            holdMs,
            wanted,
            running: () => new Set(running),
          }),
        };
      } finally {
        journal.close();
      }
    },
    run: (words, answer = 'y', running = []) => runVerb(words, answer, { home, stateFolder, running }),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

export function machineAt(home: string): Machine {
  return {
    os: 'linux',
    home,
    env: {},
    system: join(home, '.system'),
    searchPath: [],
    programEndings: [''],
    userId: process.getuid?.() ?? null,
  };
}

async function runVerb(
  [name = '', ...words]: readonly string[],
  answer: string | null,
  where: Pick<Laptop, 'home' | 'stateFolder'> & { readonly running: readonly string[] },
): Promise<Ran> {
  const said = { out: '', notes: '' };
  const wanted = given(words);
  const { state } = wanted.values;
  const context: Context = {
    env: {},
    machine: machineAt(where.home),
    stateFolder: typeof state === 'string' ? state : where.stateFolder,
    json: words.includes('--json'),
    output: {
      out: (text) => void (said.out += text),
      note: (text) => void (said.notes += `${text}\n`),
      taken: async () => true,
      isTerminal: false,
      color: false,
      columns: 120,
    },
    now: new Date(),
    agentAbove: async () => null,
    runningClients: async () => new Set(where.running),
    ask: answer === null ? null : () => Promise.resolve(answer),
  };
  try {
    const verb = verbs[name];
    const code = verb === undefined ? 'no such verb' : await verb.run(wanted, context);
    return { code, ...said };
  } catch (error) {
    if (error instanceof SallyportError) {
      return { code: error.code, ...said, notes: `${said.notes}${error.message}` };
    }
    throw error;
  }
}

/** `--name value` and `--flag` as the command line would parse them for these verbs. */
function given(words: readonly string[]): {
  values: Record<string, string | boolean | string[]>;
  positionals: string[];
} {
  const flags = new Set(['json', 'yes', 'dry-run', 'all', 'keep-history', 'check', 'no-wait']);
  const values: Record<string, string | boolean | string[]> = {};
  for (let at = 0; at < words.length; at += 1) {
    const name = (words[at] ?? '').replace(/^--/, '');
    if (flags.has(name)) {
      values[name] = true;
    } else {
      at += 1;
      const value = words[at] ?? '';
      values[name] = name === 'project' ? [value] : value;
    }
  }
  return { values, positionals: [] };
}
