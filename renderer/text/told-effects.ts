import type { AnswerEffect } from '../../main/contract/approvals.ts';

/** One sentence for each thing that answers did, however many calls they were about. */
export function toldEffects(
  effects: Readonly<Record<AnswerEffect, number>>,
  calls: (count: number) => string,
  words: Readonly<Record<AnswerEffect, (calls: string) => string>>,
): string {
  return (Object.keys(words) as AnswerEffect[])
    .flatMap((effect) => (effects[effect] === 0 ? [] : [words[effect](calls(effects[effect]))]))
    .join(' ');
}
