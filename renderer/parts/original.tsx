import type { Said } from '../text/said.ts';
import { Foreign } from './foreign.tsx';

/** The daemon's own words below their translation, marked as English for those who have them read out. */
export function Original({ said: { original } }: { readonly said: Said }) {
  return original === null ? null : (
    <p className="original" lang="en">
      <Foreign text={original} />
    </p>
  );
}
