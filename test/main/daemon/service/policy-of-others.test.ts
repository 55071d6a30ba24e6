import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Handlers } from '../../../../main/contract/operations.ts';
import { syncPolicy } from '../../../../main/daemon/policy/sync-policy.ts';
import { ours } from '../../../policy/bundle/signed.ts';
import { managedHere } from '../../../policy/bundle/managed-here.ts';
import { type ServiceUnderTest, serviceWith } from './a-service.ts';

const files = {
  'settings.yaml': 'version: 1\n',
  'person.cedar': '@id("reads") permit (principal, action, resource) when { resource.effect == "read" };',
};
const call = '{ tool: drop_table }';

let under: ServiceUnderTest;
let handlers: Handlers;
beforeEach(async () => {
  under = serviceWith({});
  ({ handlers } = under.service);
  await under.service.ready;
});
afterEach(() => under.service.close());

function write(name: string, text: string): void {
  mkdirSync(join(under.stateFolder, 'policy'), { recursive: true });
  writeFileSync(join(under.stateFolder, 'policy', name), text);
}

describe('a policy of an organisation in the window', () => {
  it.each([
    ['lockdown', 'deny'],
    ['monitor', 'allow'],
  ])('under a floor of %s is shown and explained by it', async (floor, effect) => {
    await managedHere(under.stateFolder, { files, trust: { floor } });

    await expect(handlers['policy.show']({})).resolves.toMatchObject({ state: 'in-force', mode: floor });
    await expect(handlers['policy.explain']({ call, candidate: null })).resolves.toMatchObject({ mode: floor, effect });
  });

  it.each([
    [false, ['banned']],
    [true, ['banned', 'approved']],
  ])('where local approvals count (%s) shows the own entries that count', async (localApprovals, expected) => {
    await managedHere(under.stateFolder, { files, trust: { localApprovals } });
    const entry = (name: string, status: string): string =>
      `  - { identity: { purl: pkg:npm/${name}, versions: "1.0.0" }, status: ${status}, owner: o, reason: r }\n`;
    write('catalogue.yaml', `version: 1\nservers:\n${entry('a', 'banned')}${entry('b', 'approved')}`);

    const { catalogue } = await handlers['policy.show']({});

    expect(catalogue.map(({ status }) => status)).toEqual(expected);
  });

  it('that can not be fetched says so, in the overview too, and beside one that is in force', async () => {
    const source = join(under.home, 'not-there.json');
    const sync = async (): Promise<unknown> =>
      syncPolicy({ stateFolder: under.stateFolder, machine: null, now: () => new Date(), fetch: globalThis.fetch });
    write('trust.json', JSON.stringify({ organisation: 'acme', keys: [ours.publicText], source }));
    await sync();

    const why = 'no policy has arrived yet; the last try to fetch one failed (ENOENT)';
    await expect(handlers['policy.show']({})).resolves.toMatchObject({ state: 'missing', trouble: why });
    const { level, parts, nextStep } = await handlers['overview.show']({});
    expect({ level, first: parts[0] }).toEqual({ level: 'broken', first: { kind: 'policy-broken', reason: why } });
    expect(nextStep).toEqual({ kind: 'mend-policy' });

    await managedHere(under.stateFolder, { files, trust: { source } });
    await sync();
    await expect(handlers['policy.show']({})).resolves.toMatchObject({
      state: 'in-force',
      trouble: 'no newer policy could be fetched (ENOENT); the last good one stays',
    });
    const offline = await handlers['overview.show']({});
    expect(offline.parts.map(({ kind }) => kind)).not.toContain('policy-faulty');
    expect(offline.nextStep).toEqual({ kind: 'scan' });
  });

  it('that can not be used is no policy of our own: the floor holds, and says why', async () => {
    await handlers['policy.begin']({ preset: 'observe' });
    write('trust.json', '{');

    await expect(handlers['policy.show']({})).resolves.toMatchObject({
      state: 'unusable',
      trouble: expect.stringContaining('can not be used') as unknown,
    });
    await expect(handlers['overview.show']({})).resolves.toMatchObject({ level: 'broken' });
  });
});

describe('a policy folder of our own that is broken', () => {
  const folder = (text: string): void => {
    mkdirSync(join(under.stateFolder, 'policy', 'source'), { recursive: true });
    write('source/person.cedar', text);
  };
  const sync = (): Promise<unknown> =>
    syncPolicy({ stateFolder: under.stateFolder, machine: null, now: () => new Date(), fetch: globalThis.fetch });

  it('is said by the overview, which leads to it, until it is whole again', async () => {
    await handlers['policy.begin']({ preset: 'observe' });
    await sync();
    expect((await handlers['overview.show']({})).parts).toEqual([{ kind: 'not-scanned' }]);

    const whole = '@id("reads") permit (principal, action, resource) when { resource.effect == "read" };';
    folder('permit (');
    await sync();

    await expect(handlers['overview.show']({})).resolves.toMatchObject({
      parts: [
        { kind: 'policy-faulty', reason: expect.stringMatching(/^the policy folder is broken \(.*stays$/) as unknown },
        {},
      ],
      nextStep: { kind: 'mend-policy' },
    });
    folder(whole);
    await sync();
    expect((await handlers['overview.show']({})).parts).toEqual([{ kind: 'not-scanned' }]);
  });

  it('is nothing any more once another source decides', async () => {
    await handlers['policy.begin']({ preset: 'observe' });
    folder('permit (');
    await sync();

    await managedHere(under.stateFolder, { files, trust: { source: join(under.home, 'elsewhere.json') } });

    expect((await handlers['overview.show']({})).parts).toEqual([{ kind: 'not-scanned' }]);
  });
});
