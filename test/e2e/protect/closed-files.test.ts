import { chmodSync, chownSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeHome, type Run, sallyport } from '../sallyport.ts';

const one = '{"mcpServers":{"a":{"command":"npx","args":["-y","a"]}}}';
const cursor = '.cursor/mcp.json';
const windsurf = '.codeium/windsurf/mcp_config.json';

// Root may write everywhere: as root, the program runs as nobody.
const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
let home: string;
beforeEach(() => {
  home = makeHome({ [cursor]: one, [windsurf]: one });
  if (nobody !== undefined) {
    const all = readdirSync(home, { recursive: true, encoding: 'utf8' });
    ['', ...all].forEach((path) => chownSync(join(home, path), nobody, nobody));
  }
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const protect = (): Promise<Run> => sallyport(home, ['protect', '--yes'], {}, nobody);
const read = (path: string): string => readFileSync(join(home, path), 'utf8');

describe.skipIf(process.platform === 'win32')('a config that this person can not change', () => {
  it.each<[string, () => void, string]>([
    [
      'is read-only',
      () => chmodSync(join(home, cursor), 0o444),
      'failed  ~/.cursor/mcp.json: ~/.cursor/mcp.json could not be written (it is read-only), and is as it was\n        Make the file and its folder writable',
    ],
    [
      'lies in a read-only folder',
      () => chmodSync(join(home, '.cursor'), 0o555),
      'failed  ~/.cursor/mcp.json: ~/.cursor/mcp.json could not be written (permission denied), and is as it was\n        Make the file and its folder writable',
    ],
  ])('stays as it was when it %s, and the others are handled', async (_what, close, said) => {
    close();

    const { code, out } = await protect();
    chmodSync(join(home, '.cursor'), 0o755);

    expect(code).toBe(3);
    expect(out).toContain(said);
    expect(read(cursor)).toBe(one);
    expect(readdirSync(join(home, '.cursor'))).toEqual(['mcp.json']);
    expect(read(windsurf)).toContain('sallyport-shim');
  });

  it('is named when it can not be read', async () => {
    chmodSync(join(home, cursor), 0o000);

    const { code, err } = await protect();
    chmodSync(join(home, cursor), 0o644);

    expect(code).toBe(3);
    expect(err).toContain('Cursor: ~/.cursor/mcp.json: denied (permission denied)');
    expect(read(cursor)).toBe(one);
    expect(read(windsurf)).toContain('sallyport-shim');
  });
});

describe('a home that is not there', () => {
  it.each(['scan', 'protect', 'restore', 'status'])(
    'is named by %s with the remedy, and nothing counts as clean',
    async (verb) => {
      const { code, err } = await sallyport(home, [verb], { HOME: join(home, 'none') });

      expect(code).toBe(3);
      expect(err).toBe(
        `sallyport: there is no home folder to look at (${join(home, 'none')} is not a folder)\nSet HOME to your home folder.\n`,
      );
    },
  );
});
