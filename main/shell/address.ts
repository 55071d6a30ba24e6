/** The screens come from inside the app under a scheme of its own: no file, no port, and an origin that nobody else has. */
export const scheme = 'sallyport-app';
export const origin = `${scheme}://screens`;

/** What opens the app from outside. */
export const linkScheme = 'sallyport';

/** Where a window begins. */
export function addressOf(place: string | null): string {
  return `${origin}/${place === null ? '' : `#${place}`}`;
}

/** Whether an address is one of our own screens. */
export function isOurs(address: string): boolean {
  // Compared as texts: `URL.origin` of a scheme of one's own is `null`.
  return address === origin || address.startsWith(`${origin}/`);
}

const screens: ReadonlySet<string> = new Set([
  'overview',
  'servers',
  'clients',
  'approvals',
  'activity',
  'policy',
  'settings',
  'doctor',
]);

/**
 * What a link from outside may do: show a screen, and in it one thing by its id. It never changes, approves or starts
 * anything, and whatever else it says is left out.
 *
 * @returns the place in the screens, or null for what is no such link
 */
export function placeOfLink(link: string): string | null {
  const found = /^sallyport:\/\/([a-z]{1,20})(?:\/([\w-]{1,80}))?\/?$/.exec(link);
  const [, screen = '', id] = found ?? [];
  if (!screens.has(screen)) {
    return null;
  }
  return id === undefined ? screen : `${screen}/${id}`;
}
