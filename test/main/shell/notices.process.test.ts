import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answered, AskGroup } from '../../../main/contract/approvals.ts';
import type { ApprovalPlace } from '../../../main/daemon/service/approval-place.ts';
import { keptNotices } from '../../../main/shell/kept-notices.ts';
import { showNotices } from '../../../main/shell/notices.ts';
import { shellWords } from '../../../main/shell/words.ts';
import { connectionFields } from '../../../shim/record/fields.ts';
import { Journal } from '../../../shim/record/journal.ts';
import { segmentFolder } from '../../../shim/record/segment.ts';
import { type ServiceUnderTest, serviceWith } from '../daemon/service/a-service.ts';
import { electronStandIn, type ElectronStandIn } from './stand-in.ts';

let electron: ElectronStandIn;
let under: ServiceUnderTest;
let place: ApprovalPlace & {
  groups: readonly AskGroup[];
  answered: readonly Answered[];
  readonly denied: string[];
  changed: () => void;
};
let opened: string[];
let now: Date;
/** Records that the notices were given. */
let told: number;
let tick: () => void;
let stop: () => void;
let start: () => () => void;
beforeEach(async () => {
  electron = electronStandIn();
  opened = [];
  told = 0;
  now = new Date();
  place = approvalPlace();
  under = serviceWith({}, { approvals: place });
  const { handlers } = under.service;
  const query: (typeof handlers)['activity.query'] = async (input) => {
    const page = await handlers['activity.query'](input);
    told += page.rows.length;
    return page;
  };
  start = () =>
    showNotices({
      parts: electron.parts,
      service: { hub: under.service.hub, handlers: { ...handlers, 'activity.query': query } },
      words: (language) => shellWords(language === 'system' ? 'en' : language),
      kept: keptNotices(under.stateFolder),
      open: (where) => opened.push(where),
      now: () => now,
      every: (_ms, run) => {
        tick = run;
        return () => undefined;
      },
      onFault: (error) => {
        throw error;
      },
    });
  stop = start();
  await under.service.ready;
  await under.service.caughtUp;
});
afterEach(async () => {
  stop();
  await under.service.close();
});

const soon = { timeout: 10_000 };
const bodies = (): readonly (string | undefined)[] => electron.notifications.map(({ options }) => options.body);

describe('a call that was blocked', () => {
  it('is told, and leads to its story', async () => {
    record([decision('delete_note', 'deny', ['person/no-deletes'])]);

    await expect.poll(bodies, soon).toEqual(['cursor was not allowed to run delete_note on files']);
    electron.notifications[0]?.events.emit('click');
    expect(opened).toEqual([expect.stringMatching(/^activity\/.+c1\.jsonl\/2$/) as string]);
  });

  it('is one notice with others that came together', async () => {
    record([decision('delete_note', 'deny', []), decision('delete_note', 'deny', []), decision('send', 'deny', [])]);

    await expect.poll(bodies, soon).toEqual(['3 calls were blocked']);
  });

  it('is no news when the person has just denied it, nor is one that was let through', async () => {
    record([
      decision('delete_note', 'deny', ['person/ask', 'approval/denied']),
      decision('read_note', 'allow', []),
      decision('send', 'deny', []),
    ]);

    await expect.poll(bodies, soon).toEqual(['cursor was not allowed to run send on files']);
  });
});

describe('a call that nobody denied', () => {
  it.each(['withdrawn-while-held', 'approval/pending'])('is no news although it did not run: %s', async (reason) => {
    record([decision('delete_note', 'deny', [reason]), decision('send', 'deny', [])]);

    await expect.poll(bodies, soon).toEqual(['cursor was not allowed to run send on files']);
  });
});

describe('a file that lost all its guards', () => {
  it('is told once, and asks still have their room', async () => {
    for (const server of ['mail', 'calendar', 'files', 'notes', 'wiki', 'tasks', 'news', 'maps']) {
      under.service.hub.tell('drift.seen', { ...drift, server });
    }
    await expect.poll(bodies, soon).toEqual(['8 servers are not guarded any more']);

    for (const server of ['one', 'two', 'three', 'four']) {
      under.service.hub.tell('drift.seen', { ...drift, path: `~/${server}.json`, server });
    }
    place.groups = [group('one', ['a'])];
    place.changed();

    await expect.poll(() => bodies().at(-1), soon).toBe('cursor wants to run delete_note on files');
    expect(bodies()).toHaveLength(5);
  });
});

describe('a call that asks again', () => {
  const ask = (...asks: readonly string[]): void => {
    place.groups = asks.length === 0 ? [] : [group('one', asks)];
    place.changed();
  };
  const settle = (id: string, verdict: 'approved' | 'withdrawn'): void => {
    const about = { at: '2026-11-20T09:00:00Z', client: 'cursor', server: 'files', tool: 'delete_note' };
    place.answered = [{ id, verdict, ...about }, ...place.answered];
  };
  beforeEach(async () => {
    ask('a');
    await vi.waitUntil(() => bodies().length === 1, soon);
  });

  it('is told again where the one before was answered, at once or a while ago', async () => {
    settle('a', 'approved');
    ask('b');
    await expect.poll(() => bodies().length, soon).toBe(2);
    expect(electron.notifications.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    settle('b', 'approved');
    ask();
    await expect.poll(() => electron.notifications[1]?.isClosed, soon).toBe(true);

    ask('c');

    await expect.poll(bodies, soon).toEqual(Array(3).fill('cursor wants to run delete_note on files'));
  });

  it('is not told again while others of its kind wait, nor when the agent has only given up and tried again', async () => {
    ask('a', 'b');
    settle('a', 'withdrawn');
    settle('b', 'withdrawn');
    ask('c');
    await expect.poll(() => electron.notifications[0]?.isClosed, soon).toBe(true);

    under.service.hub.tell('drift.seen', drift);

    await expect
      .poll(bodies, soon)
      .toEqual(['cursor wants to run delete_note on files', 'mail is not guarded any more']);
  });
});

describe('the language that a person has chosen', () => {
  it('is that of the next notice', async () => {
    await under.service.handlers['settings.save']({ language: 'de' });
    under.service.hub.tell('drift.seen', drift);

    await expect.poll(bodies, soon).toEqual(['mail ist nicht mehr bewacht']);
  });
});

describe('tools that changed', () => {
  it('are told once for their server', async () => {
    record([pinFinding('pin/changed'), pinFinding('pin/added')]);

    await expect.poll(bodies, soon).toEqual(['files says something else of its tools now']);
  });

  it('are told by findings about pins alone', async () => {
    record([pinFinding('content/hidden-text'), decision('send', 'deny', [])]);

    await expect.poll(bodies, soon).toEqual(['cursor was not allowed to run send on files']);
  });
});

describe('something that inspection found', () => {
  const poisoned = (actions: string): string =>
    `"kind":"finding","action":{"method":"tools/list"},"content":{"findings":[{"rule":"content/secrecy-order","severity":"high"${actions}}]}`;

  it('is told once where the policy warns of it', async () => {
    now = new Date();
    record([poisoned(',"actions":["block","warn"]'), poisoned(',"actions":["block","warn"]')]);

    await expect.poll(bodies, soon).toEqual(['Something is wrong with tools/list of files']);
    expect(bodies()).toHaveLength(1);
  });

  it('is not told where it does not', async () => {
    now = new Date();
    record([poisoned(''), poisoned(',"actions":["mark"]'), decision('send', 'deny', [])]);

    await expect.poll(bodies, soon).toEqual(['cursor was not allowed to run send on files']);
  });
});

describe('thousands of findings that come together', () => {
  it('are one notice', async () => {
    for (let tool = 0; tool < 5000; tool += 1) {
      under.service.hub.tell('finding.seen', { ...finding, about: `tool-${tool}` });
    }
    under.service.hub.tell('drift.seen', drift);

    await expect
      .poll(bodies, soon)
      .toEqual(['Something is wrong in 5000 tools and answers', 'mail is not guarded any more']);
  });

  it('are told of as what they are where all are about one thing, and as nothing where all are about pins', async () => {
    under.service.hub.tell('finding.seen', { ...finding, rules: ['pin/changed'] });
    under.service.hub.tell('finding.seen', finding);
    under.service.hub.tell('finding.seen', { ...finding, rules: ['content/hidden-text'] });

    await expect.poll(bodies, soon).toEqual(['Something is wrong with read_note of files']);
  });
});

describe('an ask', () => {
  it('is told with buttons that show and deny it', async () => {
    place.groups = [group('one', ['a', 'b'])];
    place.changed();

    await expect.poll(bodies, soon).toEqual(['cursor wants to run delete_note on files']);
    expect(electron.notifications[0]?.options.actions).toEqual([
      { type: 'button', text: 'Show' },
      { type: 'button', text: 'Deny' },
    ]);
    electron.notifications[0]?.events.emit('action', { actionIndex: 0 });
    expect([opened, place.denied]).toEqual([['approvals'], []]);
    electron.notifications[0]?.events.emit('action', { actionIndex: 1 });
    await expect
      .poll(() => place.denied, soon)
      .toEqual(['a: the person said no to the notification', expect.any(String)]);
  });

  it('is told even when another one, answered just now, was told before it', async () => {
    place.groups = [group('one', ['a'])];
    place.changed();
    await expect.poll(() => bodies().length, soon).toBe(1);

    place.groups = [group('two', ['b'])];
    place.changed();

    await expect.poll(() => bodies().length, soon).toBe(2);
    expect(electron.notifications.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  it('is not told again while it waits', async () => {
    place.groups = [group('one', ['a'])];
    place.changed();
    place.changed();
    await under.service.handlers['settings.save']({ theme: 'dark' });
    under.service.hub.tell('drift.seen', drift);

    await expect
      .poll(bodies, soon)
      .toEqual(['cursor wants to run delete_note on files', 'mail is not guarded any more']);
  });
});

describe('a name in a notice', () => {
  it.each([
    ['<a href="http://evil.example">files</a>', '‹a href="http://evil.example"›files‹/a›'],
    ['safe\u202Edetsurt', String.raw`safe\u202edetsurt`],
    ['x'.repeat(10_000), 'x'.repeat(80)],
    ['A&B', 'A&B'],
  ])('is text and nothing else: %#', async (server, shown) => {
    under.service.hub.tell('drift.seen', { ...drift, server });

    await expect.poll(bodies, soon).toEqual([`${shown} is not guarded any more`]);
  });
});

describe('the digest', () => {
  it('says how many of what there were, and nothing of asks that are answered', async () => {
    await under.service.handlers['settings.save']({
      notifications: { mostAnHour: 1, quiet: null, digestAt: null },
    });
    under.service.hub.tell('drift.seen', drift);
    await expect.poll(() => bodies().length, soon).toBe(1);
    place.groups = [group('one', ['a'])];
    place.changed();
    under.service.hub.tell('drift.seen', { ...drift, server: 'calendar' });
    record([decision('delete_note', 'deny', []), decision('send', 'deny', []), pinFinding('pin/changed')]);
    await expect.poll(() => told, soon).toBe(3);
    place.groups = [];
    place.changed();

    now = new Date(now.getTime() + 3_600_000);
    tick();

    await expect.poll(() => bodies().at(-1), soon).toBe('Meanwhile: 2 blocked calls, 1 change of tools, 1 lost guard');
  });
});

describe('what waits for the digest when the app ends', () => {
  it('is told after its next start', async () => {
    await under.service.handlers['settings.save']({
      notifications: { mostAnHour: 1, quiet: null, digestAt: null },
    });
    under.service.hub.tell('drift.seen', drift);
    await expect.poll(() => bodies().length, soon).toBe(1);
    under.service.hub.tell('drift.seen', { ...drift, server: 'calendar' });
    await expect.poll(() => keptNotices(under.stateFolder).read().length, soon).toBe(1);
    stop();
    electron.notifications.length = 0;

    stop = start();
    tick();

    await expect.poll(bodies, soon).toEqual(['Meanwhile: 1 lost guard']);
    await expect.poll(() => keptNotices(under.stateFolder).read(), soon).toEqual([]);
  });

  it('is kept whatever its kind', () => {
    const kept = keptNotices(under.stateFolder);
    const waiting = (['blocked', 'tools-changed', 'found', 'drift', 'new-server'] as const).map((kind) => ({
      kind,
      key: kind,
      title: kind,
      place: 'overview',
      count: 1,
    }));

    kept.write([...waiting, { kind: 'ask', key: 'ask', title: 'ask', place: 'approvals', count: 1 }]);

    expect(keptNotices(under.stateFolder).read()).toEqual(waiting);
  });

  it('stays where one beside it is of a kind that nobody knows', () => {
    const known = { kind: 'drift', key: 'k', title: 't', place: 'overview', count: 1 };
    writeFileSync(join(under.stateFolder, 'notices.json'), JSON.stringify([{ ...known, kind: 'comet' }, known]));

    expect(keptNotices(under.stateFolder).read()).toEqual([known]);
  });
});

const finding = {
  at: '2026-11-20T09:00:00Z',
  client: 'cursor',
  server: 'files',
  serverId: null,
  about: 'read_note',
  rules: ['content/secrecy-order'],
};

const drift = {
  at: '2026-11-20T09:00:00Z',
  kind: 'drift',
  detail: null,
  path: '~/.cursor/mcp.json',
  client: 'cursor',
  server: 'mail',
  scope: 'user',
} as const;

/** Writes records as a shim does, in one go. */
function record(fields: readonly string[]): void {
  const journal = new Journal({
    folder: segmentFolder(join(under.stateFolder, 'trace')),
    clock: { now: () => now, elapsedMs: () => 0 },
    session: 's0123456789ab',
    connection: 'c1',
    durability: 'os',
    opening: () =>
      connectionFields(
        {
          user: { name: 'kim', id: '501' },
          agent: { client: 'cursor', verified: null, confidence: 'none', mode: 'principal', delegation: [] },
          server: { id: null, name: 'files' },
          version: '1.0.0',
        },
        null,
      ),
  });
  fields.forEach((one) => journal.append(one));
  void journal.commit();
  journal.close();
}

function decision(tool: string, effect: string, reasons: readonly string[]): string {
  return `"kind":"decision","call":1,"action":{"method":"tools/call","tool":"${tool}"},"decision":{"effect":"${effect}","reasons":${JSON.stringify(reasons)}}`;
}

function pinFinding(rule: string): string {
  return `"kind":"finding","action":{"method":"tools/list"},"content":{"findings":[{"rule":"${rule}","severity":"high"}]}`;
}

function group(id: string, asks: readonly string[]): AskGroup {
  return {
    id,
    asks: asks.map((ask) => ({
      id: ask,
      session: 's0123456789ab',
      at: '2026-11-20T09:00:00Z',
      until: '2026-11-20T10:00:00Z',
      isHeld: true,
      arguments: '{}',
      isCut: false,
      findings: [],
    })),
    agent: { client: 'cursor', verifiedPath: null, delegation: [] },
    person: 'kim',
    server: { id: null, name: 'files', identity: 'files', standing: null },
    tool: { name: 'delete_note', effect: 'destructive', external: false },
    question: 'Delete?',
    because: ['person/ask'],
    mayCover: ['once'],
  };
}

function approvalPlace(): typeof place {
  const listeners = new Set<() => void>();
  const denied: string[] = [];
  const self: typeof place = {
    groups: [],
    answered: [],
    denied,
    changed: () => listeners.forEach((listener) => listener()),
    waiting: () => self.groups.reduce((count, { asks }) => count + asks.length, 0),
    list: () => ({ groups: self.groups, standing: [], answered: self.answered }),
    argumentsOf: () => null,
    approve: () => Promise.reject(new Error('nobody approves here')),
    deny: (ask, { reason }) => {
      denied.push(`${ask}: ${reason}`);
      return Promise.resolve('delivered');
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return self;
}
