import type { SightingRow } from '../../scanner/model/inventory.ts';
import { Original } from '../parts/original.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { useText } from '../text/use-text.tsx';

/** Why an entry takes its route, where there is something to say. */
export function RouteReason({ entry }: { readonly entry: Pick<SightingRow, 'reason' | 'reasonKind'> }) {
  const { text } = useText();
  const said = text.daemon.reason(entry);
  return said === null ? null : (
    <>
      <p className="quiet">
        <Foreign text={said.words} />
      </p>
      <Original said={said} />
    </>
  );
}
