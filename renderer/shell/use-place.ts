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
  return { screen, rest: decodeURIComponent(rest.join('/')) };
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
