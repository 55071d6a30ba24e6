import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ours } from '../../policy/bundle/signed.ts';
import { type Checked, checkFile } from '../../../main/daemon/protect/check.ts';
import { laptop, type Laptop } from '../../main/daemon/protect/laptop.ts';

let here: Laptop;
beforeEach(() => {
  here = laptop();
});
afterEach(() => here.remove());

const cursor = '.cursor/mcp.json';
const passing = '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\nshift\nexec "$@"\n';

/** Answers `initialize` and `tools/list`; its one tool is called as its first argument says. */
const server = `
import { createInterface } from 'node:readline';
const tool = { name: process.argv[2] ?? process.env.TOOL, inputSchema: { type: 'object' } };
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method } = JSON.parse(line);
  const init = { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } };
  if (id !== undefined) console.log('noise'), console.log(JSON.stringify({ jsonrpc: '2.0', id, result: method === 'initialize' ? init : { tools: tool.name === 'none' ? [] : [tool] } }));
});
`;

async function checked(
  entry: Readonly<Record<string, unknown>>,
  launcher = passing,
  mayNarrow = false,
): Promise<Checked['verdict'] | undefined> {
  const script = here.write('server.mjs', server);
  const args = entry['args'] ?? [script, 'one'];
  here.write(cursor, JSON.stringify({ mcpServers: { a: { command: process.execPath, ...entry, args } } }));
  writeFileSync(here.launcher, launcher);
  const { applied } = await here.protect();
  const [one] = applied;
  const results =
    one === undefined
      ? []
      : await checkFile(one.plan.candidate, new Set(['/mcpServers/a']), {
          env: process.env,
          mayNarrow,
          timeoutMs: 25_000,
        });
  return results[0]?.verdict;
}

describe('a server that was put behind the shim', () => {
  it('is the same when it says the same', async () => {
    expect(await checked({})).toEqual({ kind: 'same' });
  });

  it('is started with the environment of its entry', async () => {
    const script = here.write('server.mjs', server);

    expect(await checked({ args: [script], env: { TOOL: 'two' } })).toEqual({ kind: 'same' });
  });

  it.each([
    ['does not start', '#!/bin/sh\nexit 1\n', 'it ended at once (1)'],
    ['offers other tools', passing.replace('exec "$@"', 'exec "$1" "$2" other'), 'it offers other tools'],
  ])('is broken when it %s', async (_what, launcher, why) => {
    expect(await checked({}, launcher)).toEqual({ kind: 'broken', why });
  });

  it.each([
    ['leaves its tools out', 'none', true, 'narrowed'],
    ['leaves its tools out, and nothing here should', 'none', false, 'broken'],
    ['gives it tools it does not have', 'other', true, 'broken'],
  ])('is judged by whether a policy may narrow it: the shim %s', async (_what, tools, mayNarrow, kind) => {
    const other = passing.replace('exec "$@"', `exec "$1" "$2" ${tools}`);

    expect(await checked({}, other, mayNarrow)).toMatchObject({ kind });
  });

  it('is not to blame when the server fails without the shim too', async () => {
    expect(await checked({ command: '/no/such/program' })).toMatchObject({ kind: 'fails-anyway' });
  });

  it('is not started where only its client can fill in a value', async () => {
    expect(await checked({ env: { KEY: '${input:key}' } })).toMatchObject({ kind: 'not-checked' });
  });
});

describe('protect --check', () => {
  const text = (script: string): string =>
    JSON.stringify({ mcpServers: { a: { command: process.execPath, args: [script, 'one'] } } });

  it('takes a broken entry back after a yes', async () => {
    const before = text(here.write('server.mjs', server));
    here.write(cursor, before);
    writeFileSync(here.launcher, '#!/bin/sh\nexit 1\n');

    const { code, out, notes } = await here.run(['protect', '--check'], 'y');

    expect(notes).toContain('a works without the shim and not with it');
    expect(out).toContain('broken  a (~/.cursor/mcp.json): it ended at once (1)');
    expect(code).toBe(3);
    expect(here.read(cursor)).toBe(before);
  });

  it('leaves it guarded where nobody can say yes', async () => {
    here.write(cursor, text(here.write('server.mjs', server)));
    writeFileSync(here.launcher, '#!/bin/sh\nexit 1\n');

    const { code } = await here.run(['protect', '--yes', '--check'], null);

    expect(code).toBe(3);
    expect(here.read(cursor)).toContain(here.launcher);
  });

  it('looks at what was guarded before too', async () => {
    here.write(cursor, text(here.write('server.mjs', server)));
    writeFileSync(here.launcher, '#!/bin/sh\nexit 1\n');
    await here.protect();

    const { code, out } = await here.run(['protect', '--check'], null);

    expect(code).toBe(3);
    expect(out).toContain('broken  a (~/.cursor/mcp.json): it ended at once (1)');
  });

  // Only what root owns counts as an administrator's.
  it.skipIf(process.getuid?.() !== 0)("proposes nothing under an administrator's lockdown", async () => {
    here.write(cursor, text(here.write('server.mjs', server)));
    const trust = { organisation: 'acme', keys: [ours.publicText], floor: 'lockdown' };
    here.write('.system/etc/sallyport/policy-trust.json', JSON.stringify(trust));
    writeFileSync(here.launcher, '#!/bin/sh\nexit 1\n');

    const { code, notes } = await here.run(['protect', '--yes', '--check'], 'y');

    expect(code).toBe(3);
    expect(notes).toContain('in lockdown, so nothing is taken back');
    expect(here.read(cursor)).toContain(here.launcher);
  });
});
