import { personOf } from '../../../policy/bundle/people.ts';
import type { LoadedBundle } from '../../../policy/bundle/load.ts';
import type { Catalogue } from '../../../policy/catalogue/catalogue.ts';
import { type Judgement, standing } from '../../../policy/catalogue/standing.ts';
import { ask } from '../../../policy/cedar/authorize.ts';
import { reads } from '../../../policy/cedar/context-reads.ts';
import type { CedarRecord } from '../../../policy/cedar/value.ts';
import { classOfCall } from '../../../policy/classes/class-of-call.ts';
import type { ToolClass } from '../../../policy/classes/tool-class.ts';
import { type CallFacts, defaultHints, type SessionFacts } from '../../../policy/decide/facts.ts';
import { questionsOf } from '../../../policy/decide/questions.ts';
import { at } from '../../../scanner/formats/document.ts';
import { callFacts } from '../../../shim/policy/call-facts.ts';
import { advisoriesFor } from '../../../scanner/identity/advisories-for.ts';
import type { Advisories } from '../../../scanner/identity/advisories.ts';
import type { Identity, Resolved } from '../../../scanner/model/identity.ts';
import type { RecordedCall } from './recorded-calls.ts';

/** What a recorded call is decided on anew. */
export interface Against {
  readonly loaded: LoadedBundle;
  readonly catalogue: Catalogue;
  readonly advisories: Advisories;
}

export interface Replayed {
  readonly facts: CallFacts;
  /** With what made it so. */
  readonly toolClass: ToolClass;
  /** Parts that a policy about this call looks at and that were not recorded: then its decision can not be told. */
  readonly notRecorded: readonly string[];
}

const parts = ['input', 'session', 'network', 'interactive', 'credential'] as const;

/** The facts of a recorded call, as far as the record tells them. */
export function replayed(call: RecordedCall, { loaded, catalogue, advisories }: Against): Replayed {
  const judgement = standingThen(call, catalogue, advisories);
  const facts = factsOf(call, judgement, loaded);
  const missing = parts.filter((part) => !isRecorded(call, part));
  // The record does not say what was installed then.
  const unproven = judgement.by.kind === 'nobody' && judgement.by.unproven !== null ? ['integrity'] : [];
  const looked = missing.length === 0 ? [] : lookedAt(facts, loaded, missing);
  return {
    facts,
    toolClass: classOf(call),
    // Any policy may be about just this address.
    notRecorded: [
      ...(call.isToolWhole ? [] : ['target']),
      ...looked.map((part) => (part === 'input' ? 'arguments' : part)),
      ...unproven,
    ],
  };
}

type Part = (typeof parts)[number];

/** The missing parts that a policy really comes to look at: most policies are about another tool, and end before. */
function lookedAt(facts: CallFacts, { policy }: LoadedBundle, missing: readonly Part[]): readonly Part[] {
  const stopped = questionsOf(facts, policy).flatMap(({ policies, request }) => {
    const { context } = request;
    const isMissing = (name: string): boolean => missing.some((part) => part === name);
    const fields: CedarRecord['fields'] = {
      get: (name) => (isMissing(name) ? undefined : context.fields.get(name)),
      keys: () => [...context.fields.keys()].filter((name) => !isMissing(name)),
    };
    return ask(policies, { ...request, context: { kind: 'record', fields } }).faults;
  });
  return missing.filter((part) => stopped.some((one) => reads(one.policy.contextReads, part)));
}

function isRecorded({ input, argNames, matched }: RecordedCall, part: Part): boolean {
  switch (part) {
    case 'input':
      return input !== null || argNames.length === 0;
    case 'network':
      return Object.hasOwn(matched, 'ip');
    case 'session':
    case 'interactive':
    case 'credential':
      return Object.hasOwn(matched, part);
    default:
      return part;
  }
}

function factsOf(call: RecordedCall, judgement: Judgement, { bundle }: LoadedBundle): CallFacts {
  const { agent, server, method, tool, matched } = call;
  const { verifiedClient, executable } = agent;
  const ip = at(matched, ['ip']);
  return callFacts(
    { method, target: tool, input: { ...call.input } },
    {
      person: personOf(call.person, bundle.settings),
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
      tool: {
        toolClass: classOf(call),
        hints: defaultHints,
        outputSchema: null,
      },
      pin: pinOf(at(matched, ['pin'])),
      session: sessionOf(at(matched, ['session'])),
      findings: call.findings,
      now: new Date(call.time),
      ip: typeof ip === 'string' ? ip : null,
      credential: credentialIn(at(matched, ['credential'])),
      interactive: at(matched, ['interactive']) === true,
    },
  );
}

function classOf({ method, tool, argNames, toolClass }: RecordedCall): ToolClass {
  return toolClass === null
    ? classOfCall(method, tool ?? method, argNames)
    : { ...toolClass, because: [{ rule: 'given', says: 'the record says so' }] };
}

/** The standing of the server that was called, in another catalogue: by what it was, which the record says. */
function standingThen({ server, time }: RecordedCall, catalogue: Catalogue, advisories: Advisories): Judgement {
  const resolved = bareResolved(identityOf(server.identity ?? '', server.version));
  return standing(resolved, advisoriesFor(resolved, advisories), catalogue, time.slice(0, 10));
}

/** What is left of a start when only its identity is remembered: enough for approvals, and for bans of what it is. */
export function bareResolved(identity: Identity): Resolved {
  return {
    identity,
    runs: { kind: 'unknown' },
    layers: [],
    route: 'guarded',
    routeReason: null,
    effective: { transport: 'stdio', command: '', args: [], env: new Map(), envFile: null, cwd: null },
    codeChangingEnv: [],
    alsoRuns: [],
    installed: null,
  };
}

function identityOf(name: string, version: string | null): Identity {
  const empty = { purl: null, version, origin: null, sha256: null, reason: null };
  const ecosystem = /^pkg:(npm|pypi|oci)\//.exec(name)?.[1];
  if (ecosystem === 'npm' || ecosystem === 'pypi' || ecosystem === 'oci') {
    return { ...empty, kind: ecosystem, purl: name };
  }
  const sha256 = /^sha256:([0-9a-f]{64})$/.exec(name)?.[1];
  if (sha256 !== undefined) {
    return { ...empty, kind: 'binary', sha256 };
  }
  return /^https?:\/\//.test(name)
    ? { ...empty, kind: 'remote', origin: name }
    : { ...empty, kind: 'unidentified', reason: 'the record does not say what it was' };
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
