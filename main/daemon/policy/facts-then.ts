import { defaultSettings } from '../../../policy/bundle/bundle.ts';
import { personOf } from '../../../policy/bundle/people.ts';
import type { PolicyHere } from '../../../policy/bundle/policy-here.ts';
import type { Judgement } from '../../../policy/catalogue/standing.ts';
import type { ToolClass } from '../../../policy/classes/tool-class.ts';
import { type CallFacts, defaultHints, type Hints, type SessionFacts } from '../../../policy/decide/facts.ts';
import { at } from '../../../scanner/formats/document.ts';
import { callFacts } from '../../../shim/policy/call-facts.ts';
import type { RecordedCall } from './recorded-calls.ts';

/** What was found out about a recorded call beside the record itself. */
export interface Known {
  readonly judgement: Judgement;
  readonly toolClass: ToolClass;
  readonly hints: Hints | null;
  readonly findings: readonly string[];
  readonly here: PolicyHere;
}

/** The facts of a recorded call. What was not recorded stands in them as if nothing were known. */
export function factsThen(call: RecordedCall, { judgement, toolClass, hints, findings, here }: Known): CallFacts {
  const { agent, server, method, tool, matched } = call;
  const { verifiedClient, executable } = agent;
  const ip = at(matched, ['ip']);
  const settings = here.kind === 'in-force' ? here.verified.loaded.bundle.settings : defaultSettings;
  return callFacts(
    { method, target: tool, input: { ...call.input } },
    {
      person: personOf(call.person, settings),
      agent: {
        client: agent.client,
        verified:
          verifiedClient === null && executable === null ? null : { client: verifiedClient, path: executable, pid: 0 },
        confidence: verifiedClient === null ? 'parent-only' : 'known-client',
        mode: agent.agentOnly ? 'agent-only' : 'principal',
        delegation: agent.delegation,
      },
      clientVersion: agent.version,
      server: { identity: server.identity ?? 'unknown', name: server.name },
      judgement,
      tool: { toolClass, hints: hints ?? defaultHints, outputSchema: null },
      pin: pinOf(at(matched, ['pin'])),
      session: sessionOf(at(matched, ['session'])),
      findings,
      now: new Date(call.time),
      ip: typeof ip === 'string' ? ip : null,
      credential: credentialIn(at(matched, ['credential'])),
      interactive: at(matched, ['interactive']) === true,
    },
  );
}

function sessionOf(value: unknown): SessionFacts {
  const number = (name: string): number => Number(at(value, [name]) ?? 0);
  const labels = at(value, ['labels']);
  return {
    labels: Array.isArray(labels) ? labels.filter((label) => typeof label === 'string') : [],
    calls: number('calls'),
    denials: number('denials'),
    ageMs: number('ageMs'),
    callsLastMinute: number('callsLastMinute'),
    repeats: number('repeats'),
  };
}

function credentialIn(value: unknown): CallFacts['credential'] {
  return value === 'none' || value === 'config' || value === 'vault' ? value : 'unknown';
}

function pinOf(value: unknown): CallFacts['target']['pin'] {
  return value === 'new' || value === 'pinned' || value === 'changed' ? value : 'unknown';
}
