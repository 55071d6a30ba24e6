import { type KeyboardEvent, useState } from 'react';
import { useKeys } from '../shell/keys.tsx';
import { useText } from '../text/use-text.tsx';
import { type MapLayout, nextInMap } from './map-layout.ts';

/** The map is one stop of the keyboard: arrows go up and down among clients or servers, and from the ones to the others. */
export function useMapFocus(layout: MapLayout): {
  readonly stopOf: (id: string) => { readonly tabIndex: number; readonly 'data-node': string };
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly focused: (id: string) => void;
} {
  const { text } = useText();
  const [last, setLast] = useState<string | null>(null);
  useKeys('screen', [{ key: '↑ ↓ ← →', words: text.overview.moveInMap, run: null }]);
  const isThere = last !== null && (layout.servers.has(last) || layout.clients.has(last));
  const stop = isThere ? last : (layout.servers.keys().next().value ?? null);
  return {
    stopOf: (id) => ({ tabIndex: id === stop ? 0 : -1, 'data-node': id }),
    onKeyDown: (event) => {
      const next = stop === null ? null : nextInMap(layout, stop, event.key);
      if (next !== null && !event.altKey) {
        event.preventDefault();
        event.currentTarget.querySelector<SVGElement>(`[data-node="${CSS.escape(next)}"]`)?.focus();
      }
    },
    focused: setLast,
  };
}
