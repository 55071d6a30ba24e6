/** An entry that starts and calls nothing: settings for a server that comes from elsewhere, or only an on/off switch. */
export function hasNoLaunch(entry: Readonly<Record<string, unknown>>): boolean {
  return !['command', 'url'].some((key) => Object.hasOwn(entry, key));
}
