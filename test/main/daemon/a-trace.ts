import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTraceStore } from '../../../main/daemon/trace-store.ts';
import { Journal } from '../../../shim/record/journal.ts';
import { segmentFolder } from '../../../shim/record/segment.ts';

/** Writes a connection with so many calls as a shim does, and takes it into the store. */
export function recordedTrace(state: string, calls: number): void {
  const journal = new Journal({
    folder: segmentFolder(join(state, 'trace')),
    clock: { now: () => new Date(), elapsedMs: () => 0 },
    session: 's0123456789ab',
    connection: 'c0ffee',
    durability: 'os',
    opening: () => '"kind":"connection","agent":{"client":"cursor"},"server":{"id":null,"name":"files"}',
  });
  for (let call = 1; call <= calls; call += 1) {
    journal.append(`"kind":"decision","call":${call},"decision":{"effect":"allow","reasons":["person/one"]}`);
  }
  journal.close();
  const store = openTraceStore(state);
  store.ingest(join(state, 'trace'));
  store.close();
}

/** SQLite takes it for one of its own until it reads a table. */
export function damageBehindItsHead(file: string): void {
  const head = 4096;
  const whole = readFileSync(file);
  writeFileSync(file, Buffer.concat([whole.subarray(0, head), Buffer.alloc(whole.length - head, 0xa5)]));
}
