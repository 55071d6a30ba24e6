import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { evaluate, parse as parseMomoa } from '@humanwhocodes/momoa';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { parse as parseYaml } from 'yaml';
import { emptyCatalogue } from '../policy/catalogue/catalogue.ts';
import { judgeBy } from '../main/daemon/judge.ts';
import { scanHome } from '../main/daemon/scan-home.ts';
import { fingerprintWith } from '../scanner/detect/secrets/fingerprint.ts';
import { loadAdvisories } from '../scanner/identity/advisories.ts';
import { at, isRecord } from '../scanner/formats/document.ts';
import type { Inventory } from '../scanner/model/inventory.ts';

interface Sample {
  readonly file: string;
  readonly kind: string;
}

/** Where a sample is put so that a client of this scanner reads it, and where its servers then stand. */
interface Place {
  readonly path: string;
  readonly keys: readonly (readonly string[])[];
}

const mcpServers = [['mcpServers']];
const user = '.config/Code/User';
const places: Readonly<Record<string, Place>> = {
  amazonq: { path: '.aws/amazonq/mcp.json', keys: mcpServers },
  'claude-desktop': { path: '.config/Claude/claude_desktop_config.json', keys: mcpServers },
  'claude-project': { path: 'project/.mcp.json', keys: mcpServers },
  'claude-settings': { path: '.claude/settings.json', keys: [] },
  cline: { path: '.cline/data/settings/cline_mcp_settings.json', keys: mcpServers },
  'code-workspace': { path: 'project/it.code-workspace', keys: [['settings', 'mcp', 'servers']] },
  codex: { path: '.codex/config.toml', keys: [['mcp_servers']] },
  continue: { path: '.continue/config.yaml', keys: mcpServers },
  'copilot-cli': { path: '.copilot/mcp-config.json', keys: mcpServers },
  crush: { path: '.config/opencode/opencode.json', keys: [['mcp']] },
  cursor: { path: '.cursor/mcp.json', keys: mcpServers },
  devcontainer: {
    path: 'project/.devcontainer/devcontainer.json',
    keys: [['customizations', 'vscode', 'mcp', 'servers']],
  },
  gemini: { path: '.gemini/settings.json', keys: mcpServers },
  'gemini-ext': { path: '.gemini/extensions/it/gemini-extension.json', keys: mcpServers },
  goose: { path: '.config/goose/config.yaml', keys: [['extensions']] },
  kiro: { path: '.kiro/settings/mcp.json', keys: mcpServers },
  librechat: { path: '.continue/config.yaml', keys: mcpServers },
  opencode: { path: '.config/opencode/opencode.json', keys: [['mcp']] },
  'vscode-mcp': { path: 'project/.vscode/mcp.json', keys: [['servers']] },
  'vscode-settings': { path: `${user}/settings.json`, keys: [['mcp', 'servers']] },
  'vscode-user-mcp': { path: `${user}/mcp.json`, keys: [['servers']] },
  windsurf: { path: '.codeium/windsurf/mcp_config.json', keys: mcpServers },
  zed: { path: '.config/zed/settings.json', keys: [['context_servers']] },
  'doc-zed': { path: '.config/zed/settings.json', keys: [['context_servers']] },
  'doc-goose': { path: '.config/goose/config.yaml', keys: [['extensions']] },
  'doc-continue': { path: '.continue/config.json', keys: [['experimental', 'modelContextProtocolServers']] },
  'doc-visual-studio': { path: 'project/.vscode/mcp.json', keys: [['servers']] },
  'doc-vs-code': { path: 'project/.vscode/mcp.json', keys: [['servers']] },
  'doc-copilot': { path: 'project/.vscode/mcp.json', keys: [['servers']] },
};
// Clients that come later but keep servers in the most common shape.
const otherwise: Place = { path: '.cursor/mcp.json', keys: mcpServers };

/** Scans every sample in a home of its own and compares with a count made by other parsers; true when all agree. */
export async function evalConfigs(folder: string): Promise<boolean> {
  const manifest = (await readFile(join(folder, 'manifest.jsonl'), 'utf8')).trim().split('\n');
  const samples = manifest.map((line) => JSON.parse(line) as Sample);
  const tally = { files: 0, servers: 0, malformed: 0 };
  const wrong: string[] = [];
  for (const sample of samples) {
    const fault = await check(folder, sample, tally);
    if (fault !== null) {
      wrong.push(`${sample.file}: ${fault}`);
    }
  }
  wrong.forEach((line) => console.log(`WRONG ${line}`));
  console.log(
    `configs: ${tally.files} files scanned, ${tally.files - wrong.length} with the right outcome and count; ${tally.servers} servers, ${tally.malformed} malformed files named as such`,
  );
  return wrong.length === 0;
}

async function check(
  folder: string,
  { file, kind }: Sample,
  tally: { files: number; servers: number; malformed: number },
): Promise<string | null> {
  const isYaml = ['.yaml', '.yml'].includes(extname(file));
  const place = places[kind] ?? (isYaml ? places['continue'] : otherwise) ?? otherwise;
  const home = await mkdtemp(join(tmpdir(), 'sallyport-eval-'));
  try {
    const target = join(home, place.path);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(folder, file), target);
    const inventory = await scanned(home);
    const expected = await count(target, place);
    const found = inventory.sources.filter(({ path, outcome }) => path === `~/${place.path}` && outcome !== 'absent');
    tally.files += 1;
    const outcomes = new Set(found.map(({ outcome }) => outcome));
    if (expected === null) {
      tally.malformed += 1;
      return outcomes.has('malformed') ? null : `is malformed, but was ${[...outcomes].join()}`;
    }
    if (!outcomes.has('read')) {
      return `was ${[...outcomes].join() || 'not looked at'}: ${found[0]?.detail ?? ''}`;
    }
    const servers = Math.max(...found.map((source) => source.servers));
    tally.servers += servers;
    return servers === expected ? null : `has ${expected} servers, but ${servers} were found`;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function scanned(home: string): Promise<Inventory> {
  const now = new Date();
  return scanHome({
    machine: {
      os: 'linux',
      home,
      env: {},
      system: join(home, 'no-system'),
      searchPath: [],
      programEndings: [''],
      userId: null,
    },
    user: { name: 'eval', id: '0' },
    device: { id: 'eval', os: 'linux', osVersion: '', arch: '', hostname: '' },
    judge: judgeBy(emptyCatalogue, now),
    policy: { source: 'none', version: 0, mode: 'monitor', state: 'missing' },
    advisories: (await loadAdvisories([])).advisories,
    fingerprint: fingerprintWith('eval'),
    store: null,
    stateFolder: join(home, '.sallyport'),
    now,
    mayReadGuarded: true,
    gaps: [],
    projects: [join(home, 'project')],
    only: null,
  });
}

/** Servers by the formats' own parsers, none of which the scanner uses for that format (YAML has only one); null when malformed. */
async function count(path: string, { keys }: Place): Promise<number | null> {
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = parsed(text, extname(path));
  } catch {
    // Refused by its own parser: that is the answer.
    return null;
  }
  return keys.reduce((sum, key) => sum + entries(at(value, key)).length, 0);
}

function parsed(text: string, ending: string): unknown {
  if (ending === '.toml') {
    return getStaticTOMLValue(parseTOML(text));
  }
  if (ending === '.yaml' || ending === '.yml') {
    return parseYaml(text);
  }
  return text.trim() === '' ? {} : evaluate(parseMomoa(text, { mode: 'json5' }));
}

/** Goose's built-in extensions and Zed's settings of extensions are no servers that someone configured. */
function entries(container: unknown): readonly unknown[] {
  const all = Array.isArray(container) ? container : isRecord(container) ? Object.values(container) : [];
  return all.filter(
    (entry) =>
      isRecord(entry) &&
      !['builtin', 'platform', 'frontend', 'inline_python'].includes(String(entry['type'])) &&
      !isSettingsOnly(entry),
  );
}

function isSettingsOnly(entry: Readonly<Record<string, unknown>>): boolean {
  return entry['settings'] !== undefined && entry['command'] === undefined && entry['url'] === undefined;
}
