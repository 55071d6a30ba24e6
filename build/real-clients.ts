// Puts the real clients that `npm run test:clients` runs into `.cache/real-clients`, each in a folder of its own, and then runs those tests.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const cache = join(root, '.cache', 'real-clients');
const recipes = join(root, '..', 'shared', 'real-clients');
const jail = join(recipes, 'netns.sh');

// Folders are named as the scripts in the shared folder expect them.
const packages = {
  '_anthropic-ai_claude-code': '@anthropic-ai/claude-code@2.1.328',
  _openai_codex: '@openai/codex@0.169.0',
  'opencode-ai': 'opencode-ai@1.18.33',
} as const;

if (!existsSync(jail) || process.getuid?.() !== 0) {
  console.log(
    'test:clients: real clients run only in a network namespace (root, and ../shared/real-clients/netns.sh); nothing was tested',
  );
} else {
  for (const [name, wanted] of Object.entries(packages)) {
    install(name, wanted);
  }
  const vitest = join(root, 'node_modules', '.bin', 'vitest');
  const { status } = spawnSync(vitest, ['run', '--config', 'test/clients/vitest.config.ts', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, SALLYPORT_REAL_CLIENTS: cache, SALLYPORT_JAIL: jail, SALLYPORT_RECIPES: recipes },
  });
  process.exitCode = status ?? 1;
}

function install(name: string, wanted: string): void {
  const folder = join(cache, name);
  if (existsSync(join(folder, 'node_modules'))) {
    return;
  }
  console.log(`installing ${wanted} …`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private": true}\n');
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', wanted], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) {
    throw new Error(`${wanted} could not be installed`);
  }
}
