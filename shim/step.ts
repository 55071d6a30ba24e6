/** A line that leaves once the records of its step are written. */
export interface Leaving {
  readonly line: Buffer;
  /** What its sender is told when the record can not be written and the mode is lockdown; null for lines without a record. */
  readonly withheld: (() => readonly Buffer[]) | null;
}

/** What comes of one piece of input, before any of it has happened. */
export class Step {
  readonly forward: Leaving[] = [];
  /** Lines that go back to where the input came from. */
  readonly back: Buffer[] = [];
  /** Something was recorded that must be on disk before the lines leave. */
  recorded = false;

  /** Notes that are taken once the lines have left. */
  readonly afterwards: (() => void)[] = [];

  get lines(): readonly Buffer[] {
    return this.forward.map(({ line }) => line);
  }

  get sizeBytes(): number {
    return this.forward.reduce((sum, { line }) => sum + line.length, 0);
  }

  pass(line: Buffer): void {
    this.forward.push({ line, withheld: null });
  }
}
