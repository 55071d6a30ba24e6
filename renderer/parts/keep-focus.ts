/**
 * Gives the keyboard a place again when what had the focus is gone: what is chosen in the list or table of the screen,
 * else the screen itself. Else the next Tab would begin at the top of the page.
 */
export function keepFocus(): void {
  const focused = document.activeElement;
  if (document.querySelector('dialog[open]') !== null || (focused !== null && focused !== document.body)) {
    return;
  }
  const place = ['.choices [aria-current="true"]', '[role="grid"]', '#content'].flatMap(
    (selector) => document.querySelector<HTMLElement>(selector) ?? [],
  )[0];
  place?.focus({ preventScroll: true });
}
