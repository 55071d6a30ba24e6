import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { presets } from '../../../policy/presets/presets.ts';
import { serveApprovals, type ServedApprovals } from '../../../main/daemon/approvals/serve.ts';
import type { ApprovalRequest } from '../../../main/daemon/approvals/request.ts';
import { SessionFile, momentNow } from '../../../shim/session/session-file.ts';
import { withChecksum } from '../../scanner/detect/secrets/drawn.ts';
import { type RealShim, removeFolders, temporaryFolder, traceOf } from '../../shim/real-shim.ts';
import { catalogueOf, guardedWarehouse, inForce, told, warehouseSha256 } from './guarded.ts';

const kim = { by: 'kim', channel: 'window', reason: null } as const;

let state: string;
let served: ServedApprovals;
let requests: ApprovalRequest[];
beforeEach(async () => {
  state = temporaryFolder();
  served = await serveApprovals({
    stateFolder: state,
    channels: () => 'any',
    openWindow: null,
    onError: () => undefined,
  });
  requests = [];
  served.approvals.onChange(({ kind, request }) => kind === 'asked' && requests.push(request));
});
afterEach(async () => {
  await served.close();
  removeFolders();
});

const policy = {
  'person.cedar': `@id("sees-sales") permit (principal, action, resource);
    @id("asks-to-drop") @ask("May it drop a table?") @approval("session")
      permit (principal, action == MCP::Action::"tools/call", resource) when { resource.effect == "destructive" };`,
};

async function asked(count = 1): Promise<ApprovalRequest> {
  await expect.poll(() => requests.length, { timeout: 20_000 }).toBe(count);
  const last = requests.at(-1);
  if (last === undefined) {
    throw new Error('nothing was asked');
  }
  return last;
}

describe('a policy that asks', () => {
  it('puts the call before a person, with what it is and why; a yes lets it run', async () => {
    await inForce(state, policy);
    const shim = guardedWarehouse(state);
    await shim.initialize();
    expect(await told(shim, 1, 'query')).toBe('query done');

    const answer = told(shim, 2, 'drop_table', { table: 'sales' });
    const request = await asked();
    expect(request).toMatchObject({
      question: 'May it drop a table?',
      because: ['person/asks-to-drop'],
      term: 'session',
      effect: 'destructive',
      tool: 'drop_table',
      input: { table: 'sales' },
      server: { identity: `sha256:${warehouseSha256}`, name: 'warehouse' },
      agent: { client: 'test' },
    });
    await served.approvals.approve(request.id, { ...kim, scope: 'once', until: null });

    expect(await answer).toBe('drop_table done');
    const trace = traceOf(state);
    expect(trace).toContainEqual(
      expect.objectContaining({ kind: 'approval', state: 'asked', reasons: ['person/asks-to-drop'] }),
    );
    expect(trace).toContainEqual(
      expect.objectContaining({
        kind: 'decision',
        decision: expect.objectContaining({ effect: 'allow', reasons: ['person/asks-to-drop'] }),
        approval: expect.objectContaining({ by: 'kim', channel: 'window' }),
      }),
    );
  });

  it('is told no, and the record says who said it', async () => {
    await inForce(state, policy);
    const shim = guardedWarehouse(state);
    await shim.initialize();

    const answer = told(shim, 1, 'drop_table');
    await served.approvals.deny((await asked()).id, { ...kim, reason: 'not today' });

    expect(await answer).toMatch(/^denied: .*not today.*person\/asks-to-drop/);
    expect(shim.ran()).toEqual([]);
    expect(traceOf(state)).toContainEqual(
      expect.objectContaining({
        kind: 'decision',
        decision: expect.objectContaining({ effect: 'deny', reasons: ['person/asks-to-drop', 'approval/denied'] }),
        approval: expect.objectContaining({ reason: 'not today' }),
      }),
    );
  });

  it('asks once for a session, and again when a person starts the session anew', async () => {
    await inForce(state, policy);
    const shim = guardedWarehouse(state);
    await shim.initialize();
    const first = told(shim, 1, 'drop_table', { table: 'a' });
    const { id, session } = await asked();
    await served.approvals.approve(id, { ...kim, scope: 'session', until: null });
    await first;

    expect(await told(shim, 2, 'drop_table', { table: 'b' })).toBe('drop_table done');

    const file = new SessionFile(state, session.replace(/\.\d+$/, ''));
    file.add({ kind: 'reset' }, momentNow());
    file.close();
    shim.send({ id: 3, method: 'tools/call', params: { name: 'drop_table', arguments: { table: 'b' } } });
    expect((await asked(2)).session).not.toBe(session);
  });

  it.each([
    ['answers', { inputResponses: { which: { action: 'accept' } } }],
    ['a state', { requestState: 'confirmed' }],
  ])('shows %s that a call brings, though its server asked for nothing', async (_, brought) => {
    await inForce(state, policy);
    const shim = guardedWarehouse(state);
    await shim.initialize();

    const params = { name: 'drop_table', arguments: { table: 'a' }, ...brought };
    shim.send({ id: 1, method: 'tools/call', params });

    expect((await asked()).input).toEqual({ arguments: { table: 'a' }, ...brought });
  });

  it.each([
    ['ends on a day before the policy was made, whatever a clock that was set back says', 10, 2],
    ['ends after it', 40, 1],
  ])('takes a standing approval that %s: %i days on, %i questions', async (_, days, questions) => {
    const daysOn = (count: number): Date => new Date(Date.now() + count * 24 * 3_600_000);
    const untilADay = { 'person.cedar': policy['person.cedar'].replace('"session"', '"date"') };
    await inForce(state, untilADay, daysOn(30));
    const shim = guardedWarehouse(state);
    await shim.initialize();
    const first = told(shim, 1, 'drop_table', { table: 'a' });
    const until = daysOn(days).toISOString();
    await served.approvals.approve((await asked()).id, { ...kim, scope: 'until', until });
    await first;

    shim.send({ id: 2, method: 'tools/call', params: { name: 'drop_table', arguments: { table: 'b' } } });
    if (questions === 1) {
      await shim.reply(2);
    }
    await asked(questions);
    expect(shim.ran()).toHaveLength(2 - (questions - 1));
  });

  it.each<[string, () => Promise<void>]>([
    [
      'its server is banned',
      async () => writeFileSync(join(state, 'policy', 'catalogue.yaml'), catalogueOf('    status: banned\n')),
    ],
    [
      'another policy comes',
      async () => inForce(state, { 'person.cedar': '@id("none") forbid (principal, action, resource);' }),
    ],
  ])('does not run what was approved when %s while it waits', async (_, change) => {
    await inForce(state, policy);
    const shim = guardedWarehouse(state);
    await shim.initialize();
    const answer = told(shim, 1, 'drop_table', { table: 'a' });
    const { id } = await asked();
    await change();
    await expect.poll(async () => told(shim, Date.now(), 'query'), { timeout: 20_000 }).toMatch(/^denied/);

    await served.approvals.approve(id, { ...kim, scope: 'once', until: null });

    expect(await answer).toMatch(/^denied: .*approved, and meanwhile the policy of this computer has changed/);
    expect(shim.ran().filter((line) => line.startsWith('drop_table'))).toEqual([]);
  });

  describe('whose server then asks for input', () => {
    const token = withChecksum('ghp_');

    /** Has the call approved, after which its server asks. */
    async function approvedAndAskedFor(
      files: Readonly<Record<string, string>>,
    ): Promise<ReturnType<typeof guardedWarehouse>> {
      await inForce(state, files);
      const shim = guardedWarehouse(state);
      await shim.initialize();
      shim.send({ id: 1, method: 'tools/call', params });
      await served.approvals.approve((await asked()).id, { ...kim, scope: 'once', until: null });
      expect(await shim.reply(1)).toMatchObject({ result: { resultType: 'input_required' } });
      return shim;
    }
    const params = { name: 'drop_table', arguments: { confirm: true } };

    function repeat(shim: RealShim, id: number, which: string): void {
      const inputResponses = { which: { action: 'accept', content: { which } } };
      shim.send({ id, method: 'tools/call', params: { ...params, inputResponses, requestState: 'state' } });
    }

    it('asks no second time when the input raises no other question', async () => {
      const shim = await approvedAndAskedFor({ ...policy, 'content.yaml': presets.balanced.content });

      repeat(shim, 2, 'the old one');

      expect((await shim.reply(2)).result?.content?.[0]?.text).toBe('drop_table done');
      expect(requests).toHaveLength(1);
    });

    it('asks again about a credential in the input', async () => {
      const shim = await approvedAndAskedFor({ ...policy, 'content.yaml': presets.balanced.content });

      repeat(shim, 2, token);

      const again = await asked(2);
      expect(again.because).toEqual(['person/asks-to-drop', 'content/secret']);
      // What is approved is what is shown, and an approval covers no other.
      expect(again.input).toEqual({
        arguments: params.arguments,
        inputResponses: { which: { action: 'accept', content: { which: token } } },
        requestState: 'state',
      });
      expect(shim.ran()).toHaveLength(1);
    });

    it('asks again when the session has done meanwhile what makes another policy ask', async () => {
      const shim = await approvedAndAskedFor({
        'person.cedar': `${policy['person.cedar']}
          @id("leaves") @ask("Customer data was read. Let it?") permit (principal, action, resource)
            when { context.session.labels.contains("customer-data") };`,
      });
      const file = new SessionFile(state, requests[0]?.session.replace(/\.\d+$/, '') ?? '');
      file.add({ kind: 'label', label: 'customer-data' }, momentNow());
      file.close();

      repeat(shim, 2, 'the old one');

      expect((await asked(2)).because).toEqual(['person/asks-to-drop', 'person/leaves']);
      expect(shim.ran()).toHaveLength(1);
    });
  });

  it('forbids nothing less: a call that is also forbidden is denied without a question', async () => {
    await inForce(state, {
      'person.cedar': `${policy['person.cedar']}
        @id("never-drops") forbid (principal, action == MCP::Action::"tools/call", resource) when { resource.effect == "destructive" };`,
    });
    const shim = guardedWarehouse(state);
    await shim.initialize();

    expect(await told(shim, 1, 'drop_table')).toMatch(/^denied: .*person\/never-drops/);
    expect(requests).toEqual([]);
  });
});

describe("a call that the person's own catalogue asks about", () => {
  /** @param seen the mode of another tool, which shows when the shim has noticed */
  function ownCatalogue(mode: string, seen: string): void {
    mkdirSync(join(state, 'policy'), { recursive: true });
    const text = catalogueOf(`    status: approved\n    tools: { drop_table: ${mode}, query: ${seen} }\n`);
    writeFileSync(join(state, 'policy', 'catalogue.yaml'), text);
  }

  it.each([
    ['does not run on a yes that comes after the tool was turned off', 'off', /^denied: .*the policy.*has changed/],
    ['runs on a yes that comes after it was let go further', 'auto', /^drop_table done$/],
  ])('%s', async (_, mode, expected) => {
    ownCatalogue('ask', 'auto');
    const shim = guardedWarehouse(state);
    await shim.initialize();
    const answer = told(shim, 1, 'drop_table');
    const request = await asked();

    ownCatalogue(mode, 'off');
    let id = 1;
    await expect.poll(() => told(shim, (id += 1), 'query'), { timeout: 20_000 }).toMatch(/turns this tool off/);
    await served.approvals.approve(request.id, { ...kim, scope: 'once', until: null });

    expect(await answer).toMatch(expected);
  });
});
