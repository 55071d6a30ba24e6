import { SallyportError } from '../../../scanner/model/errors.ts';
import type { HealthKind } from '../../contract/health-kinds.ts';

/** One line of the doctor's: what was looked at, how it is, and what to do where it is not as it should be. */
export interface Finding {
  readonly about: About;
  readonly kind: HealthKind;
  /** What the text names, by its kind. */
  readonly parts: readonly string[];
  /** `mended`: it was broken until now. `note`: nothing is broken, and somebody may want to know. */
  readonly state: 'ok' | 'mended' | 'note' | 'broken';
  readonly text: string;
  readonly remedy: string | null;
}

type About = 'state' | 'journal' | 'store' | 'shim' | 'configs' | 'policy' | 'record' | 'daemon';

/** What a line says and names. */
export interface Told {
  readonly kind: HealthKind;
  readonly parts: readonly string[];
  readonly text: string;
}

export function told(kind: HealthKind, text: string, ...parts: readonly (string | number | null)[]): Told {
  return { kind, text, parts: parts.map((part) => String(part ?? '')) };
}

export function ok(about: About, what: Told): Finding {
  return { about, state: 'ok', ...what, remedy: null };
}

export function mended(about: About, what: Told): Finding {
  return { about, state: 'mended', ...what, remedy: null };
}

export function note(about: About, what: Told, remedy: string): Finding {
  return { about, state: 'note', ...what, remedy };
}

export function broken(about: About, what: Told, remedy: string): Finding {
  return { about, state: 'broken', ...what, remedy };
}

/** A failure that Sallyport understands as a line. @throws every other error, as it is */
export function fromError(about: About, kind: HealthKind, error: unknown): Finding {
  if (error instanceof SallyportError) {
    return broken(about, told(kind, error.message, error.code), error.remedy);
  }
  throw error;
}
