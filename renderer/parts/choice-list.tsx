import type { KeyboardEvent, ReactNode } from 'react';
import { useFocusOfScreen } from './keep-focus.ts';
import { useKeys } from '../shell/keys.tsx';

/** A list to choose from: each entry is a link or button; arrows inside, and j and k from anywhere, go up and down. */
export function ChoiceList({
  label,
  ids,
  current,
  choose,
  words,
  children,
}: {
  readonly label: string;
  readonly ids: readonly string[];
  readonly current: string | null;
  readonly choose: (id: string) => void;
  /** What going up and down is called in the list of keys. */
  readonly words: string;
  readonly children: (id: string, isCurrent: boolean) => ReactNode;
}) {
  useFocusOfScreen();
  const step = (by: number): void => {
    const index = current === null ? -1 : ids.indexOf(current);
    const next = ids[Math.min(ids.length - 1, Math.max(0, index + by))];
    if (next !== undefined) {
      choose(next);
      document.querySelector(`[data-choice="${CSS.escape(next)}"]`)?.scrollIntoView({ block: 'nearest' });
    }
  };
  useKeys('screen', [
    { key: 'j', shown: 'j k ↑ ↓', words, run: () => step(1) },
    { key: 'k', words: '', run: () => step(-1) },
  ]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      step(event.key === 'ArrowDown' ? 1 : -1);
    }
  };
  return (
    <ul className="choices card" aria-label={label} onKeyDown={onKeyDown}>
      {ids.map((id) => (
        <li key={id} data-choice={id}>
          {children(id, id === current)}
        </li>
      ))}
    </ul>
  );
}
