import { defaultSettings } from '../../../policy/bundle/bundle.ts';
import type { PolicyHere } from '../../../policy/bundle/policy-here.ts';
import { factsOf, type WrittenCall } from '../../../policy/bundle/written-call.ts';
import type { Catalogue } from '../../../policy/catalogue/catalogue.ts';
import { standing } from '../../../policy/catalogue/standing.ts';
import { toolModeOf } from '../../../policy/classes/tool-modes.ts';
import type { CallFacts } from '../../../policy/decide/facts.ts';
import { advisoriesFor } from '../../../scanner/identity/advisories-for.ts';
import type { Advisories } from '../../../scanner/identity/advisories.ts';
import { bareResolved, identityOf } from './standing-then.ts';

export interface WrittenHere {
  readonly here: PolicyHere;
  /** As `countedCatalogue` gives it. */
  readonly catalogue: Catalogue;
  readonly advisories: Advisories;
  readonly now: Date;
}

/** The facts of a written call on this laptop: of a server that it names, and says no more of, what catalogue and advisories say. */
export function writtenFacts(call: WrittenCall, { here, catalogue, advisories, now }: WrittenHere): CallFacts {
  const settings = here.kind === 'in-force' ? here.verified.loaded.bundle.settings : defaultSettings;
  const facts = factsOf(call, settings);
  const { server = {} } = call;
  if (server.identity === undefined) {
    return facts;
  }
  const resolved = bareResolved(identityOf(server.identity, null));
  const judgement = standing(resolved, advisoriesFor(resolved, advisories), catalogue, now.toISOString().slice(0, 10));
  const entry = judgement.by.kind === 'catalogue' ? judgement.by.entry : null;
  const mode = entry === null || facts.method !== 'tools/call' ? null : toolModeOf(entry.tools, facts.target.name);
  return {
    ...facts,
    server: {
      ...facts.server,
      standing: server.standing ?? judgement.standing,
      owner: server.owner ?? entry?.owner ?? null,
      risk: server.risk ?? entry?.risk ?? null,
      dataClass: server.dataClass ?? entry?.dataClass ?? null,
      category: server.category ?? entry?.category ?? null,
      labels: server.labels ?? entry?.labels ?? [],
    },
    target: { ...facts.target, mode: call.mode ?? mode },
  };
}
