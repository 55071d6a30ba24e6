import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { keepFocus } from './keep-focus.ts';

/** A window over the screen. Focus stays in it and goes back where it was; Escape closes it. */
export function Dialog({
  title,
  isWide = false,
  close,
  children,
}: {
  readonly title: string;
  readonly isWide?: boolean;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const before = useRef<Element | null>(null);
  const titleId = useId();
  // At once with what is drawn: what is typed meanwhile would be keys of the screen below.
  useLayoutEffect(() => {
    before.current = document.activeElement;
    dialog.current?.showModal();
    // The browser gives the focus to the first that can have it.
    dialog.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, []);
  // Once it has left the page: nothing beside an open one takes the focus.
  useEffect(
    () => () => {
      if (before.current instanceof HTMLElement) {
        before.current.focus();
      }
      // Once the screen has drawn what came of it: the opener may be gone by then.
      requestAnimationFrame(keepFocus);
    },
    [],
  );
  return (
    <dialog
      ref={dialog}
      className={`dialog${isWide ? ' is-wide' : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}
