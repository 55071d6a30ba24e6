import { definitionHash } from './definition-hash.ts';

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';
const clock =
  '\\d{1,2}:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?: ?[ap]m\\b)?(?: ?(?:z\\b|utc|gmt)?(?:[+-]\\d\\d:?\\d\\d)?)';
const weekday = '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\b,?';

/** Days, times of day, and ids that are drawn anew: what a server says of the moment at which it was started. */
const moments = new RegExp(
  [
    '\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b',
    '\\b(?=[a-f]*\\d)(?=\\d*[a-f])[0-9a-f]{12,64}\\b',
    `\\b\\d{4}-\\d\\d-\\d\\d(?:[t ]${clock})?`,
    `\\b(?:${weekday} )?(?:${month} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{1,2}(?:st|nd|rd|th|\\.)? ${month},? \\d{4})\\b`,
    '\\b\\d{1,2}[/.]\\d{1,2}[/.]\\d{4}\\b',
    `\\b${clock}`,
    '\\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\\b',
  ].join('|'),
  'gi',
);
const texts = new Set(['description', 'title', 'instructions']);

/** Whether nothing but days, times and drawn ids in the texts of two definitions is different. */
export function differOnlyInMoments(before: unknown, after: unknown): boolean {
  return (
    definitionHash(withoutMoments(before, 'instructions')) === definitionHash(withoutMoments(after, 'instructions'))
  );
}

function withoutMoments(value: unknown, key: string): unknown {
  if (typeof value === 'string') {
    return texts.has(key) ? value.replaceAll(moments, '\u0000') : value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => withoutMoments(item, ''));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutMoments(member, name)]))
    : value;
}
