import { actionsFor } from '../policy/content/actions-for.ts';
import { readContent } from '../policy/content/read-content.ts';
import { contentFor } from '../policy/presets/content.ts';
import type { ContentKind, Inspection, Surface } from '../scanner/detect/content/content-finding.ts';
import { weigh } from '../shim/content/weigh.ts';
import type { Outcome } from './eval-content-sets.ts';

/** The preset sets nothing aside, so that the day does not matter. */
const today = '2026-01-01';
const { content: balanced } = readContent('content.yaml', contentFor('balanced'), today);

/** Whether anything of these kinds was found in what a server says, and whether `balanced` does more about it than record and tell. */
export function outcomeOf(surface: Surface, { verdict, findings }: Inspection, kinds: readonly ContentKind[]): Outcome {
  const parts = verdict === 'clean' ? [] : [{ pointer: '', surface, verdict }];
  const own = weigh({ findings, parts }, surface).filter(({ finding }) => kinds.includes(finding.kind));
  return {
    found: verdict !== 'clean' && own.some(({ finding }) => finding.tier !== 'mention'),
    acted: own.some(({ finding, weight }) => {
      const facts = { direction: 'down', surface, server: null, target: null, toolClass: null, weight, today } as const;
      const decided = actionsFor(finding, facts, balanced);
      return decided.kind === 'do' && decided.actions.some((action) => action !== 'record' && action !== 'warn');
    }),
  };
}
