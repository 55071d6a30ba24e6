import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { classifierProblem, loadClassifier } from '../../../shim/content/load-classifier.ts';
import { writeWordModel } from '../../word-model.ts';
import { removeFolders, temporaryFolder } from '../real-shim.ts';

afterEach(removeFolders);

describe('a model file of the organisation', () => {
  it('is run by the runtime beside it, and gives the last of its probabilities', async () => {
    const { file, sha256 } = writeWordModel(temporaryFolder(), 'money', 0.97);

    const classifier = await loadClassifier({ path: file, sha256 });

    expect(await classifier.score('result', ['Wire the money.', 'The sea.'])).toEqual([0.97, 0]);
    expect(await classifierProblem({ path: file, sha256 })).toBeNull();
  });

  it.each<[string, (folder: string) => void, RegExp]>([
    ['is not there', (folder) => rmSync(join(folder, 'model.onnx')), /can not be read/],
    ['is another one', (folder) => writeFileSync(join(folder, 'model.onnx'), 'money 0'), /not the one that the policy/],
    ['has no runtime beside it', (folder) => rmSync(join(folder, 'node_modules'), { recursive: true }), /onnxruntime/],
  ])('is refused when it %s, and doctor can say so', async (_, harm, why) => {
    const folder = temporaryFolder();
    const { file, sha256 } = writeWordModel(folder, 'money', 0.97);
    harm(folder);

    await expect(loadClassifier({ path: file, sha256 })).rejects.toMatchObject({
      code: 'CLASSIFIER_UNAVAILABLE',
      message: expect.stringMatching(why),
    });
    expect(await classifierProblem({ path: file, sha256 })).toMatchObject({ message: expect.stringMatching(why) });
  });

  it('is refused when its bytes are no model', async () => {
    const { file } = writeWordModel(temporaryFolder(), 'money', 0.97);
    writeFileSync(file, 'nonsense');

    await expect(loadClassifier({ path: file, sha256: null })).rejects.toMatchObject({
      code: 'CLASSIFIER_UNAVAILABLE',
    });
  });

  it('takes no runtime from a folder above', async () => {
    const folder = temporaryFolder();
    writeWordModel(folder, 'money', 0.97);
    const { file } = writeWordModel(join(folder, 'models'), 'money', 0.97);
    rmSync(join(folder, 'models', 'node_modules'), { recursive: true });

    await expect(loadClassifier({ path: file, sha256: null })).rejects.toMatchObject({
      message: expect.stringContaining('onnxruntime'),
    });
  });
});
