import { toolModeOf } from '../../policy/classes/tool-modes.ts';
import { classOfCall } from '../../policy/classes/class-of-call.ts';
import type { ToolClass } from '../../policy/classes/tool-class.ts';
import type { Judgement } from '../../policy/catalogue/standing.ts';
import { defaultHints, type CallFacts, type PersonFacts, type SessionFacts } from '../../policy/decide/facts.ts';
import type { Action } from '../pipeline.ts';
import type { AgentFacts } from '../record/fields.ts';
import type { KnownTool } from './known-tools.ts';

/** What is known at the moment of a call. */
export interface Situation {
  readonly person: PersonFacts;
  readonly agent: AgentFacts;
  /** As the client says; null until it has. */
  readonly clientVersion: string | null;
  readonly server: { readonly identity: string; readonly name: string };
  readonly judgement: Judgement;
  /** As its server listed it; null where it has not, and for what is no tool. */
  readonly tool: KnownTool | null;
  readonly pin: CallFacts['target']['pin'];
  /** Null where its file can not be read. */
  readonly session: SessionFacts | null;
  readonly findings: readonly string[];
  readonly now: Date;
  readonly ip: string | null;
  readonly credential: CallFacts['credential'];
  /** Whether somebody is there to be asked. */
  readonly interactive: boolean;
}

/** Everything a policy can see of one call. */
export function callFacts({ method, target, input }: Action, at: Situation): CallFacts {
  const name = target ?? method;
  const { agent, judgement } = at;
  const { effect, external } = at.tool?.toolClass ?? classOf(method, name, input);
  const entry = judgement.by.kind === 'catalogue' ? judgement.by.entry : null;
  return {
    method,
    person: at.person,
    agent: {
      client: agent.client,
      version: at.clientVersion,
      verified: agent.verified?.client === agent.client,
      executable: agent.verified?.path ?? null,
      delegation: agent.delegation,
      agentOnly: agent.mode === 'agent-only',
    },
    server: {
      identity: at.server.identity,
      name: at.server.name,
      standing: judgement.standing,
      owner: entry?.owner ?? null,
      risk: entry?.risk ?? null,
      dataClass: entry?.dataClass ?? null,
      category: entry?.category ?? null,
      labels: entry?.labels ?? [],
      transport: 'stdio',
    },
    target: {
      name,
      effect,
      external,
      pin: at.pin,
      mode: entry === null || method !== 'tools/call' ? null : toolModeOf(entry.tools, name),
      hints: at.tool?.hints ?? defaultHints,
    },
    input,
    session: at.session,
    findings: at.findings,
    time: localTime(at.now),
    network: { ip: at.ip },
    credential: at.credential,
    interactive: at.interactive,
  };
}

function classOf(method: string, name: string, input: Action['input']): ToolClass {
  return classOfCall(method, name, Object.keys(input).slice(0, 100));
}

function localTime(now: Date): CallFacts['time'] {
  return {
    epochMs: now.getTime(),
    hour: now.getHours(),
    minute: now.getMinutes(),
    weekday: now.getDay() === 0 ? 7 : now.getDay(),
  };
}
