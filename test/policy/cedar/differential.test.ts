import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences } from './differential/against-wasm.ts';
import { worlds } from './differential/arbitrary-world.ts';

// A world is dear for the wasm and cheap for each policy in it.
const policiesEach = 25;
const questionsEach = 10;
const asked = process.env['POLICY_DIFF_PAIRS'];
const pairs = Number(asked ?? '20000');
// The same worlds in every run of the tests, new ones in `npm run test:policy-diff`.
const seed = asked === undefined ? { seed: 20_261_120 } : {};

describe('our evaluator and the wasm of Cedar', () => {
  it(
    `agree on ${pairs} random pairs of policy and question: decision, determining policies, kinds of fault`,
    { timeout: 3_600_000 },
    () => {
      fc.assert(
        fc.property(worlds(policiesEach, questionsEach), (world) => {
          expect(differences(world)).toEqual([]);
        }),
        { numRuns: Math.ceil(pairs / (policiesEach * questionsEach)), endOnFailure: true, ...seed },
      );
    },
  );
});
