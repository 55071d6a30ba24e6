import { describe, expect, it } from 'vitest';
import type { RecordedCall } from '../../../../main/daemon/policy/recorded-calls.ts';
import { simulate, standingChanges } from '../../../../main/daemon/policy/simulate.ts';
import { trustHere } from '../../../../policy/bundle/trust.ts';
import { emptyCatalogue } from '../../../../policy/catalogue/catalogue.ts';
import { loadAdvisories } from '../../../../scanner/identity/advisories.ts';
import { serverId } from '../../../../scanner/model/ids.ts';
import { now } from '../../scan-home.ts';
import { builtAndLoaded, folder } from '../../../policy/bundle/folder-files.ts';

const { advisories } = await loadAdvisories([]);
const trust = trustHere('/nowhere', null);

/** A call of `some-server@1.0.0` that was allowed, as the trace tells it. */
const recorded: RecordedCall = {
  id: 'one/1',
  time: '2026-11-20T08:00:00.000Z',
  person: 'kim',
  agent: { client: 'cursor', version: null, verifiedClient: null, executable: null, delegation: [], agentOnly: false },
  server: { name: 'it', identity: 'pkg:npm/some-server', version: '1.0.0' },
  method: 'tools/call',
  tool: 'query',
  isToolWhole: true,
  toolClass: { effect: 'read', external: false },
  argNames: [],
  input: null,
  findings: [],
  matched: {},
  decided: { effect: 'allow', reasons: [] },
};

async function simulated(versions: string): Promise<Parameters<typeof simulate>[1]> {
  const candidate = await builtAndLoaded(
    folder({
      'settings.yaml': 'version: 1\nmode: lockdown\n',
      'person.cedar': '@id("a") permit (principal, action, resource) when { resource.server.standing == "approved" };',
      'catalogue.yaml': `version: 1
servers:
  - identity: { purl: pkg:npm/some-server, versions: ${versions}, integrity: sha512-${'a'.repeat(86)}== }
    status: approved
    owner: data
    reason: reviewed
`,
    }),
  );
  return { candidate, here: { kind: 'none', trust, mode: 'monitor' }, own: emptyCatalogue, advisories };
}

describe('a candidate that asks for the integrity of a package', () => {
  it('leaves its calls undecidable: the record does not say what was installed', async () => {
    expect(simulate([recorded], await simulated('1.0.0'))).toMatchObject({
      changes: [],
      undecidable: [{ notRecorded: 'integrity', calls: 1 }],
    });
  });

  it('leaves calls undecidable of whose address a credential was taken out: any policy may be about it', async () => {
    const hidden = { ...recorded, tool: 'https://x.example/?‹redacted:github-token›', isToolWhole: false };

    expect(simulate([hidden], await simulated('2.0.0'))).toMatchObject({
      changes: [],
      undecidable: [{ notRecorded: 'target', calls: 1 }],
    });
  });

  it('decides calls of a version that it does not name', async () => {
    expect(simulate([recorded], await simulated('2.0.0'))).toMatchObject({
      changes: [{ was: 'allow', wouldBe: 'deny' }],
      undecidable: [],
    });
  });

  it.each([
    ['1.0.0', []],
    ['2.0.0', [{ was: 'approved', wouldBe: 'shadow' }]],
  ])('for version %s says %j of the inventory', async (versions, expected) => {
    const identity = {
      kind: 'npm',
      purl: 'pkg:npm/some-server',
      version: '1.0.0',
      origin: null,
      sha256: null,
      reason: null,
    } as const;
    const server = {
      identity,
      names: ['it'],
      transport: 'stdio',
      standing: 'approved',
      standingBy: 'data: reviewed',
      risk: 'low',
      sightings: [],
      findings: [],
      firstSeen: '',
      lastSeen: '',
      change: 'seen',
    } as const;

    expect(
      standingChanges({ servers: [{ ...server, id: serverId('0123456789abcdef') }] }, now, await simulated(versions)),
    ).toMatchObject(expected);
  });
});
