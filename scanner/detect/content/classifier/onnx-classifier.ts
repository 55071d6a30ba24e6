import { SallyportError } from '../../../model/errors.ts';
import type { Classifier } from './classifier.ts';

/** What is used of onnxruntime, in the shape that its builds for Node and for WebAssembly share. */
export interface OnnxRuntime {
  readonly InferenceSession: { readonly create: (modelFile: string) => Promise<OnnxSession> };
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
 * Loads a model file of the organisation. The runtime is a package of some hundred megabytes that most people never need: it is not among
 * our dependencies, and is loaded when there is a model and not before.
 *
 * The model takes its texts as one input of strings, `[n, 1]`, and gives probabilities, `[n, 1]` or `[n, 2]` with that of an attack last, as
 * its last output: what converters of text pipelines write, with the tokenizer inside the model.
 *
 * @throws SallyportError `CLASSIFIER_UNAVAILABLE` when there is no runtime, or the file is no model of this form
 */
export async function loadOnnxClassifier(
  modelFile: string,
  loadRuntime: () => Promise<OnnxRuntime> = installedRuntime,
): Promise<Classifier> {
  const runtime = await reached(loadRuntime, 'there is no onnxruntime to run the classifier', install);
  const session = await reached(
    () => runtime.InferenceSession.create(modelFile),
    'the model file of the classifier could not be loaded',
    'Check that the file is an ONNX model that this user may read.',
  );
  const [input, ...more] = session.inputNames;
  const output = session.outputNames.at(-1);
  if (input === undefined || output === undefined || more.length > 0) {
    throw unavailable(
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

const install = 'Install the package onnxruntime-node where Sallyport runs.';

/** By a name in a variable, so that neither the compiler nor the bundler asks for a package that is not there. */
async function installedRuntime(): Promise<OnnxRuntime> {
  const name: string = 'onnxruntime-node';
  const loaded = (await import(name)) as { readonly default?: OnnxRuntime } & OnnxRuntime;
  return loaded.default ?? loaded;
}

function lastColumn({ data, dims }: OnnxOutput, rows: number): readonly number[] {
  const columns = dims.length < 2 ? 1 : (dims[1] ?? 1);
  return Array.from({ length: rows }, (_, row) => Number(data[row * columns + columns - 1]));
}

async function reached<Value>(step: () => Promise<Value>, message: string, remedy: string): Promise<Value> {
  try {
    return await step();
  } catch (error) {
    throw unavailable(message, remedy, error);
  }
}

function unavailable(message: string, remedy: string, cause?: unknown): SallyportError {
  return new SallyportError({ code: 'CLASSIFIER_UNAVAILABLE', message, remedy, cause });
}
