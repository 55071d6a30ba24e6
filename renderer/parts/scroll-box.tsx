import type { ReactNode } from 'react';

/** What is wider than a narrow window, in a box that scrolls by itself: the screen around it does not. */
export function ScrollBox({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="scroll-box" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
