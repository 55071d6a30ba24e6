import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { laptopAt } from '../main/daemon/protect/laptop.ts';
import { makeHome, sallyport } from './sallyport.ts';

const launcher = join(import.meta.dirname, '..', '..', 'dist', 'bin', 'sallyport');
const one = '{"mcpServers":{"a":{"command":"npx","args":["-y","a"]}}}';
let home: string;
beforeEach(() => {
  home = makeHome({ '.cursor/mcp.json': one });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('uninstall while the daemon runs', () => {
  it('ends the daemon first, which would put everything back', async () => {
    await sallyport(home, ['protect', '--yes']);
    const daemon = spawn(launcher, ['daemon', '--on-drift', 'route-again'], {
      env: { HOME: home, PATH: '/usr/bin:/bin' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    daemon.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await expect.poll(() => said, { timeout: 30_000 }).toContain('watching');

    const { code } = await laptopAt(home).run(['uninstall']);

    expect(code).toBe(0);
    expect(daemon.exitCode ?? (await once(daemon, 'exit'))[0]).toBe(0);
    expect(readFileSync(join(home, '.cursor/mcp.json'), 'utf8')).toBe(one);
    expect(existsSync(join(home, '.sallyport'))).toBe(false);
  });
});
