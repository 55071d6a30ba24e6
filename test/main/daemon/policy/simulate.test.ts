import { describe, expect, it } from 'vitest';
import type { Against } from '../../../../main/daemon/policy/replay.ts';
import { simulate, standingChanges } from '../../../../main/daemon/policy/simulate.ts';
import { serverId } from '../../../../scanner/model/ids.ts';
import { now } from '../../scan-home.ts';
import { builtAndLoaded, folder } from '../../../policy/bundle/folder-files.ts';
import { by, recorded } from './recorded.ts';

async function simulated(versions: string): Promise<Against> {
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
  return by(candidate);
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
