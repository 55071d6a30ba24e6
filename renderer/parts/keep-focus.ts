import { useEffect } from 'react';

/**
 * Gives the keyboard a place again when what had the focus is gone: what is chosen in the list or table of the screen,
 * else the screen itself. Else the next Tab would begin at the top of the page.
 */
export function keepFocus(): void {
  const focused = document.activeElement;
  if (document.querySelector('dialog[open]') !== null || (focused !== null && focused !== document.body)) {
    return;
  }
  focusScreen();
}

/** Gives the keyboard to what the screen is worked with: what is chosen in its list, its table, else the screen itself. */
export function focusScreen(): void {
  const place = ['.choices [aria-current="true"]', '[role="grid"]', '#content'].flatMap(
    (selector) => document.querySelector<HTMLElement>(selector) ?? [],
  )[0];
  place?.focus({ preventScroll: true });
}

/** For the list or table of a screen: takes the keyboard from the screen, which has it since it was opened by a key. */
export function useFocusOfScreen(): void {
  useEffect(() => {
    if (document.activeElement?.id === 'content') {
      focusScreen();
    }
  }, []);
}
