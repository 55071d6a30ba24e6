import { setTimeout } from 'node:timers/promises';
import { namesServers, onlyNotes } from '../../policy/content/actions-for.ts';
import { type ContentPolicy, recordOnly } from '../../policy/content/content-policy.ts';
import { dayOf } from '../clock.ts';
import { classOfCall } from '../../policy/classes/class-of-call.ts';
import { actionOf } from '../action.ts';
import type { Message, ResponseMessage } from '../framing/message.ts';
import {
  type Action,
  type Answered,
  type Call,
  type ContentFinding,
  type Inspection,
  mayAnswer,
  whateverIsOwed,
} from '../pipeline.ts';
import { obligationsOf } from '../../policy/decide/obligations.ts';
import { AskedPages } from '../pins/asked-pages.ts';
import { rememberedServers } from '../pins/remembered-tools.ts';
import type { KnownTools } from '../policy/known-tools.ts';
import { reads } from '../policy/circumstances.ts';
import { type PolicyNow, timeUnder } from '../policy/policy-in-force.ts';
import { isPromise } from '../ruling.ts';
import type { Moment, SessionFile } from '../session/session-file.ts';
import type { About, ClassifierWays, ContentDesk, ContentSituation } from './content-desk.ts';
import type { Conclusion } from './conclude.ts';
import type { Described } from './described.ts';
import { TaskTools } from './task-tools.ts';
import { prepareQuietly, type Quiet } from './prepare-quietly.ts';

/** What a person is asked about a message of the server. */
export interface AboutMessage {
  /** The call that it answers. */
  readonly about: Action;
  readonly findings: readonly ContentFinding[];
  readonly message: Message;
}

type OnAsking = (giveUp: () => void) => void;

export interface ContentGateDeps {
  readonly stateFolder: string;
  readonly now: () => PolicyNow;
  readonly serverName: string;
  /** Null as long as it is not known. */
  readonly server: () => { readonly identity: string; readonly id: string } | null;
  /** Settles once it is known. */
  readonly identified: () => Promise<unknown>;
  readonly tools: KnownTools;
  readonly session: SessionFile;
  readonly moment: () => Moment;
  readonly classifier: ClassifierWays;
  /** @param onAsking runs when it is a person who has to say; what it is given takes the question back. @returns whether the message may pass */
  readonly ask: (question: AboutMessage, onAsking: OnAsking) => Promise<boolean>;
}

const uninspected: Inspection = { outcome: 'pass', inspected: 'none', findings: [] };

/**
 * Where content inspection stands in the way of messages. The detectors are loaded when the first message has gone to the server, which
 * has then something to do; what comes before they are ready waits, or is looked into when it is decided.
 */
export class ContentGate {
  readonly #deps: ContentGateDeps;
  #desk: ContentDesk | null = null;
  #opening: Promise<ContentDesk> | null = null;
  #preparedFor: ContentPolicy | null = null;
  /** That nothing in the policy would do anything about a message of the server. */
  #onlyNotes = false;
  #lastMessageMs = 0;
  readonly #firstCall = Promise.withResolvers<void>();
  readonly #unseen = new WeakSet<Message>();
  readonly #taskTools = new TaskTools();
  readonly #askedPages = new AskedPages();
  /** What any decision on this connection wanted taken out: a second answer with the same id has no decision of its own. */
  readonly #owed = new Set<string>();

  constructor(deps: ContentGateDeps) {
    this.#deps = deps;
  }

  /** What holds now; while the guard is paused nothing is done. */
  get policy(): ContentPolicy {
    return this.#policyOf(this.#deps.now());
  }

  #policyOf({ here, pausedUntil }: PolicyNow): ContentPolicy {
    const given = here.kind === 'in-force' ? here.verified.loaded.bundle.content : recordOnly;
    return pausedUntil !== null && given.inspect ? recordOnly : given;
  }

  inspectUp(message: Message): Inspection {
    this.#lastMessageMs = performance.now();
    this.#taskTools.asks(message);
    this.#askedPages.asked(message);
    const at = this.#situation();
    if (!at.policy.inspect) {
      return uninspected;
    }
    if (this.#ready(at.policy) === null) {
      setImmediate(() => void this.#open(at.policy).catch(atTheNextMessage));
    }
    if (this.#desk === null) {
      this.#unseen.add(message);
      return uninspected;
    }
    return this.#desk.up(message, this.#aboutUp(message), at);
  }

  inspectDown(message: Message, answered: Answered | null, onAsking: OnAsking): Inspection | Promise<Inspection> {
    this.#lastMessageMs = performance.now();
    const at = this.#situation();
    if (!at.policy.inspect) {
      return uninspected;
    }
    this.owe(answered?.redact ?? []);
    const desk = this.#ready(at.policy);
    if (desk === null || (at.server === null && this.#mustBeNamed(at.policy, answered))) {
      return this.#later(message, answered, onAsking);
    }
    const concluded = desk.down(message, this.#aboutDown(message, answered), at);
    return isPromise(concluded)
      ? concluded.then((one) => this.#settled(one, message, answered, onAsking))
      : this.#settled(concluded, message, answered, onAsking);
  }

  /**
   * A way to look into an answer once it has gone; null where something else than a record may come of it, now or by the mark that it
   * leaves on the session.
   */
  lookAfterwards(message: ResponseMessage, answered: Answered): (() => Inspection) | null {
    if (!this.#onlyNotes) {
      return null;
    }
    const at = this.#situation();
    const desk = this.#ready(at.policy);
    const mayWait =
      at.policy.inspect &&
      at.mode === 'monitor' &&
      desk !== null &&
      !reads(this.#deps.now().policy, 'session') &&
      this.#owed.size === 0 &&
      answered.redact.length === 0 &&
      (at.server !== null || !this.#mustBeNamed(at.policy, answered));
    if (!mayWait) {
      return null;
    }
    this.#lastMessageMs = performance.now();
    const look = desk.downAtOnce(message, this.#aboutDown(message, answered), at);
    return look === null ? null : () => this.#labelled(look());
  }

  /** Notes what a decision on this connection wants taken out: what the server says meanwhile owes it too. */
  owe(kinds: readonly string[]): void {
    kinds.filter((kind) => kind !== whateverIsOwed).forEach((kind) => this.#owed.add(kind));
  }

  /** What bears on the decision about a call: what was seen in it, and in the definition of what it calls. */
  findingsFor(call: Call): readonly ContentFinding[] | Promise<readonly ContentFinding[]> {
    this.#firstCall.resolve();
    const at = this.#situation();
    if (!at.policy.inspect) {
      return call.findings;
    }
    if (this.#unseen.has(call.message)) {
      return this.#open(at.policy).then((desk) => {
        this.#unseen.delete(call.message);
        return [...this.#lateFindings(desk, call), ...this.#described(desk, call.action, this.#situation())];
      });
    }
    const described = this.#desk === null ? [] : this.#described(this.#desk, call.action, at);
    return described.length === 0 ? call.findings : [...call.findings, ...described];
  }

  /** Whether a tool or prompt is left out of lists for what its definition holds. */
  isHidden(kind: Described, name: string): boolean {
    const at = this.#situation();
    return (
      at.policy.inspect &&
      this.#desk?.describedAs(kind, name, at).some(({ actions }) => actions?.includes('block') === true) === true
    );
  }

  async #later(message: Message, answered: Answered | null, onAsking: OnAsking): Promise<Inspection> {
    const { policy } = this.#situation();
    const [desk] = await Promise.all([
      this.#open(policy),
      this.#mustBeNamed(policy, answered) ? this.#deps.identified() : Promise.resolve(),
    ]);
    const concluded = await desk.down(message, this.#aboutDown(message, answered), this.#situation());
    return this.#settled(concluded, message, answered, onAsking);
  }

  /** Whether the server has to be known before its message is judged: tools are compared with those of others. */
  #mustBeNamed(policy: ContentPolicy, answered: Answered | null): boolean {
    return mayAnswer(answered, 'tools/list') || namesServers(policy);
  }

  /** The call came before the detectors were ready. What would have to be taken out of it keeps it back: it can be sent again. */
  #lateFindings(desk: ContentDesk, { message }: Call): readonly ContentFinding[] {
    const inspection = desk.up(message, this.#aboutUp(message), this.#situation());
    return inspection.outcome === 'pass'
      ? inspection.findings
      : inspection.findings.map((finding) =>
          finding.actions === undefined ? finding : { ...finding, actions: [...finding.actions, 'block'] },
        );
  }

  #described(desk: ContentDesk, { method, target }: Action, at: ContentSituation): readonly ContentFinding[] {
    const kind = method === 'tools/call' ? 'tool' : method === 'prompts/get' ? 'prompt' : null;
    return kind === null || target === null ? [] : desk.describedAs(kind, target, at);
  }

  /** Null as long as the detectors are not loaded, or not ready for this policy. */
  #ready(policy: ContentPolicy): ContentDesk | null {
    return this.#preparedFor === policy ? this.#desk : null;
  }

  #open(policy: ContentPolicy): Promise<ContentDesk> {
    const ready = this.#ready(policy);
    if (ready !== null) {
      return Promise.resolve(ready);
    }
    this.#opening ??= this.#make(policy).finally(() => (this.#opening = null));
    return this.#opening;
  }

  async #make(policy: ContentPolicy): Promise<ContentDesk> {
    if (this.#desk === null) {
      const { ContentDesk: Desk } = await import('./content-desk.ts');
      const { serverName, stateFolder, classifier } = this.#deps;
      this.#desk = await Desk.open(serverName, policy, rememberedServers(stateFolder), classifier);
      void this.#prepare(this.#desk).catch(atTheNextMessage);
    } else {
      await this.#desk.prepare(policy);
    }
    this.#preparedFor = policy;
    this.#onlyNotes = onlyNotes(policy, 'down');
    return this.#desk;
  }

  async #prepare(desk: ContentDesk): Promise<void> {
    const quiet: Quiet = {
      pause: (ms) => setTimeout(ms, undefined, { ref: false }),
      quietMs: () => performance.now() - this.#lastMessageMs,
    };
    await prepareQuietly(desk.preparing(), quiet);
    await this.#firstCall.promise;
    await prepareQuietly(desk.preparingAll(), quiet);
  }

  #settled(
    concluded: Conclusion,
    message: Message,
    answered: Answered | null,
    onAsking: OnAsking,
  ): Inspection | Promise<Inspection> {
    const { asking } = concluded;
    if (asking === null) {
      return this.#labelled(concluded);
    }
    const { method, target } = this.#aboutDown(message, answered);
    const about = { method: method ?? 'response', target, input: {} };
    return this.#deps
      .ask({ about, findings: asking.findings, message }, onAsking)
      .then((mayPass) => (mayPass ? this.#labelled(concluded) : asking.otherwise));
  }

  /** The session takes on its marks before the message that caused them goes on. */
  #labelled({ inspection, labels }: Conclusion): Inspection {
    if (labels.length === 0 || inspection.outcome === 'block') {
      return inspection;
    }
    const { session, moment, now } = this.#deps;
    try {
      const at = moment();
      const has = session.totals(at).labels;
      labels.filter((label) => !has.includes(label)).forEach((label) => session.add({ kind: 'label', label }, at));
      return inspection;
    } catch {
      // What was taken out stays out. Whether a message may pass whose mark can not be kept is for the mode to say.
      const { findings } = inspection;
      return now().mode === 'monitor'
        ? inspection
        : { outcome: 'block', inspected: 'full', findings, text: unmarkedText };
    }
  }

  #situation(): ContentSituation {
    const { server, moment } = this.#deps;
    const now = this.#deps.now();
    const today = (): string => dayOf(timeUnder(now, moment().wall));
    return { policy: this.#policyOf(now), mode: now.mode, server: server(), today };
  }

  #aboutUp(message: Message): About {
    const action = actionOf(message);
    const method = message.kind === 'response' ? null : message.method;
    const target = action?.target ?? null;
    const toolClass = this.#classOf(method, target);
    return { method, target, toolClass, outputSchema: undefined, isFirstPage: true, owed: [] };
  }

  #aboutDown(message: Message, answered: Answered | null): About {
    const method = answered?.method ?? (message.kind === 'response' ? null : message.method);
    const called = this.#taskTools.toolOf(message, answered);
    const target = answered?.target ?? called;
    const tool = called === null ? null : this.#deps.tools.find(called);
    return {
      method,
      target,
      toolClass: this.#classOf('tools/call', called),
      outputSchema: tool?.outputSchema,
      isFirstPage: this.#askedPages.cursorOf(message) === null,
      owed: this.#owedBy(answered),
    };
  }

  #owedBy(answered: Answered | null): readonly string[] {
    if (answered === null) {
      return [...this.#owed];
    }
    if (!answered.redact.includes(whateverIsOwed)) {
      return answered.redact;
    }
    const { person, agent } = this.#deps.now().policy ?? { person: null, agent: null };
    const policies = [...(person?.policies ?? []), ...(agent?.policies ?? [])];
    return [...this.#owed, ...answered.redact, ...obligationsOf(policies).redact];
  }

  #classOf(method: string | null, target: string | null): About['toolClass'] {
    return method === 'tools/call' && target !== null
      ? (this.#deps.tools.find(target)?.toolClass ?? classOfCall(method, target, []))
      : null;
  }
}

const unmarkedText =
  'Sallyport did not pass this on: it marks the session, and the mark could not be written. Free disk space or make the state folder ' +
  'writable, then call again.';

function atTheNextMessage(): void {
  // It meets the same failure, and is recorded as not inspected.
}
