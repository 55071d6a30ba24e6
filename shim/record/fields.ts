import type { Approval } from '../asking/approval.ts';
import type { MessageId } from '../framing/message.ts';
import type { ContentFinding, Ruling, RulingNotes } from '../pipeline.ts';
import type { ChainEnd } from './chain.ts';

/** Who speaks to whom; stands in the first record of each segment and holds for all that follow. */
export interface ConnectionFacts {
  readonly user: { readonly name: string; readonly id: string };
  readonly agent: AgentFacts;
  readonly server: { readonly id: string | null; readonly name: string };
  /** Of this program. */
  readonly version: string;
}

export interface AgentFacts {
  /** What the config entry says. */
  readonly client: string;
  /** What the process tree says; null where it does not say. */
  readonly verified: { readonly client: string | null; readonly path: string | null; readonly pid: number } | null;
  readonly confidence: 'known-client' | 'parent-only' | 'none';
  readonly mode: 'principal' | 'agent-only';
  /** Known clients further up: who started the one that speaks. */
  readonly delegation: readonly string[];
}

export interface DecisionFacts {
  /** Counts the calls of a connection; the outcome carries the same number. */
  readonly direction: 'up' | 'down';
  readonly method: string;
  readonly target: string | null;
  /** Tells targets apart of which something was taken out; null for one that is recorded as it is. */
  readonly targetHmac?: string | null;
  readonly id: MessageId | null;
  readonly mode: 'monitor' | 'lockdown';
  readonly ruling: Ruling | { readonly effect: 'refused'; readonly because: readonly string[] };
  readonly inspected: 'full' | 'partial' | 'none';
  readonly findings: readonly ContentFinding[];
  readonly decideMs: number;
}

/** What a record says of arguments: never their values, which a policy may want kept beside it. */
export interface InputFacts {
  readonly argsHmac: string | null;
  readonly argNames: readonly string[];
  /** Hash of the kept value where a policy wants it kept; null when it could not be. */
  readonly argsValue?: string | null;
}

export interface OutcomeFacts {
  readonly call: number | null;
  readonly method: string | null;
  readonly ok: boolean;
  readonly isError: boolean;
  /** Why there is no answer of the server, or why it was replaced. */
  readonly ended: 'answered' | 'blocked' | 'edited' | 'server-gone' | 'client-gone' | 'cancelled' | 'unasked';
  readonly bytes: number;
  readonly durationMs: number;
  readonly inspected: 'full' | 'partial' | 'none';
  readonly findings: readonly ContentFinding[];
  /** The result as text, where a policy wants it kept. */
  readonly value?: () => string;
}

export type GapReason =
  | 'record-unwritable'
  | 'could-not-decide'
  | 'runtime-broken'
  | 'frame-dropped'
  | 'frame-refused'
  | 'answer-unasked';

export function connectionFields(
  facts: ConnectionFacts,
  continues: (ChainEnd & { readonly segment: string }) | null,
): string {
  return `"kind":"connection",${inside({ ...facts, continues })}`;
}

export function peerFields(about: 'client' | 'server', info: unknown, protocolVersion: string | null): string {
  return `"kind":"connection",${inside({ about, info, protocolVersion })}`;
}

/** What the server is, once that is known. */
export interface IdentifiedServer {
  /** As the inventory calls it. */
  readonly id: string;
  /** Package, image, file or address; the id where it is unidentified. */
  readonly identity: string;
  readonly version: string | null;
  readonly standing: string;
  /** Why an approval that names this package and asks for its integrity does not hold; null where there is none. */
  readonly unproven: string | null;
}

export function identityFields(server: IdentifiedServer): string {
  return `"kind":"connection",${inside({ about: 'identity', server })}`;
}

/** Which policy decides from now on. */
export interface PolicyFacts {
  readonly state: 'none' | 'in-force' | 'missing';
  readonly source: 'machine' | 'user' | 'default';
  readonly mode: 'monitor' | 'lockdown';
  readonly policyVersion: number | null;
  readonly policyHash: string | null;
  /** ISO 8601; null unless deciding is switched off for a while. */
  readonly pausedUntil: string | null;
  /** Faults that leave an older state in force. */
  readonly problems: readonly string[];
}

export function policyFields(facts: PolicyFacts): string {
  return `"kind":"policy",${inside(facts)}`;
}

/** @param call counts the calls of a connection; the outcome carries the same number */
export function decisionFields(
  call: number,
  facts: DecisionFacts,
  { argsHmac, argNames, argsValue }: InputFacts,
): string {
  const { ruling, id, target } = facts;
  const would =
    ruling.effect === 'allow' && ruling.lockdownWould !== undefined ? `,"lockdownWould":"${ruling.lockdownWould}"` : '';
  const apart = typeof facts.targetHmac === 'string' ? `,"toolHmac":"${facts.targetHmac}"` : '';
  const tool = target === null ? '' : `,"tool":${quoted(target)}${apart}`;
  const hmac = argsHmac === null ? '' : `"argsHmac":"${argsHmac}",`;
  const notes = 'notes' in ruling ? ruling.notes : undefined;
  return (
    `"kind":"decision","call":${call},"direction":"${facts.direction}","id":${id === null ? 'null' : id.raw},` +
    `"action":{"method":${quoted(facts.method)}${tool}${classOf(notes)}},` +
    `"inputs":{${hmac}"argNames":${argNames.length === 0 ? '[]' : JSON.stringify(argNames)}${matchedOf(notes)}${valueOf(argsValue)}},` +
    `"decision":{"effect":"${ruling.effect}","mode":"${facts.mode}","reasons":${ruling.because.length === 0 ? '[]' : JSON.stringify(ruling.because)}${would}${policyOf(notes)}},` +
    approvalOf(notes) +
    `"content":${contentOf(facts)},"decideMs":${rounded(facts.decideMs)}`
  );
}

function classOf(notes: RulingNotes | undefined): string {
  const toolClass = notes?.toolClass ?? null;
  return toolClass === null ? '' : `,"class":{"effect":"${toolClass.effect}","external":${toolClass.external}}`;
}

function valueOf(sha256: string | null | undefined): string {
  return sha256 === undefined ? '' : `,"value":${JSON.stringify(sha256)}`;
}

function matchedOf(notes: RulingNotes | undefined): string {
  return notes === undefined || Object.keys(notes.matched).length === 0
    ? ''
    : `,"matched":${JSON.stringify(notes.matched)}`;
}

function policyOf(notes: RulingNotes | undefined): string {
  if (notes === undefined) {
    return '';
  }
  const { obligations, observed, policy } = notes;
  const version = policy === null ? '' : `,"policyVersion":${policy.version},"policyHash":"${policy.sha256}"`;
  const duties = [
    ...obligations.redact.map((kind) => `redact:${kind}`),
    ...obligations.record.map((part) => `record:${part}`),
  ];
  const owed = duties.length === 0 ? '' : `,"obligations":${JSON.stringify(duties)}`;
  return `${version}${notes.asked ? ',"asked":true' : ''}${owed}${observed.length === 0 ? '' : `,"observed":${JSON.stringify(observed)}`}`;
}

function approvalOf(notes: RulingNotes | undefined): string {
  const approval = notes?.approval ?? null;
  return approval === null ? '' : `"approval":${JSON.stringify(approval)},`;
}

/** @param value hash of the kept result where a policy wants it kept */
export function outcomeFields(facts: OutcomeFacts, value?: string | null): string {
  return (
    `"kind":"outcome","call":${facts.call},"action":{"method":${facts.method === null ? 'null' : quoted(facts.method)}},` +
    `"content":${contentOf(facts)},` +
    `"outcome":{"ok":${facts.ok},"isError":${facts.isError},"ended":"${facts.ended}","bytes":${facts.bytes},"durationMs":${rounded(facts.durationMs)}${valueOf(value)}}`
  );
}

/** What inspection found in one message. */
export interface FindingFacts {
  readonly direction: 'up' | 'down';
  /** Number of the call that it is about; null where it is about none. */
  readonly call: number | null;
  readonly method: string | null;
  readonly target: string | null;
  readonly inspected: 'full' | 'partial' | 'none';
  readonly findings: readonly ContentFinding[];
}

export function findingFields({ direction, call, method, target, inspected, findings }: FindingFacts): string {
  const tool = target === null ? {} : { tool: shortened(target) };
  const action = { method: method === null ? null : shortened(method), ...tool };
  return `"kind":"finding",${inside({ direction, call, action })},"content":${contentOf({ inspected, findings })}`;
}

/** A question about a call, or the answer to one. */
export interface ApprovalFacts {
  readonly state: 'asked' | 'approved' | 'denied' | 'expired' | 'revoked';
  readonly action: { readonly method: string; readonly tool: string };
  readonly reasons: readonly string[];
  /** Null where nobody answered. */
  readonly approval: Approval | null;
}

export function approvalFields({ action: { method, tool }, ...facts }: ApprovalFacts): string {
  return `"kind":"approval",${inside({ ...facts, action: { method: shortened(method), tool: shortened(tool) } })}`;
}

export function listingFields(method: string, names: readonly string[], bytes: number): string {
  return `"kind":"listing",${inside({ action: { method }, count: names.length, names: names.slice(0, 500).map(shortened), bytes })}`;
}

export function gapFields(reason: GapReason, detail: Readonly<Record<string, unknown>>): string {
  return `"kind":"gap",${inside({ reason, ...detail })}`;
}

export function endFields(
  reason: string,
  exit: { readonly code: number | null; readonly signal: string | null },
): string {
  return `"kind":"end",${inside({ reason, exit })}`;
}

function contentOf({ inspected, findings }: Pick<DecisionFacts, 'inspected' | 'findings'>): string {
  if (findings.length === 0) {
    return `{"inspected":"${inspected}"}`;
  }
  const redactions = findings
    .filter(({ actions }) => actions?.includes('redact') === true)
    .map(({ rule, detail, count }) => ({ rule, detail, count: count ?? 1 }));
  return JSON.stringify({ inspected, findings, ...(redactions.length === 0 ? {} : { redactions }) });
}

function inside(value: object): string {
  return JSON.stringify(value).slice(1, -1);
}

const quotedNames = new Map<string, string>();
const mostQuotedNames = 500;

/** A name as JSON text. The same few names come again and again. */
function quoted(name: string): string {
  const known = quotedNames.get(name);
  if (known !== undefined) {
    return known;
  }
  const text = JSON.stringify(shortened(name));
  if (quotedNames.size < mostQuotedNames && name.length < 200) {
    quotedNames.set(name, text);
  }
  return text;
}

/** Names come from the wire: a record is a line of a log, not a copy of the message. */
function shortened(name: string): string {
  return name.length <= 200 ? name : `${name.slice(0, 200)}…`;
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
