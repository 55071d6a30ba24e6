import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { PolicyInForce } from '../../../shim/policy/policy-in-force.ts';
import { removeFolders, temporaryFolder } from '../real-shim.ts';

afterEach(removeFolders);

const catalogue = (status: string): string => `version: 1
servers:
  - { identity: { purl: "pkg:npm/warehouse" }, status: ${status}, owner: a, reason: because it is ${status} }
`;

describe("a person's catalogue that changes while it is read for the first time", () => {
  it.each([
    ['is read again', 'banned'],
    ['is read once where it stays the same', 'approved'],
  ])('%s', async (_, later) => {
    const state = temporaryFolder();
    mkdirSync(join(state, 'policy'));
    const path = join(state, 'policy', 'catalogue.yaml');
    writeFileSync(path, catalogue('approved'));
    const policy = new PolicyInForce(state, null);
    if (later !== 'approved') {
      writeFileSync(path, catalogue(later));
    }
    policy.current(1000);
    await policy.ready;

    expect(policy.current(1000).catalogue.servers.map(({ status }) => status)).toEqual([later]);
  });
});
