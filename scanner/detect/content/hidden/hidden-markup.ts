import type { Evidence, Surface } from '../content-finding.ts';

const looksBack = 600;
const invisibleStyle =
  /<[a-z][\w-]*\b[^<>]{0,300}?(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?!\.?\d*[1-9])|opacity\s*:\s*0(?:[;"'\s]|$)|(?:left|top|text-indent)\s*:\s*-\d{3,}|color\s*:\s*(?:#fff(?:fff)?\b|white\b|transparent)|\bhidden\b|aria-hidden="true")[^<>]{0,200}>[^<]*$/i;

/** Evidence that stands in a comment or an element nobody is shown: there it is meant for the model alone. */
export function findHiddenMarkup(text: string, surface: Surface, others: readonly Evidence[]): readonly Evidence[] {
  const found: Evidence[] = [];
  for (const { span, tier, rule } of others) {
    const counts = tier === 'hard' || (tier === 'soft' && rule === 'addressed-to-model');
    if (counts && found.length < 20 && isUnderCover(text, span.start)) {
      found.push({
        rule: 'hidden-markup',
        tier: 'hard',
        severity: 'high',
        confidence: 'likely',
        span,
      });
    }
  }
  if (found.length > 0 || surface === 'result' || surface === 'argument') {
    return found;
  }
  // What a server says of itself has no reason to hold notes that are not shown.
  const comment = /<!--(?:(?!-->)[\s\S]){12,400}|\[\/\/\]: # ?\(?[^)\n]{12,300}/.exec(text);
  return comment === null
    ? found
    : [
        {
          rule: 'hidden-markup',
          tier: 'hard',
          severity: 'medium',
          confidence: 'likely',
          span: { start: comment.index, end: comment.index + comment[0].length },
        },
      ];
}

function isUnderCover(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - looksBack), at + 1);
  return (
    before.lastIndexOf('<!--') > before.lastIndexOf('-->') ||
    /\[\/\/\]: # ?\(?[^\n]*$/.test(before) ||
    invisibleStyle.test(before)
  );
}
