import type { ComponentType } from 'react';
import { Overview } from '../overview/overview.tsx';
import type { Text } from '../text/en.ts';

/** A screen, its place in the address (`#overview`) and its name in the navigation. */
export interface ScreenEntry {
  readonly id: string;
  readonly name: (text: Text) => string;
  readonly view: ComponentType<{ readonly rest: string }>;
}

/** All screens in the order of the navigation; Alt and a digit opens one. A new screen is one line here. */
export const screens: readonly [ScreenEntry, ...ScreenEntry[]] = [
  { id: 'overview', name: (text) => text.navigation.overview, view: Overview },
];
