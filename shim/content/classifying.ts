import { setTimeout as wait } from 'node:timers/promises';
import type { ClassifierChoice } from '../../policy/content/content-policy.ts';
import { modelFileOf } from '../../policy/content/model-file.ts';
import { noOpinions, type Classifier, type Opinions } from '../../scanner/detect/content/classifier/classifier.ts';
import { classify, type Passage, passagesIn } from '../../scanner/detect/content/classifier/classify.ts';
import { partsOfMessage, type PassingMessage } from '../../scanner/detect/content/message-parts.ts';
import { loadClassifier } from './load-classifier.ts';

/** How long a message waits for what the classifier says of it, and for the model where that is still loaded. */
const mostMs = 5000;
/** After a model could not be loaded: the file may come later than the policy that names it. */
const again = 60_000;

/** Asks the classifier that a policy names. It is loaded for the first message that has anything to ask about. */
export class Classifying {
  readonly #choice: ClassifierChoice;
  readonly #policyFiles: string;
  readonly #onTrouble: (why: string | null) => void;
  #loading: Promise<Classifier | null> | null = null;
  #failedMs = Number.NEGATIVE_INFINITY;
  #trouble: string | null = null;

  /**
   * @param policyFiles folder that relative paths start from
   * @param onTrouble told why the classifier can not be used, and null once it can
   */
  constructor(choice: ClassifierChoice, policyFiles: string, onTrouble: (why: string | null) => void) {
    this.#choice = choice;
    this.#policyFiles = policyFiles;
    this.#onTrouble = onTrouble;
  }

  /** What it holds against the texts of a message; null where it should have been asked and could not be. */
  async opinionsOn(message: PassingMessage): Promise<Opinions | null> {
    const passages = passagesIn(partsOfMessage(message), this.#choice);
    if (passages.length === 0) {
      return noOpinions;
    }
    const bell = new AbortController();
    const tooLate = wait(mostMs, null, { ref: false, signal: bell.signal }).then(() => {
      throw new Error(`it did not answer within ${mostMs / 1000} seconds`);
    });
    try {
      return await Promise.race([this.#ask(passages), tooLate]);
    } catch (error) {
      this.#tell(`the classifier failed: ${error instanceof Error ? error.message : 'unknown cause'}`);
      return null;
    } finally {
      tooLate.catch(() => undefined); // it is rung off, or its news is told
      bell.abort();
    }
  }

  async #ask(passages: readonly Passage[]): Promise<Opinions | null> {
    const classifier = await this.#classifier();
    if (classifier === null) {
      return null;
    }
    const opinions = await classify(passages, classifier, this.#choice);
    this.#tell(null);
    return opinions;
  }

  #classifier(): Promise<Classifier | null> {
    if (this.#loading === null && performance.now() - this.#failedMs < again) {
      return Promise.resolve(null);
    }
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<Classifier | null> {
    try {
      return await loadClassifier(modelFileOf(this.#choice, this.#policyFiles));
    } catch (error) {
      this.#loading = null;
      this.#failedMs = performance.now();
      this.#tell(error instanceof Error ? error.message : 'the classifier could not be loaded');
      return null;
    }
  }

  #tell(trouble: string | null): void {
    if (trouble !== this.#trouble) {
      this.#trouble = trouble;
      this.#onTrouble(trouble);
    }
  }
}
