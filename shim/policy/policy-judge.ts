import type { Judgement } from '../../policy/catalogue/standing.ts';
import { decide } from '../../policy/decide/decide.ts';
import { withContent } from '../../policy/decide/with-content.ts';
import type { Decision } from '../../policy/decide/decision.ts';
import type { CallFacts, SessionFacts } from '../../policy/decide/facts.ts';
import { always } from '../../policy/decide/obligations.ts';
import { personOf } from '../../policy/bundle/people.ts';
import { defaultSettings } from '../../policy/bundle/bundle.ts';
import type { AboutMessage } from '../content/content-gate.ts';
import type { Action, Call, Ruling } from '../pipeline.ts';
import { cryptography } from '../record/chain.ts';
import type { KeyedHash } from '../record/argument-hash.ts';
import type { AgentFacts, IdentifiedServer } from '../record/fields.ts';
import { codeOf } from '../ruling.ts';
import type { Moment, SessionFile } from '../session/session-file.ts';
import type { AskPerson } from './ask-person.ts';
import { callHash } from './call-hash.ts';
import { callFacts, type Situation } from './call-facts.ts';
import type { KnownTools } from './known-tools.ts';
import { ownAddress } from './network.ts';
import { type PolicyInForce, type PolicyNow, timeUnder } from './policy-in-force.ts';
import { circumstances, noNotes, reads } from './circumstances.ts';
import { approved, type Circumstances, refused, rulingOf } from './ruling-of.ts';
import type { ServerIdentity } from './server-identity.ts';
import { isBarred, ServerNow } from './server-now.ts';
import { noSession, sessionFacts } from './session-facts.ts';

export interface PolicyJudgeDeps {
  readonly inForce: PolicyInForce;
  readonly identity: ServerIdentity;
  readonly serverName: string;
  readonly agent: AgentFacts;
  readonly user: { readonly name: string; readonly id: string };
  readonly session: SessionFile;
  readonly tools: KnownTools;
  readonly credential: CallFacts['credential'];
  readonly clientVersion: () => string | null;
  /** What is remembered of the thing that a call is about. */
  readonly pinOf: (action: Pick<Action, 'method' | 'target'>) => CallFacts['target']['pin'];
  /** Null when there is no key: then no two calls are the same. */
  readonly hash: () => KeyedHash | null;
  readonly ask: AskPerson;
  readonly moment: () => Moment;
  /** Looks into all that has gone on and waits for that: it may leave a mark on the session. */
  readonly lookAtAll: () => void;
}

/** Decides each call of one connection by the policy that is in force at that moment. */
export class PolicyJudge {
  readonly #deps: PolicyJudgeDeps;
  readonly #server: ServerNow;

  constructor(deps: PolicyJudgeDeps) {
    this.#deps = deps;
    this.#server = new ServerNow(deps.identity);
  }

  /**
   * Looks once at what is installed, as soon as a catalogue asks for the integrity of this package. To be called before the
   * first decision and after each change of the policy.
   *
   * @returns whether it has learned something
   */
  lookAtInstalled(): Promise<boolean> {
    const { inForce, moment } = this.#deps;
    return this.#server.lookAtInstalled(inForce.current(moment().machineMs).catalogue);
  }

  decide(call: Call): Ruling | Promise<Ruling> {
    const { inForce, moment } = this.#deps;
    const at = moment();
    const now = inForce.current(at.machineMs);
    const judgement = this.#server.standing(now, at);
    if (call.isQuiet && !isBarred(judgement)) {
      return allowedWithoutPolicy;
    }
    if (now.pausedUntil !== null && !isBarred(judgement)) {
      return { effect: 'allow', because: ['paused'], notes: noNotes };
    }
    if (now.policy === null && !isBarred(judgement)) {
      return allowedWithoutPolicy;
    }
    return this.#byPolicy(call, now, judgement, at);
  }

  /**
   * Asks a person whether a message of the server may pass with what was found in it.
   *
   * Approvals hold for exactly this message.
   *
   * @param onAsking runs once somebody is asked, who may take as long as people do; what it is given takes the question back
   */
  async mayPass({ about, findings, message }: AboutMessage, onAsking: (giveUp: () => void) => void): Promise<boolean> {
    const { inForce, moment, ask, session } = this.#deps;
    const at = moment();
    const now = inForce.current(at.machineMs);
    const action = { ...about, input: { sha256: cryptography().hash('sha256', message.line, 'hex') } };
    const rules = findings.map(({ rule }) => rule);
    const facts = callFacts(action, this.#situation(action, rules, now, this.#server.standing(now, at), noSession, at));
    const allowed = { effect: 'allow', because: [], obligations: always, ...plainly(now.mode) } as const;
    const asked = withContent(allowed, findings);
    if (asked.effect !== 'ask') {
      return asked.effect === 'allow';
    }
    const call: Call = {
      direction: 'down',
      era: 'legacy',
      action,
      message,
      findings,
      continues: null,
      isQuiet: false,
      hold: { ...nobodyHolds, onAbandoned: onAsking },
    };
    const answer = await ask.ask(asked, facts, call);
    if (answer.kind === 'approved' && answer.isSeen) {
      session.add({ kind: 'looked' }, moment());
    }
    return answer.kind === 'approved';
  }

  /** Whether the server is banned or malicious at this moment. */
  isBarred(): boolean {
    const at = this.#deps.moment();
    return isBarred(this.#server.standing(this.#deps.inForce.current(at.machineMs), at));
  }

  /** An answer of the server is about to be passed on: the session takes on the marks of what it may hold, before it does. */
  takeLabels(): void {
    const { inForce, session, moment } = this.#deps;
    const at = moment();
    const { by } = this.#server.standing(inForce.current(at.machineMs), at);
    if (by.kind !== 'catalogue') {
      return;
    }
    const { dataClass, labels } = by.entry;
    const wanted = dataClass === null ? labels : [dataClass, ...labels];
    if (wanted.length > 0) {
      const has = session.totals(at).labels;
      wanted.filter((label) => !has.includes(label)).forEach((label) => session.add({ kind: 'label', label }, at));
    }
  }

  /** The server as the record names it. */
  server(): IdentifiedServer {
    const { inForce, moment } = this.#deps;
    const at = moment();
    return this.#server.described(inForce.current(at.machineMs), at);
  }

  /** What policies and inventories call the server. */
  names(): { readonly identity: string; readonly id: string } {
    const { name, id } = this.#deps.identity;
    return { identity: name, id };
  }

  /** Path of the script or binary that runs; null for everything that is not known by its file. */
  program(): string | null {
    return this.#server.program();
  }

  /** What a call of this tool would be decided on; for the lists that agents see. */
  factsOfTool(name: string, now: PolicyNow, at: Moment): CallFacts {
    const action = { method: 'tools/call', target: name, input: {} };
    return callFacts(action, this.#situation(action, [], now, this.#server.standing(now, at), noSession, at));
  }

  #byPolicy(call: Call, now: PolicyNow, judgement: Judgement, at: Moment): Ruling | Promise<Ruling> {
    const { session, ask, moment } = this.#deps;
    const seesSession = reads(now.policy, 'session');
    if (seesSession) {
      // They went under a policy that did not ask for it.
      this.#deps.lookAtAll();
    }
    const hash = seesSession ? callHash(this.#deps.hash(), call.action) : '';
    const ofSession = seesSession ? sessionFacts(session, hash, at) : noSession;
    const findings = call.findings.map(({ rule }) => rule);
    const situation = this.#situation(call.action, findings, now, judgement, ofSession, at);
    const facts = callFacts(call.action, situation);
    const decision = withContent(decide(facts, now.policy), call.findings);
    const about = circumstances(facts, now, decision);
    const count = (effect: 'allow' | 'deny'): void => {
      // Clients ask for completions and the like by themselves: that is nothing an agent tried.
      if (!call.isQuiet && (seesSession || effect === 'deny')) {
        session.add({ kind: 'call', call: hash, effect }, at);
      }
    };
    if (decision.effect === 'allow') {
      count('allow');
      return rulingOf(decision, about);
    }
    if (decision.effect === 'deny') {
      return rulingOf(
        decision,
        withFault(
          about,
          faultOf(() => count('deny')),
        ),
      );
    }
    // Counted before it is answered, so that a second one meanwhile sees it.
    const uncounted = faultOf(() => count('allow'));
    return ask.ask(decision, facts, call).then((answer) => {
      if (answer.kind === 'denied') {
        // A call that was taken back, or may still be approved, is no denial.
        const isDenial = answer.reason !== 'withdrawn' && answer.reason !== 'pending';
        const unnoted = isDenial ? faultOf(() => session.add({ kind: 'denied' }, moment())) : null;
        return refused(decision, withFault(about, uncounted ?? unnoted), answer);
      }
      const then = moment();
      if (answer.isSeen) {
        session.add({ kind: 'looked' }, then);
      }
      return this.#isOutdated(now, then) || this.#isForbidden(call, situation, now, then)
        ? refused(decision, about, { reason: 'outdated', text: outdatedText, approval: answer.approval })
        : approved(decision, about, answer.approval);
    });
  }

  /** What was asked about is not what would be asked now: another policy has come, or the server was banned meanwhile. */
  #isOutdated(asked: PolicyNow, then: Moment): boolean {
    const now = this.#deps.inForce.current(then.machineMs);
    return (
      isBarred(this.#server.standing(now, then)) || (bundleOf(now) !== bundleOf(asked) && now.pausedUntil === null)
    );
  }

  /** Another catalogue, whose entries say how far tools go, forbids what was asked about. */
  #isForbidden({ action }: Call, asked: Situation, before: PolicyNow, then: Moment): boolean {
    const now = this.#deps.inForce.current(then.machineMs);
    if (now.catalogue === before.catalogue || now.pausedUntil !== null) {
      return false;
    }
    const situation = this.#situation(
      action,
      asked.findings,
      now,
      this.#server.standing(now, then),
      asked.session,
      then,
    );
    return decide(callFacts(action, situation), now.policy).effect === 'deny';
  }

  #situation(
    { method, target }: Action,
    findings: readonly string[],
    now: PolicyNow,
    judgement: Judgement,
    session: SessionFacts | null,
    at: Moment,
  ): Situation {
    const { user, agent, identity, serverName, tools, clientVersion, ask, pinOf } = this.#deps;
    const { here } = now;
    const bundle = here.kind === 'in-force' ? here.verified.loaded.bundle : null;
    return {
      person: personOf(user.name, bundle?.settings ?? defaultSettings),
      agent,
      clientVersion: clientVersion(),
      server: { identity: identity.name, name: serverName },
      judgement,
      tool: method === 'tools/call' && target !== null ? tools.find(target) : null,
      pin: pinOf({ method, target }),
      session,
      findings,
      now: timeUnder(now, at.wall),
      ip: reads(now.policy, 'network') ? ownAddress(at.machineMs) : null,
      credential: this.#deps.credential,
      interactive: reads(now.policy, 'interactive') && ask.canAsk(),
    };
  }
}

/** What went wrong, as a short word; null when nothing did. A decision that can not be counted is a decision all the same. */
function faultOf(run: () => void): string | null {
  try {
    run();
    return null;
  } catch (error) {
    return codeOf(error);
  }
}

function withFault(about: Circumstances, code: string | null): Circumstances {
  return code === null ? about : { ...about, matched: { ...about.matched, uncounted: code } };
}

/** An answer is on its way: nobody can be told that it is held. */
const nobodyHolds = { isFollowed: false, progress: () => undefined, elicit: () => null } as const;

function plainly(mode: Decision['mode']): Pick<Decision, 'mode' | 'lockdownWould' | 'observed' | 'faults'> {
  return { mode, lockdownWould: 'allow', observed: [], faults: [] };
}

const outdatedText =
  'This call was approved, and meanwhile the policy of this computer has changed. It did not run. Call again with the ' +
  'same arguments to have it decided anew.';

const allowedWithoutPolicy: Ruling = { effect: 'allow', because: [] };

/** Hash of the bundle that decides; null where none does. */
function bundleOf({ here }: PolicyNow): string | null {
  return here.kind === 'in-force' ? here.verified.sha256 : null;
}
