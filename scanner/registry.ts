/** What is known of one key of the Windows registry. */
export type RegistryRead =
  | { readonly kind: 'absent' }
  /** The key's own values by name, without those of the keys below it. */
  | { readonly kind: 'values'; readonly values: Readonly<Record<string, unknown>> }
  | { readonly kind: 'unreadable' };

/** The Windows registry, as far as policies are looked up there. */
export interface Registry {
  /** @param key such as `HKLM\SOFTWARE\Policies\ClaudeCode` */
  read(key: string): Promise<RegistryRead>;
}

/** For systems without one, and for whoever may start nothing: asking Windows for a key starts a program of its own. */
export const noRegistry: Registry = { read: () => Promise.resolve({ kind: 'absent' }) };
