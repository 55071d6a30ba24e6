import type { Verdict } from './pipeline.ts';

type Forward = Extract<Verdict, { readonly kind: 'forward' }>;

/** The verdicts on one piece of input, before any of it has happened. */
export class Step {
  readonly #forward: Forward[] = [];
  readonly #back: Buffer[] = [];
  /** Something was recorded that must be on disk before the lines leave. */
  recorded = false;
  /** Notes that are taken once the lines have left. */
  readonly afterwards: (() => void)[] = [];

  give(verdict: Verdict): void {
    if (verdict.kind === 'forward') {
      this.#forward.push(verdict);
    } else if (verdict.kind === 'answer') {
      this.#back.push(verdict.line);
    }
  }

  get isEmpty(): boolean {
    return this.#forward.length === 0 && this.#back.length === 0 && this.afterwards.length === 0 && !this.recorded;
  }

  get sizeBytes(): number {
    return this.#forward.reduce((sum, { line }) => sum + line.length, 0);
  }

  /** What leaves, and what goes back to where the input came from. */
  get lines(): { readonly on: readonly Buffer[]; readonly back: readonly Buffer[] } {
    return { on: this.#forward.map(({ line }) => line), back: this.#back };
  }

  /** The same when what was recorded could not be written: only what needed no record leaves. */
  get linesWithoutRecord(): { readonly on: readonly Buffer[]; readonly back: readonly Buffer[] } {
    return {
      on: this.#forward.flatMap(({ line, withheld }) => (withheld === null ? [line] : [])),
      back: [...this.#back, ...this.#forward.flatMap(({ withheld }) => withheld?.() ?? [])],
    };
  }
}

/** For lines about which nothing was recorded. */
export function pass(line: Buffer): Verdict {
  return { kind: 'forward', line, withheld: null };
}

/** A message that nobody waits for is answered with nothing. */
export function answer(line: Buffer | null): Verdict {
  return line === null ? { kind: 'drop' } : { kind: 'answer', line };
}
