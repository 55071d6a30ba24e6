import { useEffect, useState } from 'react';
import { type ScreenEntry, screens } from './screens.ts';

/** Where the window is: a screen, and what it shows in it (`#servers/srv_…`). */
export interface Place {
  readonly screen: ScreenEntry;
  readonly rest: string;
}

export function placeOf(hash: string): Place {
  const [id = '', ...rest] = hash.replace(/^#/, '').split('/');
  const screen = screens.find((one) => one.id === id) ?? screens[0];
  return { screen, rest: decoded(rest.join('/')) };
}

/** As it is where it is no encoded text: somebody typed it, and the screen says that there is nothing of this name. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Follows the address, so that back, forward and bookmarks work. */
export function usePlace(): Place {
  const [place, setPlace] = useState(() => placeOf(location.hash));
  useEffect(() => {
    const follow = (): void => setPlace(placeOf(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return place;
}
