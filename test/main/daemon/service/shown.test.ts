import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Visitor } from '../../../../main/daemon/service/door.ts';
import { shown, shownAnswer } from '../../../../main/daemon/service/shown.ts';
import { connectionFields } from '../../../../shim/record/fields.ts';
import { Journal } from '../../../../shim/record/journal.ts';
import { segmentFolder } from '../../../../shim/record/segment.ts';
import { type ServiceUnderTest, serviceWith } from './a-service.ts';

const person: Visitor = { id: 'window', granted: new Set(['read', 'change', 'approve']) };
const turning = 'safe\u202Edetsurt';
const asShown = String.raw`safe\u202edetsurt`;

describe('what a window is shown', () => {
  it.each([
    ['a name that turns its neighbours round', turning, asShown],
    ['a name that hides a part of itself', 'zero\u200Bwidth', String.raw`zero\u200bwidth`],
    ['a name that speaks to terminals', 'red\u001B[31m', String.raw`red\u001b[31m`],
    ['a text of several lines', 'one\n\ttwo\u202E', `one\n\ttwo${String.raw`\u202e`}`],
  ])('writes out what is hidden in %s', (_what, raw, expected) => {
    expect(shown([{ name: raw }])).toEqual([{ name: expected }]);
    expect(shown({ [raw]: 1 })).toEqual({ [expected]: 1 });
  });

  it('is the very same where nothing is hidden', () => {
    const answer = { names: ['Größe', '日本', 'one\n\ttwo'], count: 1, none: null };

    expect(shown(answer)).toBe(answer);
    expect(shown(['emoji 👩‍💻'])).toEqual(['emoji 👩‍💻']);
  });

  it('is exact where it is saved or copied again', () => {
    const files = { files: [{ name: 'person.cedar', text: '// \u202E' }] };

    expect(shownAnswer('policy.files', files)).toBe(files);
    expect(shownAnswer('servers.list', files)).not.toBe(files);
  });
});

describe('a window over a laptop with deceptive names', () => {
  let under: ServiceUnderTest;
  beforeEach(async () => {
    const entry = { command: 'npx', args: ['-y', 'files@1.0.0'] };
    under = serviceWith({ '.cursor/mcp.json': { mcpServers: { [turning]: entry } } });
    await under.service.ready;
  });
  afterEach(() => under.service.close());
  const ask = (name: string, input: object) => under.service.door.call(person, { name, input, confirmed: null });

  it('lists servers as they are called', async () => {
    await ask('scan.start', {});
    await expect
      .poll(() => ask('servers.list', {}), { timeout: 10_000 })
      .toMatchObject({ value: { servers: [{ names: [asShown] }] } });
  });

  it('finds the records of a server by the name it was shown', async () => {
    record(under.stateFolder, turning);
    record(under.stateFolder, 'other');
    await expect
      .poll(() => ask('activity.facets', {}))
      .toMatchObject({
        value: { servers: expect.arrayContaining([{ value: asShown, count: 2 }]) as unknown },
      });

    await expect(ask('activity.count', { filter: { server: asShown }, most: 10 })).resolves.toMatchObject({
      value: { count: 2 },
    });
    await expect(
      ask('activity.query', { filter: { server: asShown }, before: null, limit: 10 }),
    ).resolves.toMatchObject({ value: { rows: [{ server: asShown }, { server: asShown }] } });
    await expect(
      ask('activity.count', { filter: { server: String.raw`\u202eother` }, most: 10 }),
    ).resolves.toMatchObject({ value: { count: 0 } });
  });
});

/** One connection to a server, as its shim records it. */
function record(stateFolder: string, server: string): void {
  const journal = new Journal({
    folder: segmentFolder(join(stateFolder, 'trace')),
    clock: { now: () => new Date(), elapsedMs: () => 0 },
    session: 's0123456789ab',
    connection: `c${server.length}`,
    durability: 'os',
    opening: () =>
      connectionFields(
        {
          user: { name: 'kim', id: '501' },
          agent: { client: 'cursor', verified: null, confidence: 'none', mode: 'principal', delegation: [] },
          server: { id: null, name: server },
          version: '1.0.0',
        },
        null,
      ),
  });
  journal.append(
    '"kind":"decision","call":1,"action":{"method":"tools/call","tool":"t"},"decision":{"effect":"allow","reasons":[]}',
  );
  void journal.commit();
  journal.close();
}
