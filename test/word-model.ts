import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files of a model and its runtime, as an organisation puts them on a laptop. */
export interface WordModel {
  readonly file: string;
  readonly sha256: string;
}

/**
 * Puts a model into a folder that is as sure of texts with a word as it says, and the smallest runtime of this form beside it. One about the
 * word `never` never answers.
 */
export function writeWordModel(folder: string, word: string, probability: number): WordModel {
  const model = `${word} ${probability}`;
  const runtime = join(folder, 'node_modules', 'onnxruntime-node');
  mkdirSync(runtime, { recursive: true });
  writeFileSync(join(runtime, 'package.json'), '{ "name": "onnxruntime-node", "main": "index.cjs" }');
  writeFileSync(join(runtime, 'index.cjs'), wordRuntime);
  writeFileSync(join(folder, 'model.onnx'), model);
  return { file: join(folder, 'model.onnx'), sha256: createHash('sha256').update(model).digest('hex') };
}

const wordRuntime = `
exports.Tensor = class { constructor(type, data, dims) { Object.assign(this, { type, data, dims }); } };
exports.InferenceSession = {
  create: async (bytes) => {
    const [word, probability] = Buffer.from(bytes).toString().split(' ');
    if (probability === undefined) throw new Error('no model');
    return {
      inputNames: ['texts'],
      outputNames: ['label', 'probabilities'],
      run: async ({ texts: { data } }) => {
        if (word === 'never') await new Promise(() => {});
        const scores = data.map((text) => (text.includes(word) ? Number(probability) : 0));
        return { probabilities: { data: scores.flatMap((score) => [1 - score, score]), dims: [data.length, 2] } };
      },
    };
  },
};
`;
