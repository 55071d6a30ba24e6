import { SallyportError } from '../../../model/errors.ts';
import type { Classifier } from './classifier.ts';

/** What is used of onnxruntime, in the shape that its builds for Node and for WebAssembly share. */
export interface OnnxRuntime {
  readonly InferenceSession: { readonly create: (model: Uint8Array) => Promise<OnnxSession> };
  readonly Tensor: new (type: 'string', data: string[], dims: readonly number[]) => unknown;
}

interface OnnxSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly run: (feeds: Readonly<Record<string, unknown>>) => Promise<Readonly<Record<string, OnnxOutput | undefined>>>;
}

interface OnnxOutput {
  readonly data: ArrayLike<number | bigint | string>;
  readonly dims: readonly number[];
}

/**
 * A classifier of a model of the organisation.
 *
 * The model takes its texts as one input of strings, `[n, 1]`, and gives probabilities, `[n, 1]` or `[n, 2]` with that of an attack last, as
 * its last output: what converters of text pipelines write, with the tokenizer inside the model.
 *
 * @throws SallyportError `CLASSIFIER_UNAVAILABLE` when these bytes are no model of this form
 */
export async function onnxClassifier(runtime: OnnxRuntime, model: Uint8Array): Promise<Classifier> {
  const session = await opened(runtime, model);
  const [input, ...more] = session.inputNames;
  const output = session.outputNames.at(-1);
  if (input === undefined || output === undefined || more.length > 0) {
    throw classifierUnavailable(
      'the model of the classifier has not one input of texts',
      'Convert the model with its tokenizer inside.',
    );
  }
  return {
    score: async (_, texts) => {
      const feeds = { [input]: new runtime.Tensor('string', [...texts], [texts.length, 1]) };
      const result = (await session.run(feeds))[output];
      return result === undefined ? [] : lastColumn(result, texts.length);
    },
  };
}

export function classifierUnavailable(message: string, remedy: string, cause?: unknown): SallyportError {
  return new SallyportError({ code: 'CLASSIFIER_UNAVAILABLE', message, remedy, cause });
}

async function opened(runtime: OnnxRuntime, model: Uint8Array): Promise<OnnxSession> {
  try {
    return await runtime.InferenceSession.create(model);
  } catch (error) {
    throw classifierUnavailable(
      'the model file of the classifier could not be loaded',
      'Check that the file is an ONNX model that the installed onnxruntime can read.',
      error,
    );
  }
}

function lastColumn({ data, dims }: OnnxOutput, rows: number): readonly number[] {
  const columns = dims.length < 2 ? 1 : (dims[1] ?? 1);
  return Array.from({ length: rows }, (_, row) => Number(data[row * columns + columns - 1]));
}
