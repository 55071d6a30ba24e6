import type { Readable } from 'node:stream';

/** One side's source and the relay's word on whether it may go on. */
export interface Pumped {
  readonly source: Readable;
  readonly take: (chunk: Buffer) => void;
  readonly mustWait: () => boolean;
  readonly whenMayGoOn: (run: () => void) => void;
}

/** Moves bytes into the relay no faster than they leave it. */
export function pump({ source, take, mustWait, whenMayGoOn }: Pumped): void {
  source.on('data', (chunk: Buffer) => {
    take(chunk);
    collectSoonAfter(chunk.length);
    if (mustWait()) {
      source.pause();
      whenMayGoOn(() => source.resume());
    }
  });
}

const muchBytes = 4 * 1024 * 1024;
const quietMs = 60;
const laterMs = 600;
let movedBytes = 0;
let collecting: NodeJS.Timeout | null = null;

/**
 * A large message leaves several copies of itself behind, and an idle process would keep them for good: memory is only
 * collected when more is wanted. So it is asked for, once things are quiet.
 */
function collectSoonAfter(bytes: number): void {
  movedBytes += bytes;
  if (movedBytes < muchBytes) {
    return;
  }
  if (collecting !== null) {
    collecting.refresh();
    return;
  }
  collecting = setTimeout(() => {
    collecting = null;
    movedBytes = 0;
    collect();
    // It may have been a pause in the middle of a message.
    setTimeout(collect, laterMs).unref();
  }, quietMs).unref();
}

function collect(): void {
  process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
  const gc: unknown = process.getBuiltinModule('node:vm').runInNewContext('gc');
  if (typeof gc === 'function') {
    gc();
  }
}
