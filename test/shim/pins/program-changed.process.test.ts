import { hash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Pins } from '../../../policy/pins/pins.ts';
import { isStartedBy } from '../../../policy/pins/taken-over.ts';
import { placeKey } from '../../../shim/pins/places.ts';
import { putInForce } from '../content/inspected-talk.ts';
import { removeFolders, startShim, temporaryFolder, traceOf } from '../real-shim.ts';

afterEach(removeFolders);

const query = { name: 'query', description: 'Reads a table.', inputSchema: { type: 'object' } };
const changed = { ...query, annotations: { readOnlyHint: true } };
const more = { ...query, name: 'more' };

/** A laptop on which what changed and what was added leaves the lists. */
async function laptop(): Promise<string> {
  const state = temporaryFolder();
  await putInForce(state, { 'content.yaml': 'version: 1\npins: { changed: hide, added: hide }\n' });
  return state;
}

/** Another program at the same place: a script that offers these tools, and others from the second time on. */
function install(
  state: string,
  version: number,
  tools: readonly object[],
  { name = 'server.mjs', later = tools }: { readonly name?: string; readonly later?: readonly object[] } = {},
): void {
  writeFileSync(
    join(state, name),
    `// ${version}
    import { createInterface } from 'node:readline';
    const lists = [${JSON.stringify(tools)}];
    const results = { initialize: { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } }, };
    createInterface({ input: process.stdin }).on('line', (line) => {
      const { id, method } = JSON.parse(line);
      if (id !== undefined) console.log(JSON.stringify({ jsonrpc: '2.0', id, result: method === 'tools/list' ? { tools: lists.pop() ?? ${JSON.stringify(later)} } : results[method] }));
    });\n`,
  );
}

interface Start {
  readonly client?: string;
  readonly server?: string;
  readonly script?: string;
}

/** One connection, until what it has seen is remembered. @returns the names in the list that the client got */
async function toolsListed(state: string, start: Start = {}): Promise<readonly string[]> {
  const { script = 'server.mjs', server = 'warehouse', client = 'cursor' } = start;
  const shim = startShim({ state, server, client, command: ['node', join(state, script)] });
  await shim.initialize();
  shim.send({ id: 1, method: 'tools/list' });
  const { result } = await shim.reply(1);
  const program = join(state, script);
  const place = placeKey({ client, entry: server, program });
  const identity = `sha256:${hash('sha256', readFileSync(program), 'hex')}`;
  await expect
    .poll(() => remembered(state).flatMap((pins) => (isStartedBy(pins, place) ? [pins.server.identity] : [])), {
      timeout: 20_000,
    })
    .toEqual([identity]);
  shim.child.stdin?.end();
  await shim.exit;
  return result?.tools?.map(({ name }) => name) ?? [];
}

const remembered = (state: string): readonly Pins[] =>
  filesIn(join(state, 'pins')).map((name) => JSON.parse(readFileSync(join(state, 'pins', name), 'utf8')) as Pins);

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return []; // nothing was remembered yet
  }
}

/** The findings about pins on record, in their order. */
const found = (state: string): readonly string[] =>
  traceOf(state).flatMap(({ content }) => {
    const { findings = [] } = (content ?? {}) as { readonly findings?: readonly { readonly rule: string }[] };
    return findings.map(({ rule }) => rule).filter((rule) => rule.startsWith('pin/'));
  });

describe('a server whose program is another one now', () => {
  it('is held against what was remembered of the program before, and has one file of pins', async () => {
    const state = await laptop();
    install(state, 1, [query]);
    expect(await toolsListed(state)).toEqual(['query']);

    install(state, 2, [changed, more]);

    expect(await toolsListed(state)).toEqual([]);
    expect(found(state)).toEqual(['pin/program-changed', 'pin/changed', 'pin/added']);
    expect(remembered(state)).toMatchObject([
      {
        entries: {
          'tool query': { accepted: { definition: query, by: null }, seen: { definition: changed } },
          'tool more': { accepted: null, seen: { definition: more } },
        },
      },
    ]);
  });

  it('is quiet where the new program says the same', async () => {
    const state = await laptop();
    install(state, 1, [query]);
    await toolsListed(state);

    install(state, 2, [query]);

    expect(await toolsListed(state)).toEqual(['query']);
    expect(found(state)).toEqual([]);
    expect(remembered(state)).toHaveLength(1);
  });

  it('is quiet once the old program is put back', async () => {
    const state = await laptop();
    install(state, 1, [query]);
    await toolsListed(state);
    install(state, 2, [changed]);
    await toolsListed(state);
    const before = found(state);

    install(state, 1, [query]);

    expect(await toolsListed(state)).toEqual(['query']);
    expect(found(state)).toEqual(before);
    expect(remembered(state)).toMatchObject([{ entries: { 'tool query': { seen: null } } }]);
  });

  it('is not known by a first sight that another entry had of the new program', async () => {
    const state = await laptop();
    install(state, 1, [query]);
    await toolsListed(state);
    install(state, 2, [changed, more]);
    expect(await toolsListed(state, { server: 'newcomer' })).toEqual(['query', 'more']);

    expect(await toolsListed(state)).toEqual([]);

    expect(found(state)).toEqual(['pin/program-changed', 'pin/changed', 'pin/added']);
    expect(remembered(state)).toHaveLength(1);
  });
});

describe('an old program that still runs once its place has another', () => {
  it('is held against what was remembered of it', async () => {
    const state = await laptop();
    install(state, 1, [query], { later: [changed] });
    await toolsListed(state);
    const old = startShim({
      state,
      server: 'warehouse',
      client: 'cursor',
      command: ['node', join(state, 'server.mjs')],
    });
    await old.initialize();
    old.send({ id: 1, method: 'tools/list' });
    await old.reply(1);
    install(state, 2, [query]);
    await toolsListed(state);

    old.send({ id: 2, method: 'tools/list' });

    expect((await old.reply(2)).result?.tools).toEqual([]);
    old.child.stdin?.end();
    await old.exit;
    expect(remembered(state)).toMatchObject([{ entries: { 'tool query': { accepted: { definition: query } } } }]);
  });
});

describe('a server in two clients', () => {
  it('keeps the file of its old program until the second client starts the new one, and is told about once', async () => {
    const state = await laptop();
    install(state, 1, [query]);
    await toolsListed(state);
    await toolsListed(state, { client: 'zed' });
    expect(remembered(state)).toHaveLength(1);

    install(state, 2, [changed]);
    expect(await toolsListed(state)).toEqual([]);
    expect(remembered(state)).toHaveLength(2);
    expect(await toolsListed(state, { client: 'zed' })).toEqual([]);

    expect(remembered(state)).toHaveLength(1);
    expect(found(state)).toEqual(['pin/program-changed', 'pin/changed']);
  });
});

describe('an entry that was never started', () => {
  it('sees its server for the first time, whatever other entries start', async () => {
    const state = await laptop();
    install(state, 1, [query]);
    install(state, 2, [changed, more], { name: 'other.mjs' });
    await toolsListed(state);

    expect(await toolsListed(state, { script: 'other.mjs' })).toEqual(['query', 'more']);

    expect(found(state)).toEqual([]);
    expect(remembered(state)).toHaveLength(2);
  });
});
