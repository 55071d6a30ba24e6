import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyRestores } from '../../main/daemon/protect/restore.ts';
import { planHomeRestore } from '../../main/daemon/protect/restore-home.ts';
import { journalOrNone } from '../../main/daemon/protect/without-journal.ts';
import { parseConfig } from '../../scanner/formats/parse.ts';
import { at } from '../../scanner/formats/document.ts';
import { makeHome, put, sallyport } from '../e2e/sallyport.ts';
import { machineAt } from '../main/daemon/protect/laptop.ts';

const clients = process.env['SALLYPORT_REAL_CLIENTS'] ?? '';
const recipes = process.env['SALLYPORT_RECIPES'] ?? '';
const jail = process.env['SALLYPORT_JAIL'] ?? '';
const PATH = `${join(process.execPath, '..')}:/usr/bin:/bin:/usr/sbin:/sbin`;

const server = (name: string): string =>
  join(clients, 'servers', 'node_modules', '@modelcontextprotocol', `server-${name}`, 'dist', 'index.js');
const servers = { ev: server('everything'), memory: server('memory') };

/** One real client: its config, what it prints about its servers, and which tools it got from them. */
interface RealClient {
  readonly id: string;
  readonly config: string;
  readonly text: string;
  readonly at: readonly string[];
  /** Lines about the servers, without times and paths. */
  readonly status: (home: string) => readonly string[];
  readonly tools: (home: string) => readonly string[];
}

const port = { claude: 18_821, opencode: 18_823 };

const realClients: readonly RealClient[] = [
  {
    id: 'claude-code',
    config: '.claude.json',
    text: JSON.stringify(
      {
        mcpServers: Object.fromEntries(
          Object.entries(servers).map(([name, script]) => [
            name,
            { type: 'stdio', command: process.execPath, args: [script], env: {} },
          ]),
        ),
      },
      null,
      2,
    ),
    at: ['mcpServers'],
    status: (home) =>
      inJail(home, join(clients, '_anthropic-ai_claude-code/node_modules/.bin/claude'), 'mcp', 'list')
        .split('\n')
        .flatMap((line) => /^(\w+): .* - (.*)$/.exec(line)?.slice(1).join(' ') ?? []),
    tools: (home) =>
      shownToModel(
        home,
        port.claude,
        `export ANTHROPIC_BASE_URL=http://127.0.0.1:${port.claude} ANTHROPIC_API_KEY=sk-test CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 ENABLE_TOOL_SEARCH=false MCP_CONNECTION_NONBLOCKING=0; ${clients}/_anthropic-ai_claude-code/node_modules/.bin/claude -p hello`,
        ['mcp__ev__', 'mcp__memory__'],
      ).filter((name) => name.startsWith('mcp__')),
  },
  {
    id: 'codex',
    config: '.codex/config.toml',
    text: Object.entries(servers)
      .map(
        ([name, script]) =>
          `# ${name}\n[mcp_servers.${name}]\ncommand = ${JSON.stringify(process.execPath)} # node\nargs = [${JSON.stringify(script)}]\n`,
      )
      .join('\n'),
    at: ['mcp_servers'],
    status: (home) =>
      codex(home).map((line) => `${line.split(' ')[0]} ${/ tools=[1-9]/.test(line) ? 'connected' : 'failed'}`),
    tools: codex,
  },
  {
    id: 'opencode',
    config: '.config/opencode/opencode.jsonc',
    text: `// mine\n${JSON.stringify(
      {
        model: 'mock/mock',
        small_model: 'mock/mock',
        provider: {
          mock: {
            npm: '@ai-sdk/openai-compatible',
            name: 'mock',
            options: { baseURL: `http://127.0.0.1:${port.opencode}/v1`, apiKey: 'x' },
            models: { mock: { name: 'mock', tool_call: true, limit: { context: 100_000, output: 4000 } } },
          },
        },
        permission: 'allow',
        mcp: Object.fromEntries(
          Object.entries(servers).map(([name, script]) => [
            name,
            { type: 'local', command: [process.execPath, script], environment: {} },
          ]),
        ),
      },
      null,
      2,
    )}\n`,
    at: ['mcp'],
    status: (home) =>
      [...inJail(home, opencode, 'mcp', 'list').matchAll(/[✓✗○⚠] (\S+) (?:\S*?)(connected|failed|disabled)/g)].map(
        ([, name, state]) => `${name} ${state}`,
      ),
    tools: (home) => shownToModel(home, port.opencode, `${opencode} run hello`, ['ev_']),
  },
];

const opencode = join(clients, 'opencode-ai/node_modules/opencode-linux-x64/bin/opencode');

describe.each(realClients)('$id, a real client', ({ config, text, at: where, status, tools }) => {
  it('has the same servers, connected and with the same tools, behind the shim, and its config again after', async () => {
    const home = makeHome({ [config]: text });
    mkdirSync(join(home, 'work'));
    const read = (): string => readFileSync(join(home, config), 'utf8');
    const statusBefore = status(home);
    const toolsBefore = tools(home);
    // Some write into their own file when they start: what counts is what stands there now.
    const before = read();

    const protectedRun = await sallyport(home, ['protect', '--yes']);
    const statusBehind = status(home);
    const toolsBehind = tools(home);
    const { out } = await sallyport(home, ['log', 'query', '--kind', 'listing', '--json']);
    const guardedText = read();
    await restoreAll(home);

    expect(protectedRun).toMatchObject({ code: 0 });
    expect(statusBefore).toHaveLength(2);
    expect(statusBefore.every((line) => /connected/i.test(line))).toBe(true);
    expect(statusBehind).toEqual(statusBefore);
    expect(toolsBefore.length).toBeGreaterThan(1);
    expect(toolsBehind).toEqual(toolsBefore);
    expect(guardedText).toContain(join(home, '.sallyport/bin/sallyport-shim'));
    expect(out).toContain('"name":"ev"');
    expect(await serversIn(read(), where)).toEqual(await serversIn(text, where));

    put(home, config, before);
    await sallyport(home, ['protect', '--yes']);
    await restoreAll(home);
    expect(read()).toBe(before);
  });
});

describe('Claude Code in a project under version control', () => {
  it('starts an approved server of the project through the personal copy, and the project file stays', async () => {
    const home = makeHome({ 'work/.git/HEAD': 'ref: refs/heads/main\n' });
    const shared = JSON.stringify({ mcpServers: { memory: { command: process.execPath, args: [servers.memory] } } });
    put(home, 'work/.mcp.json', shared);
    put(home, '.claude.json', {
      projects: { [join(home, 'work')]: { enabledMcpjsonServers: ['memory'], hasTrustDialogAccepted: true } },
    });
    const [claude] = realClients;
    const before = claude?.status(home);

    const planned = await sallyport(home, ['protect', '--yes']);
    const behind = claude?.status(home);
    const { out } = await sallyport(home, ['log', 'query', '--kind', 'connection', '--json']);
    const personal = readFileSync(join(home, '.claude.json'), 'utf8');
    await restoreAll(home);

    expect(planned).toMatchObject({ code: 0 });
    expect(before).toEqual(['memory ✔ Connected']);
    expect(behind).toEqual(before);
    expect(personal).toContain('"--overlay"');
    expect(out).toContain('"name":"memory"');
    expect(readFileSync(join(home, 'work/.mcp.json'), 'utf8')).toBe(shared);
    expect(readFileSync(join(home, '.claude.json'), 'utf8')).not.toContain('sallyport-shim');
  });
});

async function serversIn(text: string, where: readonly string[]): Promise<unknown> {
  const parsed = await parseConfig(Buffer.from(text), text.startsWith('#') ? 'toml' : 'jsonc');
  return parsed.ok ? at(parsed.document.value, where) : parsed.detail;
}

/** As `restore --all` does after a yes at the terminal. */
async function restoreAll(home: string): Promise<void> {
  const stateFolder = join(home, '.sallyport');
  const wanted = (): boolean => true;
  const plan = await planHomeRestore({
    machine: machineAt(home),
    stateFolder,
    mayReadGuarded: true,
    projects: [],
    only: null,
    isWhole: true,
    wanted,
  });
  const { journal } = journalOrNone(stateFolder);
  const restored = await applyRestores(plan, {
    journal,
    stateFolder,
    now: () => new Date(),
    onStep: () => undefined,
    holdMs: 200,
    wanted,
    running: () => new Set(),
  });
  journal.close();
  expect(restored).toMatchObject([{ kind: 'done', isBack: true }]);
}

function codex(home: string): readonly string[] {
  const binary = join(clients, '_openai_codex/node_modules/.bin/codex');
  return (
    inJail(home, process.execPath, join(recipes, 'codex-status.mjs'), binary)
      .split('\n')
      .filter((line) => / tools=\d+ /.test(line))
      // It names five tools, which it draws at random; how many there are and how long they all are stays.
      .map((line) => line.replace(/(tools=\d+) \S+/, '$1'))
      .toSorted()
  );
}

const MOST_RUNS = 6;

/**
 * The names of the tools that a model on loopback was shown. A client may ask its model before all of its servers have
 * answered: it is run again until tools of each of them are there.
 */
function shownToModel(home: string, atPort: number, command: string, ofServers: readonly string[]): readonly string[] {
  const log = join(home, `llm-${Date.now()}.jsonl`);
  const script = join(home, 'run.sh');
  writeFileSync(
    script,
    `node ${recipes}/mock-llm.mjs ${atPort} ${log} > /dev/null 2>&1 & M=$!\nsleep 0.5; cd ${home}/work; timeout 90 bash -c ${JSON.stringify(command)} </dev/null; kill $M\n`,
  );
  let names: readonly string[] = [];
  for (
    let run = 0;
    run < MOST_RUNS && !ofServers.every((start) => names.some((name) => name.startsWith(start)));
    run += 1
  ) {
    inJail(home, 'bash', script);
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    names = lines
      .map((line) => (JSON.parse(line) as { readonly mcpTools?: readonly string[] }).mcpTools ?? [])
      .reduce((most, shown) => (shown.length > most.length ? shown : most), []);
  }
  return names.toSorted();
}

function inJail(home: string, program: string, ...words: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(jail, [program, ...words], {
    cwd: join(home, 'work'),
    encoding: 'utf8',
    timeout: 110_000,
    env: { HOME: home, PATH, TERM: 'dumb', NO_COLOR: '1' },
  });
  if (status !== 0 && stdout === '') {
    throw new Error(`${program} ended with ${status}: ${stderr}`);
  }
  return stdout;
}
