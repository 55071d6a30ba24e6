import type { StatePart } from '../../main/contract/overview.ts';
import type { Work } from '../../main/contract/work.ts';

/** The scan as far as this screen shows it. */
export type ScanState = { readonly kind: 'idle' } | { readonly kind: 'running'; readonly work: string };

export function afterWork(state: ScanState, work: Work): ScanState {
  if (work.kind !== 'scan') {
    return state;
  }
  return work.endedAt === null ? { kind: 'running', work: work.id } : { kind: 'idle' };
}

/** The parts that make the sentence: what is urgent first, then what there is. */
export function sentenceOf(parts: readonly StatePart[], word: (part: StatePart) => string): string {
  const servers = parts.find(({ kind }) => kind === 'servers');
  const clients = parts.find(({ kind }) => kind === 'clients');
  const others = parts.filter((part) => part !== servers && part !== clients);
  const what =
    servers === undefined ? [] : [[servers, ...(clients === undefined ? [] : [clients])].map(word).join(' ')];
  return [...what, ...others.slice(0, 4).map(word)].join(' · ');
}
