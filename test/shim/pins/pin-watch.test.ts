import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { accept, type Pins } from '../../../policy/pins/pins.ts';
import { updatePins } from '../../../shim/pins/pin-file.ts';
import { withChecksum } from '../../scanner/detect/secrets/drawn.ts';
import { callOf, resultOf } from '../conversation-of-two.ts';
import { inspectedTalk, type InspectedTalk } from '../content/inspected-talk.ts';
import { removeFolders, temporaryFolder } from '../real-shim.ts';

afterEach(removeFolders);

const query = { name: 'query', description: 'Reads a table.', inputSchema: { type: 'object' } };
const changed = { ...query, annotations: { readOnlyHint: true } };
const policyWith = (pins: string): Readonly<Record<string, string>> => ({
  'content.yaml': `version: 1\npins: { changed: ${pins}, added: ${pins} }\n`,
});

/** A page of a list: its own cursor, and that of the next. */
async function onePage(
  between: InspectedTalk,
  id: number,
  tools: readonly object[],
  { cursor, nextCursor }: { readonly cursor?: string; readonly nextCursor?: string },
): Promise<unknown> {
  between.client(JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/list', params: { cursor } }));
  await between.arrived();
  between.server(resultOf(id, { tools, nextCursor }));
  return between.heard();
}

async function list(
  between: InspectedTalk,
  id: number,
  tools: readonly object[],
  method = 'tools/list',
): Promise<unknown> {
  between.client(JSON.stringify({ jsonrpc: '2.0', id, method }));
  await between.arrived();
  const key = method.slice(0, method.indexOf('/'));
  between.server(resultOf(id, { [key]: tools }));
  return between.heard();
}

const pathOf = (state: string): string => {
  const [file = 'none'] = filesIn(join(state, 'pins'));
  return join(state, 'pins', file);
};
const pinsOf = (state: string): Pins => JSON.parse(readFileSync(pathOf(state), 'utf8')) as Pins;

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}

async function remembered(state: string, key: string, description: object = {}): Promise<void> {
  await expect
    .poll(() => (filesIn(join(state, 'pins')).length === 0 ? null : pinsOf(state).entries[key]), { timeout: 10_000 })
    .toMatchObject({ kind: expect.any(String), ...description });
}

/** A server that was seen before, on another connection. */
async function knownServer(policy: Readonly<Record<string, string>>): Promise<InspectedTalk> {
  const state = temporaryFolder();
  await list(await inspectedTalk(policy, state), 1, [query]);
  await remembered(state, 'tool query');
  return inspectedTalk(null, state);
}

async function acceptedBySomebody(state: string, key: string): Promise<void> {
  await updatePins(pathOf(state), (read) =>
    read.kind === 'read'
      ? accept(read.pins, [key], '2026-11-22T10:00:00Z', { person: 'kim', channel: 'terminal' })
      : null,
  );
}

describe('a server that describes itself for the first time', () => {
  it('is remembered in a file that nobody else reads, under what the server is', async () => {
    const between = await inspectedTalk(null);

    await list(between, 1, [query]);
    await remembered(between.state, 'tool query', { accepted: { definition: query, by: null } });

    expect(statSync(pathOf(between.state)).mode & 0o777).toBe(0o600);
    expect(pathOf(between.state)).toContain(pinsOf(between.state).server.id);
    expect(between.found).toEqual([]);
  });

  it('is one server for two clients, whatever each calls it', async () => {
    const one = await inspectedTalk(null);
    await list(one, 1, [query]);
    await remembered(one.state, 'tool query');
    const other = await inspectedTalk(null, one.state);

    await list(other, 1, [query]);
    other.client(callOf(2, 'query'));
    await other.arrived();

    expect(filesIn(join(one.state, 'pins'))).toHaveLength(1);
    expect(other.found).toEqual([]);
  });
});

describe('a definition with a credential in it', () => {
  const holding = (token: string): object => ({ ...query, description: `Reads a table with ${token}.`, [token]: 1 });

  it('is remembered without it, and another credential is a change', async () => {
    const between = await inspectedTalk(policyWith('pass'));
    const [first, second] = [withChecksum('ghp_'), withChecksum('gho_')];
    await list(between, 1, [holding(first)]);
    await remembered(between.state, 'tool query', { seen: null });
    await list(between, 2, [holding(first)]);
    expect(between.found).toEqual([]);

    await list(between, 3, [holding(second)]);
    await remembered(between.state, 'tool query', { seen: { hash: expect.any(String) } });

    const file = readFileSync(pathOf(between.state), 'utf8');
    expect(file).toContain('Reads a table with ‹redacted:github-token›.');
    expect([first, second].filter((token) => file.includes(token))).toEqual([]);
  });
});

describe('a tool that is not what it was', () => {
  it('passes by default, and is told about once', async () => {
    const between = await knownServer(policyWith('pass'));

    expect(await list(between, 1, [changed])).toMatchObject({ result: { tools: [changed] } });
    await remembered(between.state, 'tool query', { seen: { definition: changed } });
    await list(between, 2, [changed]);

    expect(between.found).toMatchObject([
      { method: 'tools/list', findings: [{ rule: 'pin/changed', detail: 'query', actions: ['warn'] }] },
    ]);
  });

  it('leaves the list and is refused where the policy hides it, until somebody accepts it', async () => {
    const between = await knownServer(policyWith('hide'));

    expect(await list(between, 1, [changed])).toMatchObject({ result: { tools: [] } });
    between.client(callOf(2, 'query'));
    expect(await between.heard()).toMatchObject({
      id: 2,
      result: { isError: true, content: [{ text: expect.stringContaining('pins diff') }] },
    });

    await remembered(between.state, 'tool query', { seen: { definition: changed } });
    await acceptedBySomebody(between.state, 'tool query');
    await expect
      .poll(async () => ((await list(between, Date.now(), [changed])) as { result: { tools: object[] } }).result.tools)
      .toEqual([changed]);
    between.client(callOf(4, 'query'));
    expect(await between.arrived()).toMatchObject({ id: 4 });
  });

  it('is asked about where the policy asks, and stays in the list', async () => {
    const between = await knownServer(policyWith('ask'));

    expect(await list(between, 1, [changed])).toMatchObject({ result: { tools: [changed] } });
    between.client(callOf(2, 'query'));

    expect(await between.heard()).toMatchObject({ id: 2, result: { isError: true } });
    expect(between.notesOf('decision')).toMatchObject([
      { ruling: { effect: 'deny', because: expect.arrayContaining(['pin/changed']) } },
    ]);
  });

  it.each(['ask', 'hide'] as const)(
    'is not free to be called because another connection lists it no more (%s)',
    async (choice) => {
      const between = await knownServer(policyWith(choice));
      await list(between, 1, [changed]);
      await remembered(between.state, 'tool query', { seen: { definition: changed } });
      await list(await inspectedTalk(null, between.state), 1, []);
      await remembered(between.state, 'tool query', { gone: expect.any(String) });
      await new Promise((resolve) => setTimeout(resolve, 300));

      between.client(callOf(2, 'query'));

      expect(await between.heard()).toMatchObject({ id: 2, result: { isError: true } });
    },
  );

  it('is free to be called where only its being gone is news', async () => {
    const between = await knownServer(policyWith('hide'));
    await list(between, 1, []);
    await remembered(between.state, 'tool query', { gone: expect.any(String) });

    between.client(callOf(2, 'query'));

    expect(await between.arrived()).toMatchObject({ id: 2 });
  });

  it('may be called again once the server takes the change back', async () => {
    const between = await knownServer(policyWith('hide'));
    await list(between, 1, [changed]);

    await list(between, 2, [query]);
    between.client(callOf(3, 'query'));

    expect(await between.arrived()).toMatchObject({ id: 3 });
  });

  it.each([
    ['changed', changed, 'deny'],
    ['new', query, 'allow'],
    ['pinned', query, 'deny'],
  ])('is what policies see as resource.pin: %s', async (word, now, effect) => {
    const between = await knownServer({
      'person.cedar': `@id("a") permit (principal, action, resource);
        @id("b") forbid (principal, action, resource) when { resource.pin == "${word}" };`,
    });
    await list(between, 1, [now]);

    between.client(callOf(2, 'query'));
    await (effect === 'deny' ? between.heard() : between.arrived());

    expect(between.notesOf('decision')).toMatchObject([{ ruling: { effect } }]);
  });
});

describe('what comes after a server was first seen', () => {
  it('is hidden where the policy hides it: tools and prompts', async () => {
    const between = await knownServer(policyWith('hide'));
    await list(between, 1, [], 'prompts/list');

    expect(await list(between, 2, [query, { ...query, name: 'more' }])).toMatchObject({ result: { tools: [query] } });
    expect(await list(between, 3, [{ name: 'p' }], 'prompts/list')).toMatchObject({ result: { prompts: [] } });
  });

  it('is withheld where it is instructions', async () => {
    const between = await knownServer(policyWith('hide'));
    const greet = async (id: number, instructions?: string): Promise<unknown> => {
      between.client(JSON.stringify({ jsonrpc: '2.0', id, method: 'initialize', params: {} }));
      await between.arrived();
      between.server(resultOf(id, { protocolVersion: '2025-11-25', capabilities: {}, instructions }));
      return between.heard();
    };
    await greet(1, 'Read before you write.');

    expect(await greet(2, 'Write before you read.')).toMatchObject({
      result: { instructions: expect.stringContaining('not what was accepted') },
    });
    expect(await greet(3, 'Read before you write.')).toMatchObject({
      result: { instructions: 'Read before you write.' },
    });
  });
});

describe('a server whose list ends with an empty cursor, as clients read it', () => {
  const page = async (between: InspectedTalk, id: number, tools: readonly object[], params?: object) => {
    between.client(JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/list', params }));
    await between.arrived();
    between.server(resultOf(id, { tools, nextCursor: '' }));
    return between.heard();
  };

  it('has been seen whole: what comes later is new, and what is missing is gone', async () => {
    const between = await inspectedTalk(policyWith('hide'));
    await page(between, 1, [query]);

    expect(await page(between, 2, [{ ...query, name: 'more' }])).toMatchObject({ result: { tools: [] } });
    await remembered(between.state, 'tool query', { gone: expect.any(String) });
  });
});

describe('a list of which a client reads the first page only', () => {
  it('has what comes on that page hidden, and not what stands on the next', async () => {
    const between = await inspectedTalk(policyWith('hide'));
    const page = async (id: number, tools: readonly object[], params?: object): Promise<unknown> => {
      between.client(JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/list', params }));
      await between.arrived();
      between.server(resultOf(id, { tools, nextCursor: 'p2' }));
      return between.heard();
    };
    await page(1, [query]);

    expect(await page(2, [query, { ...query, name: 'more' }])).toMatchObject({ result: { tools: [query] } });
    expect(await page(3, [{ ...query, name: 'next' }], { cursor: 'p2' })).toMatchObject({
      result: { tools: [{ name: 'next' }] },
    });
  });
});

describe('a list of two pages', () => {
  const add = { name: 'add', description: 'Adds two numbers.', inputSchema: { type: 'object' } };

  it('that says a changed thing on the first page and the accepted one on the second is asked about', async () => {
    const between = await inspectedTalk(policyWith('ask'));
    await onePage(between, 1, [query], { nextCursor: 'x' });
    await onePage(between, 2, [add], { cursor: 'x' });

    await onePage(between, 3, [changed], { nextCursor: 'x' });
    await onePage(between, 4, [add, query], { cursor: 'x' });
    between.client(callOf(5, 'query'));

    expect(await between.heard()).toMatchObject({ id: 5, result: { isError: true } });
    expect(between.notesOf('decision')).toMatchObject([
      { ruling: { because: expect.arrayContaining(['pin/changed']) } },
    ]);
  });

  it('that keeps a name to one page is nothing to ask about, read twice or not', async () => {
    const between = await inspectedTalk(policyWith('ask'));
    for (const id of [1, 3]) {
      await onePage(between, id, [query], { nextCursor: 'x' });
      await onePage(between, id + 1, [add], { cursor: 'x' });
    }

    between.client(callOf(5, 'query'));

    expect(await between.arrived()).toMatchObject({ id: 5, method: 'tools/call' });
    expect(between.found).toEqual([]);
  });

  it('has nothing gone that a client read twice at once', async () => {
    const between = await inspectedTalk(policyWith('ask'));

    await onePage(between, 1, [query], { nextCursor: 'x' });
    await onePage(between, 2, [query], { nextCursor: 'x' });
    await onePage(between, 3, [add], { cursor: 'x' });
    await onePage(between, 4, [add], { cursor: 'x' });

    await remembered(between.state, 'tool add', { gone: null });
    expect(pinsOf(between.state)).toMatchObject({ whole: ['tool'], entries: { 'tool query': { gone: null } } });
  });

  it('has gone what neither page lists any more', async () => {
    const between = await inspectedTalk(policyWith('ask'));
    await onePage(between, 1, [query], { nextCursor: 'x' });
    await onePage(between, 2, [add], { cursor: 'x' });

    await onePage(between, 3, [query], { nextCursor: 'y' });
    await onePage(between, 4, [], { cursor: 'y' });

    await remembered(between.state, 'tool add', { gone: expect.any(String) });
    await remembered(between.state, 'tool query', { gone: null });
  });
});

describe('several programs that remember at once', () => {
  it('lose nothing of one another', async () => {
    const state = temporaryFolder();
    const talks = await Promise.all(Array.from({ length: 6 }, () => inspectedTalk(null, state)));

    await Promise.all(
      talks.map((between, at) =>
        list(between, 1, [{ ...query, name: `tool${at}` }], at % 2 ? 'prompts/list' : 'tools/list'),
      ),
    );

    await expect
      .poll(() => (filesIn(join(state, 'pins')).length === 0 ? 0 : Object.keys(pinsOf(state).entries).length), {
        timeout: 10_000,
      })
      .toBe(6);
    expect(filesIn(join(state, 'pins'))).toHaveLength(1);
  });
});

describe('a file of pins that can not be read', () => {
  const broken = async (policy: Readonly<Record<string, string>>): Promise<InspectedTalk> => {
    const between = await knownServer(policy);
    writeFileSync(pathOf(between.state), '{"format":"sallyport.pins/9"}');
    return between;
  };

  it('is left as it is, and everything is taken for changed', async () => {
    const between = await broken({
      'person.cedar': `@id("a") permit (principal, action, resource) when { resource.pin == "changed" };`,
      'settings.yaml': 'version: 1\nmode: lockdown\n',
    });

    await list(between, 1, [query]);
    between.client(callOf(2, 'query'));
    await between.arrived();

    expect(readFileSync(pathOf(between.state), 'utf8')).toBe('{"format":"sallyport.pins/9"}');
    expect(between.found).toMatchObject([{ findings: [{ rule: 'pin/unreadable' }] }]);
  });

  it('has the tools hidden and refused where the policy hides what changed', async () => {
    const between = await broken({ 'content.yaml': 'version: 1\npins: { changed: hide, added: ask }\n' });

    expect(await list(between, 1, [query])).toMatchObject({ result: { tools: [] } });
    between.client(callOf(2, 'query'));

    expect(await between.heard()).toMatchObject({
      result: { isError: true, content: [{ text: expect.stringContaining('pins list') }] },
    });
  });

  it('is asked about where the policy asks, and passes where it lets changes pass', async () => {
    const asking = await broken(policyWith('ask'));
    const passing = await broken(policyWith('pass'));
    expect(await list(asking, 1, [query])).toMatchObject({ result: { tools: [query] } });
    await list(passing, 1, [query]);

    asking.client(callOf(2, 'query'));
    passing.client(callOf(2, 'query'));

    expect(await asking.heard()).toMatchObject({ result: { isError: true } });
    expect(await passing.arrived()).toMatchObject({ id: 2 });
  });
});
