import type { ComponentType } from 'react';
import { Activity } from '../activity/activity.tsx';
import { Approvals } from '../approvals/approvals.tsx';
import { Clients } from '../clients/clients.tsx';
import { Doctor } from '../doctor/doctor.tsx';
import { Overview } from '../overview/overview.tsx';
import type { IconName } from '../parts/icon.tsx';
import { Policy } from '../policy/policy.tsx';
import { Servers } from '../servers/servers.tsx';
import { Settings } from '../settings/settings.tsx';
import type { Text } from '../text/en.ts';

/** A screen, its place in the address (`#overview`) and its name in the navigation. */
export interface ScreenEntry {
  readonly id: string;
  readonly icon: IconName;
  readonly name: (text: Text) => string;
  readonly view: ComponentType<{ readonly rest: string; readonly visit: number }>;
}

/** All screens in the order of the navigation; Alt and a digit opens one. A new screen is one line here. */
export const screens: readonly [ScreenEntry, ...ScreenEntry[]] = [
  { id: 'overview', icon: 'overview', name: (text) => text.shell.overview, view: Overview },
  { id: 'servers', icon: 'server', name: (text) => text.shell.servers, view: Servers },
  { id: 'clients', icon: 'client', name: (text) => text.shell.clients, view: Clients },
  { id: 'approvals', icon: 'hand', name: (text) => text.shell.approvals, view: Approvals },
  { id: 'activity', icon: 'pulse', name: (text) => text.shell.activity, view: Activity },
  { id: 'policy', icon: 'page', name: (text) => text.shell.policy, view: Policy },
  { id: 'settings', icon: 'gear', name: (text) => text.shell.settings, view: Settings },
  { id: 'doctor', icon: 'pulseCross', name: (text) => text.shell.doctor, view: Doctor },
];
