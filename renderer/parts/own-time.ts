/** A moment or a day that is to come, whole, in the person's own time. */
export function untilText(until: string, locale: string): string {
  return until.length === '2026-01-01'.length
    ? new Date(`${until}T12:00`).toLocaleDateString(locale, { dateStyle: 'long' })
    : new Date(until).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' });
}

const moments = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;

/** Words of the daemon, with each moment in them in the person's own time: it names them in the time of the world. */
export function inOwnTime(words: string, locale: string): string {
  return words.replace(moments, (moment) => untilText(moment, locale));
}

/** Now as a field of type `datetime-local` writes it; its first ten characters are the day. */
export function nowInField(now = new Date()): string {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
