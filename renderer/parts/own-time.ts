/** A moment or a day that is to come, whole, in the person's own time. */
export function untilText(until: string, locale: string): string {
  return until.length === '2026-01-01'.length
    ? new Date(`${until}T12:00`).toLocaleDateString(locale, { dateStyle: 'long' })
    : new Date(until).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' });
}

/** Now as a field of type `datetime-local` writes it; its first ten characters are the day. */
export function nowInField(now = new Date()): string {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
