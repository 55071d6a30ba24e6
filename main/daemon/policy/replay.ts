import type { LoadedBundle } from '../../../policy/bundle/load.ts';
import { decidingPolicy } from '../../../policy/bundle/deciding-policy.ts';
import { countedCatalogue, type PolicyHere, withCandidate } from '../../../policy/bundle/policy-here.ts';
import type { Catalogue } from '../../../policy/catalogue/catalogue.ts';
import type { Judgement } from '../../../policy/catalogue/standing.ts';
import { classOfCall } from '../../../policy/classes/class-of-call.ts';
import type { ToolClass } from '../../../policy/classes/tool-class.ts';
import { recordOnly } from '../../../policy/content/content-policy.ts';
import { decide } from '../../../policy/decide/decide.ts';
import type { Decision, PolicyName } from '../../../policy/decide/decision.ts';
import type { CallFacts } from '../../../policy/decide/facts.ts';
import { type Question, questionsOf } from '../../../policy/decide/questions.ts';
import { withContent } from '../../../policy/decide/with-content.ts';
import type { Advisories } from '../../../scanner/identity/advisories.ts';
import { type ContentThen, contentThen } from './content-then.ts';
import { factsThen } from './facts-then.ts';
import { forbiddenAnyway, type Part, parts, partsLookedAt, withoutParts } from './not-recorded.ts';
import type { RecordedCall } from './recorded-calls.ts';
import { standingThen, wasBarredOtherwise } from './standing-then.ts';
import { type Remembered, type ToolThen, toolThen } from './tool-then.ts';

/** What a recorded call is decided on anew. */
export interface Against {
  /** What decides: the policy in force, or a candidate as if it were. */
  readonly here: PolicyHere;
  /** What is in force: what judged the calls that it has decided is known. */
  readonly inForce: PolicyHere;
  /** Entries that count beside what decides. */
  readonly catalogue: Catalogue;
  /** Entries that count now. */
  readonly catalogueNow: Catalogue;
  readonly advisories: Advisories;
  readonly remembered: Remembered;
}

export interface ReplayDeps {
  readonly inForce: PolicyHere;
  /** Decides as if it were in force; null for what is. */
  readonly candidate: LoadedBundle | null;
  /** The person's own catalogue, which goes on counting as far as whoever decides here lets it. */
  readonly own: Catalogue;
  readonly advisories: Advisories;
  readonly remembered: Remembered;
}

/** What calls are decided on by the policy in force, or by a candidate in its place. */
export function against({ inForce, candidate, own, advisories, remembered }: ReplayDeps): Against {
  const here = candidate === null ? inForce : withCandidate(inForce, candidate);
  const [catalogue, catalogueNow] = [countedCatalogue(here, own), countedCatalogue(inForce, own)];
  return { here, inForce, catalogue, catalogueNow, advisories, remembered };
}

export interface Replayed {
  readonly facts: CallFacts;
  /** What the policies are asked; what was not recorded is a fault of those that look at it. */
  readonly questions: readonly Question[];
  /** As far as it can be told: see `notRecorded`. */
  readonly decision: Decision;
  /** With what made it so. */
  readonly toolClass: ToolClass;
  /** Parts that the decision hangs on and that were not recorded: then it can not be told. */
  readonly notRecorded: readonly string[];
}

/** Decides a recorded call anew, as far as the record tells what it was. */
export function replayed(
  call: RecordedCall,
  { here, inForce, catalogue, catalogueNow, advisories, remembered }: Against,
): Replayed {
  const policy = decidingPolicy(here, catalogue);
  const judgement = standingThen(call, catalogue, advisories);
  const tool = toolThen(call, remembered);
  const content = contentThen(call, {
    content: here.kind === 'in-force' ? here.verified.loaded.bundle.content : recordOnly,
    mode: here.mode,
    inForce,
    toolClass: tool.toolClass,
  });
  const toolClass = tool.toolClass ?? classOfCall(call.method, call.tool ?? call.method, call.argNames);
  const facts = factsThen(call, { judgement, toolClass, hints: tool.hints, findings: content.findings, here });
  const missing = missingFrom(call, tool, content, judgement);
  const questions = withoutParts(policy === null ? [] : questionsOf(facts, policy), missing);
  const decision = withContent(decide(facts, policy), content.demands);
  const looked = partsLookedAt(questions);
  const isBarred = judgement.standing === 'banned' || judgement.standing === 'malicious';
  const isBlocked = content.demands.some(({ actions }) => actions?.includes('block') === true);
  const isOpen = looked.length + content.notRecorded.length > 0;
  const forbidden = isOpen ? forbiddenAnyway(questions) : none;
  const isForbidden = forbidden.size > 0;
  return {
    facts,
    questions,
    decision: (isBlocked || isForbidden) && looked.length > 0 ? byWhatIsKnown(decision, forbidden) : decision,
    toolClass,
    notRecorded:
      isBarred || isBlocked
        ? []
        : [
            // Any policy may be about just this address.
            ...(call.isToolWhole ? [] : ['target']),
            ...(isForbidden ? [] : new Set([...looked, ...content.notRecorded])),
            ...(wasBarredOtherwise(call, catalogueNow, advisories) ? ['standing'] : []),
          ],
  };
}

const none: ReadonlySet<PolicyName> = new Set();

/** What is blocked or forbidden is denied whatever the other policies would say, and what they say is not known. */
function byWhatIsKnown(decision: Decision, forbidden: ReadonlySet<PolicyName>): Decision {
  return decision.effect === 'deny'
    ? {
        ...decision,
        because: decision.because.filter(
          (reason) => reason.kind === 'content' || (reason.kind === 'rule' && forbidden.has(reason.rule)),
        ),
      }
    : decision;
}

function missingFrom(
  call: RecordedCall,
  { toolClass, hints }: ToolThen,
  { isWhole }: ContentThen,
  { by }: Judgement,
): readonly Part[] {
  const { input, argNames, matched } = call;
  const has = (name: string): boolean => Object.hasOwn(matched, name);
  const isMissing: Readonly<Record<Part, boolean>> = {
    arguments: input === null && argNames.length > 0,
    session: !has('session'),
    network: !has('ip'),
    interactive: !has('interactive'),
    credential: !has('credential'),
    content: !isWhole,
    // Where a policy had a part in the decision, a pin that nobody knew was left out.
    pin: call.toolClass === null && !has('pin') && (call.method === 'tools/call' || call.method === 'prompts/get'),
    hints: hints === null,
    class: toolClass === null,
    // The record does not say what was installed then.
    integrity: by.kind === 'nobody' && by.unproven !== null,
  };
  return parts.filter((part) => isMissing[part]);
}
