import { useEffect } from 'react';
import { useText } from '../text/use-text.tsx';
import { screens } from './screens.ts';

/** The list of screens. Alt and a digit opens one. */
export function Navigation({ current }: { readonly current: string }) {
  const { text } = useText();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const screen =
        event.altKey && /^Digit[1-9]$/.test(event.code) ? screens[Number(event.code.slice(5)) - 1] : undefined;
      if (screen !== undefined) {
        event.preventDefault();
        location.hash = screen.id;
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <nav className="navigation" aria-label={text.navigation.label}>
      <p className="brand">Sallyport</p>
      <ul>
        {screens.map((screen, index) => (
          <li key={screen.id}>
            <a
              href={`#${screen.id}`}
              aria-current={screen.id === current ? 'page' : undefined}
              aria-keyshortcuts={`Alt+${index + 1}`}
            >
              {screen.name(text)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
