import { existsSync } from 'node:fs';
import { noJudges, type Judges } from './pipeline.ts';

/** Where an administrator says that nothing may run unguarded; the launcher looks at the same file. */
const closedMarker =
  process.platform === 'darwin' ? '/Library/Application Support/Sallyport/fail-closed' : '/etc/sallyport/fail-closed';

/**
 * For a shim whose own judges could not be loaded: each call is one that could not be decided, which passes with a gap in
 * the record, unless an administrator wants nothing to pass then.
 */
export function brokenJudges(error: unknown): Judges {
  return {
    ...noJudges,
    decide: () => {
      throw error;
    },
    mode: () => (existsSync(closedMarker) ? 'lockdown' : 'monitor'),
  };
}
