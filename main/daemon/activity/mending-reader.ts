import { begunAnew, isDamaged } from '../store-faults.ts';
import type { ActivityReader } from './activity-reader.ts';

export interface MendingReader extends ActivityReader {
  /** Lets go of the file, and reads on in the one that is there afterwards. */
  reopen(meanwhile: () => void): void;
}

/**
 * A reader that outlives its file: what is asked while the store proves damaged fails with `STORE_UNREADABLE`, and what is asked
 * after that is read from the new one.
 *
 * @param onDamaged begins the store anew; throws where it can not
 */
export function mendingReader(open: () => ActivityReader, onDamaged: (error: unknown) => void): MendingReader {
  let reader = open();

  const failed = (asked: ActivityReader, error: unknown): never => {
    if (asked === reader && isDamaged(error)) {
      onDamaged(error);
    }
    throw asked === reader ? error : begunAnew(error);
  };
  const now = <Answer>(ask: (from: ActivityReader) => Answer): Answer => {
    const asked = reader;
    try {
      return ask(asked);
    } catch (error) {
      return failed(asked, error);
    }
  };
  const later = async <Answer>(ask: (from: ActivityReader) => Promise<Answer>): Promise<Answer> => {
    const asked = reader;
    try {
      return await ask(asked);
    } catch (error) {
      return failed(asked, error);
    }
  };

  return {
    page: (filter, before, limit) => later((from) => from.page(filter, before, limit)),
    onwards: (filter, after, limit) => later((from) => from.onwards(filter, after, limit)),
    count: (filter, most) => later((from) => from.count(filter, most)),
    facets: () => later((from) => from.facets()),
    callOf: (segment, seq) => now((from) => from.callOf(segment, seq)),
    hours: (since, until) => later((from) => from.hours(since, until)),
    decisionsOf: (session) => now((from) => from.decisionsOf(session)),
    newest: () => now((from) => from.newest()),
    newestTools: (server) => now((from) => from.newestTools(server)),
    reopen: (meanwhile) => {
      reader.close();
      meanwhile();
      reader = open();
    },
    close: () => reader.close(),
  };
}
