import { type ReactNode, useState } from 'react';
import { useText } from '../text/use-text.tsx';
import { keepFocus } from './keep-focus.ts';

const FIRST = 50;
const MORE = 500;

/** The beginning of a long list, and what shows more of it: thousands of lines at once help nobody and take seconds to draw. */
export function useInParts<Item>(
  items: readonly Item[],
  first = FIRST,
): { readonly shown: readonly Item[]; readonly more: ReactNode } {
  const { text } = useText();
  const [count, setCount] = useState(first);
  const rest = items.length - count;
  const next = Math.min(rest, MORE);
  return {
    shown: rest > 0 ? items.slice(0, count) : items,
    more:
      rest > 0 ? (
        <p className="in-parts quiet">
          {text.common.shownOf(count, items.length)}
          <button
            type="button"
            className="button"
            onClick={() => {
              setCount(count + next);
              requestAnimationFrame(keepFocus);
            }}
          >
            {text.common.showMore(next)}
          </button>
        </p>
      ) : null,
  };
}

/** A list that may be long. */
export function InParts<Item>({
  items,
  first,
  className,
  children,
}: {
  readonly items: readonly Item[];
  readonly first?: number;
  readonly className?: string;
  /** One item of the list, with its key. */
  readonly children: (item: Item) => ReactNode;
}) {
  const { shown, more } = useInParts(items, first);
  return (
    <>
      <ul className={className}>{shown.map(children)}</ul>
      {more}
    </>
  );
}
