import { useLayoutEffect, useState } from 'react';
import { type ScreenEntry, screens } from './screens.ts';

/** Where the window is: a screen, and what it shows in it (`#servers/srv_…`). */
export interface Place {
  readonly screen: ScreenEntry;
  readonly rest: string;
}

/** A place, and how many the window has been led to: the same one may be asked for again after a screen has moved on. */
export interface Visit extends Place {
  readonly visit: number;
}

/** What stands behind a question mark is left encoded, as a value in it may hold any letter. */
export function placeOf(hash: string): Place {
  const [path = '', ...query] = hash.replace(/^#/, '').split('?');
  const [id = '', ...rest] = path.split('/');
  const screen = screens.find((one) => one.id === id) ?? screens[0];
  return { screen, rest: [decoded(rest.join('/')), ...query].join('?') };
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
export function usePlace(): Visit {
  const [place, setPlace] = useState<Visit>(() => ({ ...placeOf(location.hash), visit: 0 }));
  // At once with what is drawn: a link that is followed before would lead nowhere.
  useLayoutEffect(() => {
    const follow = (): void => setPlace(({ visit }) => ({ ...placeOf(location.hash), visit: visit + 1 }));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return place;
}
