import type { Catalogue } from '../../policy/catalogue/catalogue.ts';
import { type Judgement, packagesToProve, standing, suppressedBy } from '../../policy/catalogue/standing.ts';
import type { Judge } from '../../scanner/servers.ts';

/** The catalogue's word on servers and findings, as of a day. */
export function judgeBy(catalogue: Catalogue, now: Date): Judge {
  const today = now.toISOString().slice(0, 10);
  const toProve = packagesToProve(catalogue);
  return {
    asksIntegrity: (purl) => purl !== null && toProve.has(purl),
    standing: (resolved, matches) => {
      const judgement = standing(resolved, matches, catalogue, today);
      return { standing: judgement.standing, by: inWords(judgement.by) };
    },
    suppression: (rule, server) => suppressedBy(rule, server, catalogue, today),
  };
}

function inWords(by: Judgement['by']): string | null {
  switch (by.kind) {
    case 'advisory':
      return `advisory ${by.id}`;
    case 'catalogue': {
      const { owner, reason, until } = by.entry;
      return `${owner === '' ? 'the catalogue' : owner}: ${reason}${until === null ? '' : ` (until ${until})`}`;
    }
    case 'nobody':
      return by.unproven;
  }
}
