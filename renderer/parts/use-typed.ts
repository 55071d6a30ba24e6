import { useCallback, useEffect, useRef, useState } from 'react';

/** What stands in a field that tells on what is typed, and whose value comes back later. */
export interface Typed {
  readonly typed: string;
  readonly type: (text: string) => void;
  /** To be called with each text that is told on: when it comes back, it takes nothing away that was typed since. */
  readonly told: (text: string) => void;
  /** Gives up what was typed for the value there is. */
  readonly reset: () => void;
}

/** @param value as it is known; one that was not told from here is shown at once */
export function useTyped(value: string): Typed {
  const [typed, type] = useState(value);
  const underway = useRef<readonly string[]>([]);
  useEffect(() => {
    const at = underway.current.indexOf(value);
    underway.current = at === -1 ? [] : underway.current.slice(at + 1);
    if (at === -1) {
      type(value);
    }
  }, [value]);
  const told = useCallback((text: string): void => {
    underway.current = [...underway.current, text];
  }, []);
  const reset = (): void => {
    underway.current = [];
    type(value);
  };
  return { typed, type, told, reset };
}
