import { useState } from 'react';
import { visible } from '../../main/contract/visible.ts';
import { useText } from '../text/use-text.tsx';

const MOST = 400;

/**
 * A text that a config, a server or an agent wrote: what would not show is written out and stands out; a long one is
 * whole on demand. `isBlock`: it stands in a block that keeps lines, so the ends of lines and tabs do show.
 */
export function Foreign({
  text: foreign,
  most = MOST,
  isBlock = false,
}: {
  readonly text: string;
  readonly most?: number;
  readonly isBlock?: boolean;
}) {
  const { text } = useText();
  const [isWhole, setWhole] = useState(false);
  const isCut = !isWhole && foreign.length > most;
  const shown = isCut ? foreign.slice(0, most) : foreign;
  return (
    <bdi>
      <Marked text={isBlock ? shown.replaceAll(/[^\n\t]+/g, visible) : visible(shown)} />
      {isCut ? (
        <>
          …{' '}
          <button type="button" className="button is-plain" onClick={() => setWhole(true)}>
            {text.common.showWhole(foreign.length)}
          </button>
        </>
      ) : null}
    </bdi>
  );
}

/** Characters that were written out because they draw nothing or reorder their neighbours stand out from what was text. */
export function Marked({ text }: { readonly text: string }) {
  return text.split(/(\\u\{[0-9a-f]{5,6}\}|\\u[0-9a-f]{4})/).map((part, index) =>
    index % 2 === 1 ? (
      // The same character may be hidden twice; its place is what tells one from the other.
      <mark key={`${index} ${part}`} className="hidden-character">
        {part}
      </mark>
    ) : (
      part
    ),
  );
}
