// Puts the real clients that `npm run test:clients` runs into `.cache/real-clients`, each in a folder of its own, and then runs those tests.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const cache = join(root, '.cache', 'real-clients');
const recipes = join(root, '..', 'shared', 'real-clients');
const jail = join(recipes, 'netns.sh');

// Folders are named as the scripts in the shared folder expect them.
const packages: Readonly<Record<string, readonly string[]>> = {
  '_anthropic-ai_claude-code': ['@anthropic-ai/claude-code@2.1.328'],
  _openai_codex: ['@openai/codex@0.169.0'],
  'opencode-ai': ['opencode-ai@1.18.33'],
  conformance: ['@modelcontextprotocol/conformance@0.2.0-alpha.12'],
  servers: [
    '@modelcontextprotocol/server-everything@2026.8.31',
    '@modelcontextprotocol/server-filesystem@2026.8.31',
    '@modelcontextprotocol/server-memory@2026.8.31',
    '@modelcontextprotocol/server-sequential-thinking@2026.8.31',
    '@modelcontextprotocol/server-github@2025.4.8',
    '@playwright/mcp@0.0.83',
    '@upstash/context7-mcp@4.1.1',
    'firecrawl-mcp@3.26.0',
    '@notionhq/notion-mcp-server@2.5.2',
    '@supabase/mcp-server-supabase@0.13.0',
    'figma-developer-mcp@0.13.2',
    'tavily-mcp@0.2.22',
    'mcp-server-sqlite-npx@0.8.0',
  ],
};

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

function install(name: string, wanted: readonly string[]): void {
  const folder = join(cache, name);
  if (existsSync(join(folder, 'node_modules'))) {
    return;
  }
  console.log(`installing ${wanted.join(' ')} …`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private": true}\n');
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...wanted], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) {
    throw new Error(`${name} could not be installed`);
  }
}
