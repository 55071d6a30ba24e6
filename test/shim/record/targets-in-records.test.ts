import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { RecordedNames } from '../../../shim/record/recorded-names.ts';
import { withChecksum } from '../../scanner/detect/secrets/drawn.ts';
import { removeFolders, startShim, traceOf, type RealShim } from '../real-shim.ts';

afterAll(removeFolders);

const token = withChecksum('ghp_');

async function callsOf(uris: readonly string[]): Promise<RealShim> {
  const shim = startShim();
  await shim.initialize();
  for (const [index, uri] of uris.entries()) {
    shim.send({ jsonrpc: '2.0', id: index + 1, method: 'resources/read', params: { uri } });
    await shim.reply(index + 1);
  }
  shim.child.stdin?.end();
  await shim.exit;
  return shim;
}

const actionsIn = ({ state }: RealShim): readonly unknown[] =>
  traceOf(state).flatMap(({ kind, action }) => (kind === 'decision' ? [action] : []));

describe('a call whose address holds a credential', () => {
  it('is recorded without it, and can be told from another one', { timeout: 30_000 }, async () => {
    const other = withChecksum('gho_');

    const shim = await callsOf([token, other, token].map((one) => `https://x.example/?t=${one}`));

    const actions = actionsIn(shim) as readonly { readonly tool: string; readonly toolHmac: string }[];
    expect(actions.map(({ tool }) => tool)).toEqual(Array(3).fill('https://x.example/?‹redacted:github-token›'));
    expect(new Set(actions.map(({ toolHmac }) => toolHmac)).size).toBe(2);
    expect(filesBelow(shim.state).filter((path) => readFileSync(path, 'latin1').includes(token))).toEqual([]);
  });

  it('is recorded as it is where it holds none', { timeout: 30_000 }, async () => {
    const uri = 'file:///home/kim/notes/2026-11-20.md';

    expect(actionsIn(await callsOf([uri]))).toMatchObject([{ tool: uri }]);
    expect(actionsIn(await callsOf([uri]))[0]).not.toHaveProperty('toolHmac');
  });
});

describe('a name that was not looked at before it is recorded', () => {
  it.each(['get_user', 'search-docs', 'notes://today', 'file:///repo/src/index.ts'])('is told as %s', (name) => {
    const names = new RecordedNames();

    expect([names.ready(name), names.of(name)]).toEqual([null, name]);
  });

  it.each([token, `https://x.example/?t=${token}`, 'postgres://kim:hunter2x@db.example/sales'])(
    'is not told where it may hold something, and told without it once the rules are there: %#',
    async (name) => {
      const names = new RecordedNames();
      expect(names.of(name)).toBe('‹redacted:not-looked-at›');

      await names.ready(name);

      expect(names.of(name)).toMatch(/‹redacted:(github-token|postgres-password)›/);
      expect(names.of(name)).not.toMatch(/ghp_|hunter2x/);
    },
  );
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
}
