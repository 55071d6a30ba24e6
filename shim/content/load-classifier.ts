import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Classifier } from '../../scanner/detect/content/classifier/classifier.ts';
import {
  classifierUnavailable,
  onnxClassifier,
  type OnnxRuntime,
} from '../../scanner/detect/content/classifier/onnx-classifier.ts';
import { SallyportError } from '../../scanner/model/errors.ts';

/** A model file, and what it has to be. */
export interface ModelFile {
  readonly path: string;
  /** In hex; null for a file that a person names by hand. */
  readonly sha256: string | null;
}

/**
 * Loads a model of the organisation. The runtime is a package of some hundred megabytes that most people never need: it is not among our
 * dependencies, and is taken from beside the model, where the organisation has put it, and from nowhere else.
 *
 * @throws SallyportError `CLASSIFIER_UNAVAILABLE` when the runtime or the model is not there, or not what it has to be
 */
export async function loadClassifier({ path, sha256 }: ModelFile): Promise<Classifier> {
  const model = await reached(readFile(path), path);
  // What is run is what was hashed: the file may be another one a moment later.
  checkHash(createHash('sha256').update(model).digest('hex'), sha256, path);
  return onnxClassifier(runtimeBeside(path), model);
}

/** What keeps a model from being used, as far as that can be seen without running it; null when nothing does. Without a hash it is not read. */
export async function classifierProblem({ path, sha256 }: ModelFile): Promise<SallyportError | null> {
  try {
    await (sha256 === null ? reached(access(path, constants.R_OK), path) : checkFile(path, sha256));
    await stat(runtimeFolder(path)).catch((error: unknown) => {
      throw noRuntime(path, error);
    });
    return null;
  } catch (error) {
    if (error instanceof SallyportError) {
      return error;
    }
    throw error;
  }
}

function runtimeBeside(path: string): OnnxRuntime {
  try {
    return createRequire(path)(runtimeFolder(path)) as OnnxRuntime;
  } catch (error) {
    throw noRuntime(path, error);
  }
}

function runtimeFolder(path: string): string {
  return join(dirname(path), 'node_modules', 'onnxruntime-node');
}

function noRuntime(path: string, cause: unknown): SallyportError {
  return classifierUnavailable(
    `there is no onnxruntime to run the classifier ${path}`,
    'Install the package onnxruntime-node in the folder of the model.',
    cause,
  );
}

async function reached<Value>(step: Promise<Value>, path: string): Promise<Value> {
  try {
    return await step;
  } catch (error) {
    throw classifierUnavailable(
      `the model file ${path} of the classifier can not be read`,
      'Put the file there, or name another one in content.yaml.',
      error,
    );
  }
}

async function checkFile(path: string, sha256: string): Promise<void> {
  const hash = createHash('sha256');
  await reached(pipeline(createReadStream(path), hash), path);
  checkHash(hash.digest('hex'), sha256, path);
}

function checkHash(found: string, wanted: string | null, path: string): void {
  if (wanted !== null && found !== wanted) {
    throw classifierUnavailable(
      `the model file ${path} of the classifier is not the one that the policy names`,
      `Put the right file there, or write its hash into content.yaml: ${found}`,
    );
  }
}
