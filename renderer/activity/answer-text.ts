import type { RecordedAnswer } from '../../main/contract/activity.ts';
import { momentText } from '../parts/moment.tsx';
import type { Text } from '../text/en.ts';

/** What was answered, in a word or two; with its end where it has one. */
export function answerText({ state, until }: RecordedAnswer, words: Text['activity'], locale: string): string {
  return state === 'approved' && until !== null ? words.approvedUntil(momentText(until, locale)) : words.answers[state];
}
