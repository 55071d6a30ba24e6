import {
  chmodSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeHome, put, type Run, sallyport } from './sallyport.ts';

const servers = { mcpServers: { a: { command: 'npx', args: ['-y', 'a'] } } };
let home: string;
beforeEach(() => {
  home = makeHome({ '.cursor/mcp.json': servers });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const doctor = (...words: readonly string[]): Promise<Run> => sallyport(home, ['doctor', ...words]);
const protect = (): Promise<Run> => sallyport(home, ['protect', '--yes']);
const config = (): string => readFileSync(join(home, '.cursor/mcp.json'), 'utf8');
const shim = (): string => join(home, '.sallyport/bin/sallyport-shim');

describe('doctor', () => {
  it('finds nothing broken on a laptop where everything works', async () => {
    await protect();

    const { code, out } = await doctor();

    expect(code).toBe(0);
    expect(out).toContain('ok      the shim 0.1.0 is installed and starts.\n');
    expect(out).not.toMatch(/^(?:broken|mended)/m);
  });

  it('makes nothing on a laptop that has nothing of ours', async () => {
    const { code, out } = await doctor();

    expect(code).toBe(0);
    expect(out).toContain('note    there is no state folder yet');
    expect(existsSync(join(home, '.sallyport/bin'))).toBe(false);
  });

  it('writes for a helper what it can see of a laptop that has nothing of ours', async () => {
    const { code } = await doctor('--bundle', 'support.json');

    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(join(home, 'support.json'), 'utf8'))).toMatchObject({ inventory: null, files: [] });
    expect(existsSync(join(home, '.sallyport'))).toBe(false);
  });

  it.each<[string, () => void, string]>([
    ['is missing', () => rmSync(shim()), 'the shim is missing (~/.sallyport/bin/sallyport-shim)'],
    ['may not be started', () => chmodSync(shim(), 0o600), 'the shim may not be started'],
    [
      'has lost its runtime',
      () => rmSync(join(home, '.sallyport/bin/0.1.0/node')),
      'the runtime of the shim is missing or damaged',
    ],
    [
      'has a runtime that was cut short',
      () => truncateSync(join(home, '.sallyport/bin/0.1.0/node'), 1000),
      'the runtime of the shim is missing or damaged',
    ],
    [
      'has a runtime of other bytes',
      () => overwrite(join(home, '.sallyport/bin/0.1.0/node'), 1_000_000),
      'the runtime of the shim is missing or damaged',
    ],
    [
      'lacks a part',
      () => rmSync(join(home, '.sallyport/bin/0.1.0/shim-judges.cjs')),
      'the runtime of the shim is missing or damaged',
    ],
    [
      'has lost the link to its version',
      () => rmSync(join(home, '.sallyport/bin/current')),
      'the runtime of the shim is missing or damaged',
    ],
  ])('puts the shim back when it %s', async (_what, harm, text) => {
    await protect();
    harm();

    const looked = await doctor('--dry-run');
    const mended = await doctor();
    const after = await doctor();

    expect(looked).toMatchObject({ code: 1, out: expect.stringContaining(`broken  ${text}`) });
    expect(mended).toMatchObject({ code: 0, out: expect.stringContaining(`mended  ${text}`) });
    expect(after.out).toContain('ok      the shim 0.1.0 is installed and starts.');
  });

  it('points entries at the shim again when the home has moved, after a yes', async () => {
    await protect();
    const moved = `${home}-moved`;
    renameSync(home, moved);
    home = moved;

    const asked = await doctor();
    const unchanged = config();
    const mended = await doctor('--yes');

    expect(asked).toMatchObject({ code: 1, out: expect.stringContaining('a named a shim at another place') });
    expect(unchanged).not.toContain(moved);
    expect(mended).toMatchObject({
      code: 0,
      out: expect.stringContaining('mended  ~/.cursor/mcp.json: a named a shim'),
    });
    expect(JSON.parse(config())).toMatchObject({ mcpServers: { a: { command: shim() } } });
  });

  it('names an entry that lost the shim, and what to run', async () => {
    await protect();
    put(home, '.cursor/mcp.json', servers);

    const { code, out } = await doctor();

    expect(code).toBe(1);
    expect(out).toContain(
      'broken  a (cursor, ~/.cursor/mcp.json) was behind the shim and is not any more. Run `sallyport protect --client cursor`.\n',
    );
  });

  it.each<[string, string, string]>([
    ['settings.json', '{"v":1,"onDrift":"panic"}', 'the settings ~/.sallyport/settings.json are not valid'],
    ['policy/catalogue.yaml', 'servers: 5', 'the catalogue ~/.sallyport/policy/catalogue.yaml is not valid'],
    ['advisories/x.json', '{', 'ADVISORIES_INVALID'],
    ['policy/active', 'not a bundle', 'no policy can be used, and monitor holds'],
  ])('names a file of ours that is broken: %s', async (path, text, said) => {
    put(home, `.sallyport/${path}`, text);
    chmodSync(join(home, '.sallyport'), 0o700);

    const looked = await doctor('--dry-run');
    const { code, out } = await doctor();

    expect([looked.code, code]).toEqual([1, 1]);
    for (const lines of [looked.out, out]) {
      expect(lines).toMatch(new RegExp(`^broken  .*${said.replaceAll('.', String.raw`\.`)}`, 'm'));
    }
  });

  it('closes a state folder that others could read', async () => {
    await protect();
    chmodSync(join(home, '.sallyport'), 0o755);

    const { out } = await doctor();

    expect(out).toContain('mended  the state folder ~/.sallyport was open to others.');
    expect(statSync(join(home, '.sallyport')).mode & 0o777).toBe(0o700);
  });

  it('writes what a helper needs into a new file, and nothing of the configs', async () => {
    put(home, '.cursor/mcp.json', {
      mcpServers: { a: { command: 'npx', args: ['-y', 'a'], env: { MOOD: 'very-private' } } },
    });
    await protect();
    await sallyport(home, ['scan']);

    const { code } = await doctor('--bundle', 'support.json');
    const again = await doctor('--bundle', 'support.json');

    const text = readFileSync(join(home, 'support.json'), 'utf8');
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({
      schema: 'sallyport.support/1.0',
      status: { clients: [{ id: 'cursor', guarded: 1 }] },
      inventory: { user: null },
    });
    expect(text).not.toContain(home);
    expect(text).not.toContain('very-private');
    expect(statSync(join(home, 'support.json')).mode & 0o777).toBe(0o600);
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('could not write support.json (EEXIST)') });
  });
});

/** Changes a few bytes of a file, and not its length. */
function overwrite(path: string, at: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, 'other bytes', at);
  closeSync(file);
}
