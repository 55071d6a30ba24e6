import { useState } from 'react';
import { visible } from '../../main/contract/visible.ts';
import { useText } from '../text/use-text.tsx';

const MOST_OF_NAME = 120;
const MOST = 400;

/** A name that a config, a server or an agent chose, in words of ours: nothing in it hides or turns its neighbours around, and it stays short. */
export function foreignName(name: string): string {
  // What is not shown is not looked at: a name may be megabytes long. And what hides gets longer by being written out.
  const letters = Array.from(visible(name.slice(0, 2 * MOST_OF_NAME)));
  const isCut = name.length > 2 * MOST_OF_NAME || letters.length > MOST_OF_NAME;
  return `${letters.slice(0, MOST_OF_NAME).join('')}${isCut ? '…' : ''}`;
}

/** A text that a config, a server or an agent wrote: what would not show is written out and stands out; a long one is whole on demand. */
export function Foreign({ text: foreign, most = MOST }: { readonly text: string; readonly most?: number }) {
  const { text } = useText();
  const [isWhole, setWhole] = useState(false);
  const isCut = !isWhole && foreign.length > most;
  return (
    <bdi>
      <Marked text={visible(isCut ? foreign.slice(0, most) : foreign)} />
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
