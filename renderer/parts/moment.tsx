import { useText } from '../text/use-text.tsx';

/** A moment in the person's own way of writing it; the exact one on hover. */
export function Moment({ at }: { readonly at: string }) {
  const { locale } = useText();
  return (
    <time dateTime={at} title={at}>
      {momentText(at, locale)}
    </time>
  );
}

/** Today with the time alone, this year without the year. */
export function momentText(at: string, locale: string, now = new Date()): string {
  const when = new Date(at);
  const isToday = when.toDateString() === now.toDateString();
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  if (isToday) {
    return when.toLocaleTimeString(locale, { ...time, second: '2-digit' });
  }
  return when.getFullYear() === now.getFullYear()
    ? when.toLocaleString(locale, { day: 'numeric', month: 'short', ...time })
    : when.toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric' });
}
