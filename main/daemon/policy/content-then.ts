import type { Mode } from '../../../policy/decide/decision.ts';
import type { ContentDemand } from '../../../policy/decide/with-content.ts';
import type { FindingFacts } from '../../../policy/content/actions-for.ts';
import { type ContentPolicy, recordOnly } from '../../../policy/content/content-policy.ts';
import { classOfCall } from '../../../policy/classes/class-of-call.ts';
import type { ToolClass } from '../../../policy/classes/tool-class.ts';
import type { PolicyHere } from '../../../policy/bundle/policy-here.ts';
import { acts, demandOf, isLookedFor, mayAct, newlyLookedFor } from './content-again.ts';
import type { RecordedCall } from './recorded-calls.ts';

/** What inspection and pins would ask for about a recorded call, as far as the record tells it. */
export interface ContentThen {
  readonly demands: readonly ContentDemand[];
  /** What policies would see as `context.findings`. */
  readonly findings: readonly string[];
  /** Whether policies would see nothing else there. */
  readonly isWhole: boolean;
  /** Parts without which it can not be told whether there are more demands. */
  readonly notRecorded: readonly ('content' | 'pin')[];
}

export interface ContentAgainst {
  /** By which it is judged now. */
  readonly content: ContentPolicy;
  readonly mode: Mode;
  /** What is in force here: the content policy of calls that it has decided is known. */
  readonly inForce: PolicyHere;
  /** Null where it was not recorded. */
  readonly toolClass: ToolClass | null;
}

/** Judges what was seen in a call, in the definition of its tool, and in its pin, by another content policy. */
export function contentThen(call: RecordedCall, against: ContentAgainst): ContentThen {
  const { content, mode, inForce } = against;
  const then = contentPolicyThen(call, inForce);
  const isSame = then !== null && call.decided.mode === mode && JSON.stringify(then) === JSON.stringify(content);
  const told = isSame ? demandsTold(call) : null;
  const own = ownDemands(call, against, then);
  if (told !== null) {
    const findings = [...own.findings, ...told.map(({ rule }) => rule)];
    return { demands: told, findings: [...new Set(findings)], isWhole: own.isWhole, notRecorded: [] };
  }
  const parts = [own, definitionDemands(call, content, then), pinDemands(call, content)];
  const demands = parts.flatMap((part) => part.demands);
  return {
    demands,
    findings: [...new Set([...own.findings, ...demands.map(({ rule }) => rule)])],
    isWhole: own.isWhole,
    notRecorded: [...new Set(parts.flatMap(({ notRecorded }) => notRecorded))],
  };
}

type Demands = Pick<ContentThen, 'demands' | 'notRecorded'>;
const none: Demands = { demands: [], notRecorded: [] };

/** The content policy that judged a call; null where nobody knows it any more. */
function contentPolicyThen({ policy }: RecordedCall, inForce: PolicyHere): ContentPolicy | null {
  if (policy === null) {
    return null;
  }
  const here = inForce.kind === 'in-force' ? inForce.verified : null;
  return policy.sha256 === null ? recordOnly : policy.sha256 === here?.sha256 ? here.loaded.bundle.content : null;
}

/** What was asked for by the same content policy stands among the reasons; null where a denial of a policy came before it. */
function demandsTold({ decided: { effect, reasons } }: RecordedCall): readonly ContentDemand[] | null {
  const rules = reasons.filter((reason) => reason.startsWith('content/') || reason.startsWith('pin/'));
  if (effect === 'deny') {
    return rules.length === 0 ? null : rules.map((rule) => ({ rule, actions: ['block'] }));
  }
  return rules.map((rule) => ({ rule, actions: ['ask'] }));
}

/** What was found in the call itself. */
function ownDemands(
  call: RecordedCall,
  { content, mode, toolClass }: ContentAgainst,
  then: ContentPolicy | null,
): Demands & Pick<ContentThen, 'findings' | 'isWhole'> {
  if (!content.inspect) {
    return { ...none, findings: [], isWhole: true };
  }
  const { inspected, findings } = call.content;
  const facts = factsOf(call, toolClass);
  const seen = findings.filter((finding) => isLookedFor(finding, content, then));
  const unseen = newlyLookedFor(content, then, facts.surface);
  const { large } = content;
  const blocksBeyond = large.beyond === 'block' || (large.beyond === 'by-mode' && mode === 'lockdown');
  const isSmaller = large.characters < (then ?? recordOnly).large.characters;
  const isTold =
    (inspected === 'full' || !mayAct(content, call.direction)) &&
    !(blocksBeyond && (inspected === 'partial' || isSmaller)) &&
    !unseen.some((finding) => acts(finding, facts, content)) &&
    !(isClassUnknown(call, toolClass) && looksAtClass(content));
  return {
    demands: seen.flatMap((finding) => demandOf(finding, facts, content)),
    findings: seen.map(({ rule }) => rule),
    isWhole: inspected === 'full' && unseen.length === 0,
    notRecorded: isTold ? [] : ['content'],
  };
}

/** What was found in what the server had said of the tool or prompt. */
function definitionDemands(call: RecordedCall, content: ContentPolicy, then: ContentPolicy | null): Demands {
  const kind = describedBy(call.method);
  if (kind === null || call.tool === null || !content.inspect) {
    return none;
  }
  const facts: FindingFacts = { ...factsOf(call, null), direction: 'down', surface: kind, toolClass: null };
  const found = call.content.definitions.filter((one) => one.kind === kind && isLookedFor(one, content, then));
  const about = found.filter(({ name }) => name === call.tool);
  const perhaps = found.filter(({ name, isAlone }) => name === null || (name !== call.tool && !isAlone));
  const unseen = call.isListed ? newlyLookedFor(content, then, kind) : [];
  const wasInspected = then === null ? call.content.inspected !== 'none' : then.inspect;
  const isTold =
    (wasInspected || !call.isListed || !mayAct(content, 'down')) &&
    ![...perhaps, ...unseen].some((finding) => acts(finding, facts, content));
  return {
    demands: about.flatMap((finding) => demandOf(finding, facts, content)),
    notRecorded: isTold ? [] : ['content'],
  };
}

function pinDemands({ method, tool, toolClass, matched }: RecordedCall, { pins }: ContentPolicy): Demands {
  const pin = 'pin' in matched ? matched.pin : undefined;
  if (describedBy(method) === null || tool === null || (pins.changed === 'pass' && pins.added === 'pass')) {
    return none;
  }
  if (pin === undefined) {
    return toolClass === null ? { demands: [], notRecorded: ['pin'] } : none;
  }
  // A tool that its server lists no more is as new as one that was added, and nothing is asked about it.
  if (pin === 'new') {
    return pins.added === 'pass' ? none : { demands: [], notRecorded: ['pin'] };
  }
  return pin === 'changed' && pins.changed !== 'pass'
    ? { demands: [{ rule: 'pin/changed', actions: [pins.changed === 'ask' ? 'ask' : 'block'] }], notRecorded: [] }
    : none;
}

function describedBy(method: string): 'tool' | 'prompt' | null {
  return method === 'tools/call' ? 'tool' : method === 'prompts/get' ? 'prompt' : null;
}

function factsOf(call: RecordedCall, toolClass: ToolClass | null): FindingFacts {
  const { direction, method, tool, server, isListed, time } = call;
  const isTool = method === 'tools/call' && tool !== null;
  const { id, identity } = server;
  return {
    direction,
    surface: direction === 'up' ? 'argument' : method === 'sampling/createMessage' ? 'prompt' : 'result',
    server: id === null || identity === null ? null : { id, identity },
    target: tool,
    // Of a tool that nobody has listed inspection knows the name alone.
    toolClass: !isTool ? null : isListed ? toolClass : classOfCall(method, tool, []),
    weight: 'bad',
    today: time.slice(0, 10),
  };
}

function isClassUnknown({ method, isListed }: RecordedCall, toolClass: ToolClass | null): boolean {
  return method === 'tools/call' && isListed && toolClass === null;
}

function looksAtClass({ rules }: ContentPolicy): boolean {
  return rules.some(({ effects, external }) => effects !== null || external !== null);
}
