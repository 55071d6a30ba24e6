import { describe, expect, it } from 'vitest';
import type { RecordedCall } from '../../../../main/daemon/policy/recorded-calls.ts';
import { replayed } from '../../../../main/daemon/policy/replay.ts';
import { simulate } from '../../../../main/daemon/policy/simulate.ts';
import type { LoadedBundle } from '../../../../policy/bundle/load.ts';
import { type PolicyHere, withCandidate } from '../../../../policy/bundle/policy-here.ts';
import { noPins, observe } from '../../../../policy/pins/pins.ts';
import { reasonsOf } from '../../../../policy/decide/reasons.ts';
import { builtAndLoaded, folder } from '../../../policy/bundle/folder-files.ts';
import { by, none, recorded } from './recorded.ts';

const yes = '@id("yes") permit (principal, action, resource);';

function loaded(files: Readonly<Record<string, string>>): Promise<LoadedBundle> {
  return builtAndLoaded(folder({ 'person.cedar': yes, ...files }));
}

function content(text: string): Promise<LoadedBundle> {
  return loaded({ 'content.yaml': `version: 1\n${text}` });
}

function forbidding(condition: string): Promise<LoadedBundle> {
  return loaded({ 'person.cedar': `${yes}\n@id("no") forbid (principal, action, resource) when { ${condition} };` });
}

/** What a candidate makes of a call, or what is missing to tell it. */
function madeOf(call: RecordedCall, candidate: LoadedBundle, parts: Parameters<typeof by>[1] = {}): string {
  const { decision, notRecorded } = replayed(call, by(candidate, parts));
  return notRecorded.length > 0
    ? `undecidable: ${notRecorded.join(', ')}`
    : [decision.effect, ...reasonsOf(decision)].join(' ');
}

describe('facts that were not recorded', () => {
  const wholly = { session: { calls: 1 }, ip: '10.0.0.1', interactive: true, credential: 'none', pin: 'pinned' };
  it.each<[string, string, Partial<RecordedCall>, Partial<RecordedCall>]>([
    ['arguments', 'context.input has table', { argNames: ['table'] }, { argNames: ['table'], input: { table: 'x' } }],
    ['session', 'context.session.calls > 50', {}, { matched: wholly }],
    ['network', 'context.network has ip', {}, { matched: { ip: null } }],
    ['interactive', '!context.interactive', {}, { matched: wholly }],
    ['credential', 'context.credential == "vault"', {}, { matched: wholly }],
    ['hints', '!resource.hints.idempotent && resource.hints.readOnly', {}, { isListed: false }],
    ['pin', 'resource.pin == "changed"', { toolClass: null }, {}],
    ['class', 'resource.effect == "destructive"', { toolClass: null }, { toolClass: null, isListed: false }],
    ['class', 'resource.external', { toolClass: null }, {}],
    [
      'content',
      'context.findings.contains("content/secret")',
      { content: { inspected: 'none', findings: [], definitions: [] } },
      {},
    ],
  ])('(%s) leave a call undecidable that hangs on them, and only then', async (part, condition, without, withIt) => {
    const candidate = await loaded({
      'settings.yaml': 'version: 1\nmode: monitor\narguments: { table: string }\n',
      'person.cedar': `${yes}\n@id("no") forbid (principal, action, resource) when { ${condition} };`,
    });
    const elsewhere = await forbidding(
      `resource.name == "other" && ${condition.includes('input') ? 'true' : condition}`,
    );

    expect(madeOf({ ...recorded, ...without }, candidate)).toBe(`undecidable: ${part}`);
    expect(madeOf({ ...recorded, ...withIt }, candidate)).toMatch(/^(allow person\/yes|deny person\/no)$/);
    expect(madeOf({ ...recorded, ...without }, elsewhere)).toBe('allow person/yes');
  });

  it('matter nothing to a policy that only watches', async () => {
    const candidate = await loaded({
      'person.cedar': `${yes}\n@id("no") @observe forbid (principal, action, resource) when { resource.hints.readOnly };`,
    });

    expect(madeOf(recorded, candidate)).toBe('allow person/yes');
  });

  it('matter nothing to a call that another policy forbids whatever they were', async () => {
    const files = {
      'settings.yaml': 'version: 1\nmode: monitor\narguments: { table: string }\n',
      'person.cedar': `${yes}
        @id("no") forbid (principal, action, resource) when { context.input has table && context.input.table == "x" };
        @id("none") forbid (principal, action, resource) when { !(context.input has table) };`,
    };
    const noQuery = '@id("no-query") forbid (principal, action, resource) when { resource.name == "query" };';
    const call = { ...recorded, argNames: ['table'] };

    expect(madeOf(call, await loaded({ ...files, 'agent.cedar': `${yes}${noQuery}` }))).toBe('deny agent/no-query');
    expect(madeOf({ ...call, tool: 'other' }, await loaded({ ...files, 'agent.cedar': `${yes}${noQuery}` }))).toBe(
      'undecidable: arguments',
    );
    const watched = noQuery.replace('forbid', '@observe forbid');
    expect(madeOf(call, await loaded({ ...files, 'agent.cedar': `${yes}${watched}` }))).toBe('undecidable: arguments');
  });

  it('matter nothing where a ban or inspection has the last word', async () => {
    const candidate = await loaded({
      'person.cedar': '@id("no") forbid (principal, action, resource) when { context.session.calls > 0 };',
      'content.yaml': 'version: 1\nrules: [{ kind: secret, do: block }]\n',
    });
    const secret = { rule: 'content/secret', severity: 'high', detail: 'github-token' } as const;

    expect(madeOf({ ...recorded, content: { ...recorded.content, findings: [secret] } }, candidate)).toBe(
      'deny content/secret',
    );
  });
});

describe('the hints and the class of a listed tool', () => {
  const definition = { name: 'query', annotations: { readOnlyHint: true, destructiveHint: false } };
  const remember = (at: string, ...later: readonly object[]) =>
    [definition, ...later].reduce<ReturnType<typeof noPins>>(
      (pins, one) => observe(pins, 'tool', [{ name: 'query', definition: one }], { isFirst: false, whole: null }, at),
      noPins({ id: 'srv_1', identity: 'x', name: 'x' }, at),
    );
  const before = '2026-11-01T00:00:00.000Z';

  it.each([
    ['what is remembered of it, and never changed', remember(before), 'allow person/yes'],
    [
      'no longer known once it has changed',
      remember(before, { ...definition, description: 'new' }),
      'undecidable: hints',
    ],
    ['not known from later', remember('2026-11-20T08:00:00.001Z'), 'undecidable: hints'],
    ['not known where nothing is remembered', null, 'undecidable: hints'],
  ])('are %s', async (_, pins, expected) => {
    const candidate = await forbidding('!resource.hints.readOnly');

    expect(madeOf(recorded, candidate, { remembered: (id) => (id === 'srv_1' ? pins : null) })).toBe(expected);
  });

  it('are those that the protocol gives to a tool that nobody has listed', async () => {
    const candidate = await forbidding('!resource.hints.readOnly');

    expect(madeOf({ ...recorded, isListed: false }, candidate)).toBe('deny person/no');
  });
});

describe('what inspection saw in a call', () => {
  const secret = { rule: 'content/secret', severity: 'high', detail: 'github-token' } as const;
  const call = { ...recorded, content: { ...recorded.content, findings: [secret] } };

  it.each([
    ['rules: [{ direction: up, kind: secret, do: block }]', 'deny content/secret'],
    ['rules: [{ direction: up, kind: secret, do: ask }]', 'ask content/secret'],
    ['rules: [{ direction: up, kind: secret, detail: github-token, do: ask }]', 'ask content/secret'],
    ['rules: [{ direction: up, kind: secret, detail: aws-key, do: block }]', 'allow person/yes'],
    ['rules: [{ direction: down, kind: secret, do: block }]', 'allow person/yes'],
    ['rules: [{ kind: secret, class: { effect: write }, do: block }]', 'allow person/yes'],
    ['rules: [{ kind: secret, server: "pkg:npm/some-server", do: block }]', 'deny content/secret'],
    ['rules: [{ kind: secret, do: record }]', 'allow person/yes'],
    ['inspect: false\nrules: [{ kind: secret, do: block }]', 'allow person/yes'],
    [
      'rules: [{ kind: secret, do: block }]\nsuppressions: [{ rule: content/secret, target: query, reason: r, owner: o, until: 2026-11-20 }]',
      'allow person/yes',
    ],
  ])('is judged by the content rules of a candidate: %s', async (text, expected) => {
    expect(madeOf(call, await content(text))).toBe(expected);
  });

  it.each([
    ['rules: [{ kind: injection, do: block }]', 'allow person/yes'],
    ['rules: [{ kind: injection, from: suspect, do: block }]', 'deny content/exfiltration'],
  ])('weighs what its severity says: %s', async (text, expected) => {
    const soft = { rule: 'content/exfiltration', severity: 'medium', detail: null } as const;

    expect(madeOf({ ...call, content: { ...call.content, findings: [soft] } }, await content(text))).toBe(expected);
  });

  it.each([
    ['nothing was inspected', { inspected: 'none' }, 'rules: [{ kind: secret, do: block }]'],
    ['only a part was', { inspected: 'partial' }, 'rules: [{ kind: secret, do: block }]'],
    [
      'nobody looked for it',
      { findings: [] },
      'personalData: [email]\nrules: [{ kind: personal-data, direction: up, do: ask }]',
    ],
    [
      'nobody looked for the pattern',
      { findings: [] },
      'patterns: [{ id: p, kind: secret, pattern: "x", severity: high, in: [argument] }]\nrules: [{ kind: secret, do: ask }]',
    ],
  ] as const)('can not be told where %s', async (_, parts, text) => {
    const unseen = { ...call, content: { ...call.content, findings: [], ...parts } };

    expect(madeOf(unseen, await content(text))).toBe('undecidable: content');
  });

  it('is nothing to a candidate that does nothing about content, whatever was inspected', async () => {
    const unseen = { ...call, content: { ...call.content, inspected: 'none', findings: [] } } as const;

    expect(madeOf(unseen, await content('rules: [{ kind: secret, do: redact }]'))).toBe('allow person/yes');
  });
});

describe('what inspection saw in the definition of a tool', () => {
  const poison = { rule: 'content/exfiltration', severity: 'high', detail: null, kind: 'tool', isAlone: true } as const;
  const block = 'rules: [{ direction: down, kind: poisoning, in: tool, do: block }]';

  it.each([
    ['query', true, 'deny content/exfiltration'],
    ['other', true, 'allow person/yes'],
    ['other', false, 'undecidable: content'],
    [null, true, 'undecidable: content'],
  ])('bears on its calls: in %s, alone %s', async (name, isAlone, expected) => {
    const definitions = [{ ...poison, name, isAlone }];

    expect(madeOf({ ...recorded, content: { ...recorded.content, definitions } }, await content(block))).toBe(expected);
  });
});

describe('a pin', () => {
  it.each([
    ['changed', 'pins: { changed: hide }', 'deny pin/changed'],
    ['changed', 'pins: { changed: ask }', 'ask pin/changed'],
    ['changed', 'pins: { changed: pass }', 'allow person/yes'],
    ['pinned', 'pins: { changed: hide, added: hide }', 'allow person/yes'],
    // It was added, or its server lists it no more.
    ['new', 'pins: { added: hide }', 'undecidable: pin'],
    ['new', 'pins: { changed: hide }', 'allow person/yes'],
  ])('that was %s is judged by a candidate: %s', async (pin, text, expected) => {
    expect(madeOf({ ...recorded, matched: { pin } }, await content(text))).toBe(expected);
  });

  it('that was not recorded can not be told', async () => {
    expect(madeOf({ ...recorded, toolClass: null }, await content('pins: { changed: ask }'))).toBe('undecidable: pin');
  });
});

describe('a call that the same content policy has judged', () => {
  async function inForce(text: string): Promise<PolicyHere> {
    const policy = await content(text);
    const here = withCandidate(none, policy);
    return { ...here, verified: { ...here.verified, sha256: 'of that policy' } };
  }
  const large = 'large: { characters: 100000, beyond: block }\nrules: [{ kind: secret, do: [block, warn] }]';
  const then = { ...recorded, policy: { sha256: 'of that policy' } };

  it.each<[string, Partial<RecordedCall['decided']>, Partial<RecordedCall['content']>, string]>([
    ['denied', { effect: 'deny', reasons: ['content/secret'] }, { inspected: 'none' }, 'deny content/secret'],
    ['denied for its pin', { effect: 'deny', reasons: ['pin/added'] }, {}, 'deny pin/added'],
    ['asked', { effect: 'ask', reasons: ['content/secret'] }, { inspected: 'none' }, 'ask content/secret'],
    ['allowed', { effect: 'allow', reasons: ['person/yes'] }, { inspected: 'none' }, 'allow person/yes'],
  ])('is %s as the record says, whatever else is not known', async (_, decided, seen, expected) => {
    const here = await inForce(large);
    const call = {
      ...then,
      decided: { ...recorded.decided, ...decided },
      content: { ...recorded.content, ...seen },
    };
    const { decision, notRecorded } = replayed(call, by(null, { inForce: here }));

    expect(notRecorded).toEqual([]);
    expect([decision.effect, ...reasonsOf(decision)].join(' ')).toBe(expected);
  });

  it('can not be told where a policy had denied it before content was asked about', async () => {
    const decided = { effect: 'deny', reasons: ['person/no'], mode: 'monitor' } as const;
    const call = { ...then, decided, content: { ...recorded.content, inspected: 'none' } } as const;

    expect(replayed(call, by(null, { inForce: await inForce(large) })).notRecorded).toEqual(['content']);
  });
});

describe('a floor of lockdown', () => {
  const trust = { ...none.trust, floor: 'lockdown' } as const;

  it.each([
    [trust, 'deny no-rule-allows'],
    [none.trust, 'allow'],
  ])('holds for a candidate too', async (here, expected) => {
    const candidate = await loaded({
      'person.cedar': '@id("no") forbid (principal, action, resource) when { false };',
    });

    expect(madeOf(recorded, candidate, { inForce: { ...none, trust: here } })).toBe(expected);
  });

  it('decides alone where no policy can be used', () => {
    const missing: PolicyHere = { kind: 'missing', trust, mode: 'lockdown', why: '' };

    expect(replayed(recorded, by(null, { inForce: missing })).decision).toMatchObject({
      effect: 'deny',
      mode: 'lockdown',
    });
  });
});

describe('a server that was banned', () => {
  const banned = { ...recorded, server: { ...recorded.server, standing: 'banned' } };

  it('for what it starts beside what it is leaves its calls undecidable', async () => {
    expect(madeOf(banned, await loaded({}))).toBe('undecidable: standing');
  });

  it('for what it is, is decided by what the candidate says of it', async () => {
    const ban =
      'version: 1\nservers:\n  - { identity: { purl: pkg:npm/some-server }, status: banned, owner: o, reason: r }\n';
    const here = withCandidate(none, await loaded({ 'catalogue.yaml': ban }));

    expect(madeOf(banned, await loaded({}), { inForce: here })).toBe('allow person/yes');
    expect(madeOf(banned, await loaded({ 'catalogue.yaml': ban }), { inForce: here })).toBe('deny banned');
  });
});

describe('calls that nobody has decided', () => {
  it.each(['paused', 'could-not-decide', 'withdrawn-while-held'])('(%s) are not counted as changed', async (reason) => {
    const call = { ...recorded, decided: { effect: 'allow', reasons: [reason], mode: 'monitor' } } as const;
    const candidate = await forbidding('true');

    expect(simulate([call, recorded], by(candidate))).toMatchObject({
      calls: 2,
      changes: [{ was: 'allow', wouldBe: 'deny', calls: 1 }],
      undecidable: [{ notRecorded: 'decision', calls: 1 }],
    });
  });
});
