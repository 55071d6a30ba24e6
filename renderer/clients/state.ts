import type { ClientDetail, ClientLine } from '../../main/contract/clients.ts';
import type { Outcome } from '../../scanner/model/inventory.ts';

/** The client that is looked at: the one of the address, else the first that has servers. */
export function chosenClient(clients: readonly ClientLine[], rest: string): ClientLine | null {
  return clients.find(({ id }) => id === rest) ?? clients.find(({ servers }) => servers > 0) ?? clients[0] ?? null;
}

/** How many places could not be read. */
export function unreadOf({ outcomes }: ClientLine): number {
  return Object.entries(outcomes).reduce((sum, [outcome, count]) => sum + (outcome === 'read' ? 0 : count), 0);
}

/** Places that say something, those with servers and trouble first; and how many are just not there. */
export function sourcesShown({ sources }: ClientDetail): {
  readonly shown: ClientDetail['sources'];
  readonly absent: ClientDetail['sources'];
} {
  const weight = ({ outcome, entries }: ClientDetail['sources'][number]): number =>
    isGap(outcome) ? 2 : entries.length > 0 ? 1 : 0;
  return {
    shown: sources.filter(({ outcome }) => outcome !== 'absent').toSorted((a, b) => weight(b) - weight(a)),
    absent: sources.filter(({ outcome }) => outcome === 'absent'),
  };
}

/** Whether there may be more than was seen. */
export function isGap(outcome: Outcome): boolean {
  return outcome !== 'read' && outcome !== 'absent';
}
