import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as giveWay, setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { PresetName } from '../../../policy/presets/presets.ts';
import { judge } from '../../../shim/framing/judge.ts';
import type { ResponseMessage } from '../../../shim/framing/message.ts';
import type { Answered, Judges } from '../../../shim/pipeline.ts';
import { withChecksum } from '../../scanner/detect/secrets/drawn.ts';
import { callOf, resultOf, talk, type Talk } from '../conversation-of-two.ts';
import { removeFolders, temporaryFolder } from '../real-shim.ts';
import { inspectedTalk, putInForce, type InspectedTalk } from './inspected-talk.ts';

afterEach(removeFolders);

const finding = { rule: 'test/poison', severity: 'high', where: '' } as const;

describe('an answer of which nothing but a record may come', () => {
  it('is at the client when it is looked into, and what is found is in the record', async () => {
    const seen: string[][] = [];
    const between = talk({
      judges: {
        lookAfterwards: () => () => {
          seen.push([...between.atClient]);
          return { outcome: 'pass', inspected: 'full', findings: [finding] };
        },
      },
    });
    between.client(callOf(1, 't'));

    between.server(resultOf(1, { content: [] }));

    await expect.poll(() => seen).toEqual([[resultOf(1, { content: [] })]]);
    expect(between.notes).toMatchObject([
      { note: 'decision' },
      { note: 'outcome', ended: 'answered', inspected: 'full', findings: [finding] },
    ]);
  });

  it('is recorded as not looked into where the look fails', async () => {
    const between = talk({
      judges: {
        lookAfterwards: () => () => {
          throw new Error('broken');
        },
      },
    });
    between.client(callOf(1, 't'));

    between.server(resultOf(1, { content: [] }));

    expect(between.atClient).toEqual([resultOf(1, { content: [] })]);
    await expect
      .poll(() => between.notes[1])
      .toMatchObject({ inspected: 'none', findings: [{ rule: 'content/could-not-inspect' }] });
  });

  const looking = (seen: number[]): Partial<Judges> => ({
    lookAfterwards: (message) => () => {
      seen.push(Number(message.id?.raw));
      return { outcome: 'pass', inspected: 'full', findings: [] };
    },
  });

  it('waits for a pause, and is looked into with the others', async () => {
    const seen: number[] = [];
    const between = talk({ judges: looking(seen) });
    for (const id of [1, 2, 3]) {
      between.client(callOf(id, 't'));
      between.server(resultOf(id, { content: [] }));
    }

    expect(seen).toEqual([]);
    await expect.poll(() => seen).toEqual([1, 2, 3]);
  });

  it.each([
    ['64 others', 65, 10, 63],
    ['256 KB of others', 4, 100_000, 2],
  ])('does not wait longer than for %s', async (_, count, size, most) => {
    const seen: number[] = [];
    const between = talk({ judges: looking(seen) });

    for (let id = 1; id <= count; id += 1) {
      between.client(callOf(id, 't'));
      between.server(resultOf(id, { content: [], pad: 'x'.repeat(size) }));
    }

    expect(count - seen.length).toBe(most);
    await giveWay();
    expect(seen).toHaveLength(count);
  });

  it('does not wait for ever where it never gets quiet', async () => {
    const seen: number[] = [];
    const between = talk({ judges: looking(seen) });
    let id = 0;
    const busy = setInterval(() => {
      id += 1;
      between.client(callOf(id, 't'));
      between.server(resultOf(id, { content: [] }));
    }, 4);

    await expect.poll(() => seen.length).toBeGreaterThan(0);
    clearInterval(busy);
  });

  it.each([
    ['the client goes', (between: Talk) => between.relay.clientGone()],
    ['the server goes', (between: Talk) => between.relay.close('server-gone')],
  ])('is in the record when %s', (_, end) => {
    const between = talk({ judges: looking([]) });
    between.client(callOf(1, 't'));
    between.server(resultOf(1, { content: [] }));

    end(between);

    expect(between.notes.at(-1)).toMatchObject({ note: 'outcome', call: 1, ended: 'answered', inspected: 'full' });
  });

  it('stands in the record before what came after it', () => {
    const between = talk({ judges: { lookAfterwards: onlyQuick } });
    between.client(callOf(1, 'quick'), callOf(2, 'slow'));

    between.server(resultOf(1, { content: [] }), resultOf(2, { content: [] }));

    expect(between.notes.slice(2)).toMatchObject([
      { call: 1, inspected: 'full' },
      { call: 2, inspected: 'none' },
    ]);
  });

  it.each([
    [
      'it asks the client for something',
      { resultType: 'input_required', inputRequests: { q: { method: 'sampling/createMessage', params: {} } } },
    ],
    ['nobody has asked for it', null],
  ])('is looked into first where %s', (_, result) => {
    const judges: Partial<Judges> = {
      lookAfterwards: () => () => {
        throw new Error('must not be asked');
      },
      inspectDown: () => ({ outcome: 'block', inspected: 'full', findings: [finding], text: 'Blocked.' }),
    };
    const between = talk({ judges });
    if (result !== null) {
      between.client(callOf(1, 't'));
    }

    between.server(resultOf(1, result ?? { content: [] }));

    expect(between.atClient.join('')).not.toContain('"id":1,"result":{"resultType"');
    expect(between.notes.at(-1)).toMatchObject({ note: 'outcome', findings: [finding] });
  });
});

describe('a result of a tool', () => {
  const all = { 'person.cedar': '@id("all") permit (principal, action, resource);' };
  const policies: readonly (readonly [string, PresetName | Readonly<Record<string, string>> | null, boolean])[] = [
    ['without a policy', null, true],
    ['under a policy that only records', { ...all, 'content.yaml': 'version: 1\n' }, true],
    ['under one that warns', { ...all, 'content.yaml': 'version: 1\nrules: [{ kind: secret, do: warn }]\n' }, true],
    ['under one that changes calls only', {
      ...all,
      'content.yaml': 'version: 1\nrules: [{ kind: secret, direction: up, do: block }]\n',
    }, true],
    ['under one that takes credentials out', {
      ...all,
      'content.yaml': 'version: 1\nrules: [{ kind: secret, do: redact }]\n',
    }, false],
    ['under one that marks', { ...all, 'content.yaml': 'version: 1\nrules: [{ kind: injection, do: mark }]\n' }, false],
    ['under one that inspects nothing', { ...all, 'content.yaml': 'version: 1\ninspect: false\n' }, false],
    ['under one that decides by what the session has seen', {
      'person.cedar': '@id("few") permit (principal, action, resource) when { context.session.repeats < 5 };',
    }, false],
    ['under an obligation', { 'person.cedar': '@id("all") @redact("secret") permit (principal, action, resource);' }, false],
    ['in lockdown', { ...all, 'settings.yaml': 'version: 1\nmode: lockdown\n' }, false],
    ['under a bound beyond which messages are blocked', {
      ...all,
      'content.yaml': 'version: 1\nlarge: { characters: 65536, beyond: block }\n',
    }, false],
    ['under a bound beyond which they pass', {
      ...all,
      'content.yaml': 'version: 1\nlarge: { characters: 65536, beyond: pass }\n',
    }, true],
    ['under the balanced preset', 'balanced', false],
  ]; // prettier-ignore

  it.each(policies.map(([where, policy, isLater]) => [where, isLater, policy] as const))(
    '%s goes before it is looked into: %s',
    async (_, isLater, policy) => {
      const between = await inspectedTalk(policy);
      await answered(between, { content: [] });

      expect(lookAt(between, { content: [{ type: 'text', text: 'hello' }] }) !== null).toBe(isLater);
    },
  );

  it('is looked into first where it is large, for that takes its time', async () => {
    const between = await inspectedTalk(null);
    await answered(between, { content: [] });

    expect(lookAt(between, { content: [{ type: 'text', text: 'x'.repeat(66_000) }] })).toBeNull();
  });

  it.each(['tools/list', 'prompts/get', 'tasks/result', 'initialize'])(
    'is meant, and not the answer to %s',
    async (method) => {
      const between = await inspectedTalk(null);
      await answered(between, { content: [] });

      expect(lookAt(between, { content: [] }, method)).toBeNull();
      expect(lookAt(between, { content: [] }, 'resources/read')).not.toBeNull();
    },
  );

  it('leaves the same marks and findings as one that was looked into first', async () => {
    const between = await inspectedTalk(null);
    await answered(between, { content: [] });
    const token = withChecksum('ghp_');

    const look = lookAt(between, { content: [{ type: 'text', text: token }] });

    expect(between.labels()).toEqual([]);
    expect(look?.()).toMatchObject({ outcome: 'pass', inspected: 'full', findings: [{ rule: 'content/secret' }] });
    expect(between.labels()).toEqual(['secrets']);
  });

  it('is blocked where what it takes to inspect it shows only then, and such results are not to pass', async () => {
    const between = await inspectedTalk({
      ...all,
      'content.yaml': 'version: 1\nlarge: { characters: 65536, beyond: block }\n',
    });
    await answered(between, { content: [] });
    const tokens = Array.from({ length: 10 }, () => withChecksum('ghp_'));

    between.client(callOf(2, 'query'));
    await between.arrived();
    between.server(resultOf(2, { content: [], structuredContent: { ['k'.repeat(30_000)]: tokens } }));

    expect(JSON.stringify(await between.heard())).toContain('did not pass this on');
    expect(between.notesOf('outcome').at(-1)).toMatchObject({ ended: 'blocked', inspected: 'partial' });
  });

  it('has marked the session before a policy decides by that, although it went under another', async () => {
    const another = temporaryFolder();
    await putInForce(another, {
      'person.cedar': `${all['person.cedar']} @id("no") forbid (principal, action, resource) when {
        context.session.labels.contains("secrets") };`,
    });
    const between = await inspectedTalk(null);
    await answered(between, { content: [] });
    between.client(callOf(2, 'query'), callOf(3, 'query'));
    await between.arrived();
    await between.arrived();
    await pause(300);

    between.server(resultOf(2, { content: [{ type: 'text', text: withChecksum('ghp_') }] }));
    await between.heard();
    cpSync(join(another, 'policy'), join(between.state, 'policy'), { recursive: true });
    for (const untilMs = performance.now() + 210; performance.now() < untilMs;);
    between.client(callOf(4, 'query'));

    expect(between.notesOf('decision').at(-1)).toMatchObject({
      call: 4,
      ruling: { effect: 'deny', because: ['person/no'] },
    });
  });
});

/** Only the answers of one tool may go first. */
function onlyQuick(_: ResponseMessage, { target }: Answered): ReturnType<Judges['lookAfterwards']> {
  return target === 'quick' ? () => ({ outcome: 'pass', inspected: 'full', findings: [] }) : null;
}

async function answered(between: InspectedTalk, result: object): Promise<void> {
  between.client(callOf(1, 'query'));
  await between.arrived();
  between.server(resultOf(1, result));
  await between.heard();
}

function lookAt(
  { judges }: InspectedTalk,
  result: object,
  method = 'tools/call',
): ReturnType<Judges['lookAfterwards']> {
  const answers: Answered = { method, target: 'query', era: 'legacy', redact: [], sharedWith: [] };
  return judges.lookAfterwards(responseOf(resultOf(2, result)), answers);
}

function responseOf(line: string): ResponseMessage {
  const judged = judge(Buffer.from(`${line}\n`), 'server');
  if (judged.kind !== 'message' || judged.message.kind !== 'response') {
    throw new Error('no answer');
  }
  return judged.message;
}
