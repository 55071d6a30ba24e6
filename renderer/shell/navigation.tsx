import { useLayoutEffect } from 'react';
import type { EventName } from '../../main/contract/events.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Icon } from '../parts/icon.tsx';
import { focusScreen } from '../parts/keep-focus.ts';
import { useText } from '../text/use-text.tsx';
import { screens } from './screens.ts';

const onAsks: readonly EventName[] = ['approvals.changed'];

/** The list of screens. Alt and a digit opens one, and gives it the keyboard. */
export function Navigation({ current }: { readonly current: string }) {
  const { text } = useText();
  const [asks] = useAnswer('approvals.list', {}, onAsks);
  const groups = asks.kind === 'here' && asks.value.kind === 'open' ? asks.value.groups : [];
  const waiting = groups.reduce((count, group) => count + group.asks.length, 0);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const screen =
        event.altKey && /^Digit[1-9]$/.test(event.code) ? screens[Number(event.code.slice(5)) - 1] : undefined;
      if (screen !== undefined) {
        event.preventDefault();
        if (screen.id === current) {
          focusScreen();
        } else {
          location.hash = screen.id;
          document.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true });
        }
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [current]);
  return (
    <nav className="navigation" aria-label={text.shell.screens}>
      <p className="brand">
        <Icon name="shield" /> Sallyport
      </p>
      <ul>
        {screens.map(({ id, icon, name }, index) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={id === current ? 'page' : undefined}
              aria-keyshortcuts={`Alt+${index + 1}`}
            >
              <Icon name={icon} />
              <span className="navigation-name">{name(text)}</span>
              {id === 'approvals' && waiting > 0 ? (
                <span className="waiting" title={text.shell.waiting(waiting)}>
                  <span aria-hidden="true">{waiting}</span>
                  <span className="visually-hidden"> {text.shell.waiting(waiting)}</span>
                </span>
              ) : null}
            </a>
          </li>
        ))}
      </ul>
      {/* On every screen but the one that tells it itself: whoever can not see the number hears that somebody waits. */}
      <p className="visually-hidden" role="status">
        {waiting === 0 || current === 'approvals' ? '' : text.shell.waiting(waiting)}
      </p>
      <p className="navigation-hint quiet">
        <kbd className="key">?</kbd> {text.shell.shortcuts}
      </p>
    </nav>
  );
}
