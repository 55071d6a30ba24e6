import * as z from 'zod';
import { nothing } from './inputs.ts';
import { operation } from './operation.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** The person's own choices. What an organisation sets stands beside them, locked. */
export const settingsSchema = z.strictObject({
  language: z.enum(['system', 'en', 'de']),
  theme: z.enum(['system', 'light', 'dark']),
  notifications: z.strictObject({
    /** Most banners an hour; the rest waits for the digest. 0: none. */
    mostAnHour: z.number().int().min(0).max(60),
    quiet: z.strictObject({ from: clock, to: clock }).nullable(),
    digestAt: clock.nullable(),
  }),
  onGuardGone: z.enum(['report', 'route-again']),
  startAtLogin: z.boolean(),
  /** Folders looked at beside those the clients remember. */
  projects: z.array(z.string().min(1).max(4096)).max(200),
  /** Views of the server table that were saved: a name, and the filter as it stands in an address. */
  views: z.array(z.strictObject({ name: z.string().min(1).max(100), filter: z.string().max(1000) })).max(100),
  /** The first run was shown and is done. */
  isWelcomed: z.boolean(),
});

export type Settings = z.output<typeof settingsSchema>;

export interface SettingsView {
  readonly values: Settings;
  /** What whoever decides here has set, and nobody changes on this laptop. */
  readonly locked: readonly Locked[];
  /** What this host can do: login items need the tray app. */
  readonly can: { readonly startAtLogin: boolean; readonly notify: boolean };
}

export type Locked = {
  /** Who has set it, and in which file. */
  readonly source: string;
} & (
  | { readonly name: 'pausing'; readonly isAllowed: boolean }
  /** Whether this person's own approvals of servers count. */
  | { readonly name: 'local-approvals'; readonly isAllowed: boolean }
  /** Where a person may say yes to a call. */
  | { readonly name: 'approvals'; readonly where: 'any' | 'window-only' }
  /** Null: policies are handed over, not fetched. */
  | { readonly name: 'policy-source'; readonly address: string | null }
);

export const settingsOperations = {
  'settings.show': operation<SettingsView>()('read', nothing),
  'settings.save': operation<SettingsView>()('change', settingsSchema.partial()),
};
