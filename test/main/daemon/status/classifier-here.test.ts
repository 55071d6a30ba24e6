import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { processTable } from '../../../../main/daemon/process-table.ts';
import { checkState } from '../../../../main/daemon/doctor/check-state.ts';
import { classifierHere } from '../../../../main/daemon/status/classifier-here.ts';
import { putInForce } from '../../../shim/content/inspected-talk.ts';
import { temporaryFolder } from '../../../shim/real-shim.ts';
import { writeWordModel } from '../../../word-model.ts';
import { machineAt } from '../protect/laptop.ts';

/** A state folder whose policy names a model among its files. */
async function laptop(): Promise<{ readonly state: string; readonly model: string }> {
  const state = temporaryFolder();
  const { file, sha256 } = writeWordModel(join(state, 'policy', 'source', 'models'), 'money', 0.97);
  await putInForce(state, {
    'content.yaml': `version: 1\nclassifier: { file: models/model.onnx, sha256: ${sha256} }\n`,
  });
  return { state, model: file };
}

const now = new Date();
const told = async (state: string): Promise<readonly string[]> =>
  (await checkState(state, machineAt(state), now, processTable({}), false)).flatMap(({ kind, state: how }) =>
    kind.startsWith('classifier') ? [`${how} ${kind}`] : [],
  );

describe('the classifier that the policy in force names', () => {
  it('is looked for among the files of the policy, and doctor finds it in order', async () => {
    const { state, model } = await laptop();

    expect(await classifierHere(state, machineAt(state), now, 'briefly')).toEqual({ path: model, problem: null });
    expect(await told(state)).toEqual(['ok classifier-fine']);
  });

  it('is told about when it is not there', async () => {
    const { state, model } = await laptop();
    rmSync(model);

    const here = await classifierHere(state, machineAt(state), now, 'briefly');

    expect(here?.problem?.message).toBe(`the model file ${model} of the classifier can not be read`);
    expect(await told(state)).toEqual(['broken classifier-unusable']);
  });

  it('is no line where the policy names none', async () => {
    const state = temporaryFolder();
    await putInForce(state, 'balanced');

    expect(await classifierHere(state, machineAt(state), now, 'briefly')).toBeNull();
    expect(await told(state)).toEqual([]);
  });
});
