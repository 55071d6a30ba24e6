import type { ComponentType } from 'react';
import { Overview } from '../overview/overview.tsx';
import type { IconName } from '../parts/icon.tsx';
import { Servers } from '../servers/servers.tsx';
import type { Text } from '../text/en.ts';

/** A screen, its place in the address (`#overview`) and its name in the navigation. */
export interface ScreenEntry {
  readonly id: string;
  readonly icon: IconName;
  readonly name: (text: Text) => string;
  readonly view: ComponentType<{ readonly rest: string }>;
}

/** All screens in the order of the navigation; Alt and a digit opens one. A new screen is one line here. */
export const screens: readonly [ScreenEntry, ...ScreenEntry[]] = [
  { id: 'overview', icon: 'overview', name: (text) => text.shell.overview, view: Overview },
  { id: 'servers', icon: 'server', name: (text) => text.shell.servers, view: Servers },
];
