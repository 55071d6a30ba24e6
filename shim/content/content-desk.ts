import { actionsFor, type ContentVerdict } from '../../policy/content/actions-for.ts';
import type { ClassifierChoice, ContentPolicy, Direction } from '../../policy/content/content-policy.ts';
import type { ToolClass } from '../../policy/classes/tool-class.ts';
import type { Mode } from '../../policy/decide/decision.ts';
import { makeInspector, type Inspector } from '../../scanner/detect/content/inspector.ts';
import type { Message } from '../framing/message.ts';
import type { RememberedServer } from '../pins/remembered-tools.ts';
import type { ContentFinding, Inspection } from '../pipeline.ts';
import { actionsOf, asRecorded, type Decided } from './as-recorded.ts';
import type { Classifying } from './classifying.ts';
import { conclude, type Conclusion, type Judged, notConcluded } from './conclude.ts';
import { type Described, describedIn, DescribedThings } from './described.ts';
import { type LookAt, type Looked, lookInSlices, lookNow } from './look.ts';
import { withShadows } from './shadows.ts';
import { matcherFor } from './pattern-matcher.ts';
import { isProtocolHandle } from './protocol-members.ts';
import type { Weighed } from './weigh.ts';

/** What the detectors' findings are judged by, at the moment of a message. */
export interface ContentSituation {
  readonly policy: ContentPolicy;
  readonly mode: Mode;
  /** Null as long as it is not known what the server is. */
  readonly server: { readonly identity: string; readonly id: string } | null;
  /** `yyyy-mm-dd`; asked for only where something was found. */
  readonly today: () => string;
}

/** What is known of the call that a message makes or answers. */
export interface About {
  /** Of an answer the method it answers; null where nobody knows. */
  readonly method: string | null;
  readonly target: string | null;
  /** Null for what is no call of a tool. */
  readonly toolClass: ToolClass | null;
  readonly outputSchema: unknown;
  /** False for a later page of a list. */
  readonly isFirstPage: boolean;
  /** Kinds of content that policies want taken out. */
  readonly owed: readonly string[];
}

/** Where the files of the policy lie, and who is told when its classifier can not be used. */
export interface ClassifierWays {
  readonly policyFiles: () => string;
  readonly onTrouble: (why: string | null) => void;
}

/** Larger messages of the client are inspected up to here: they are looked into at once. */
const mostUp = 4 * 1024 * 1024;
const smallBytes = 65_536;

/** Inspects what passes on one connection. Loaded once the server runs. */
export class ContentDesk {
  readonly #speaker: string;
  readonly #described = new DescribedThings();
  readonly #remembered: Promise<readonly RememberedServer[]>;
  readonly #ways: ClassifierWays;
  #inspector: Inspector = makeInspector();
  #classifying: Classifying | null = null;
  #classifyingFor = '';

  private constructor(speaker: string, remembered: Promise<readonly RememberedServer[]>, ways: ClassifierWays) {
    this.#speaker = speaker;
    this.#remembered = remembered;
    this.#ways = ways;
  }

  /**
   * @param speaker name of the server, for the fences
   * @param remembered the tools of the servers of this laptop, needed once this one lists its own
   */
  static async open(
    speaker: string,
    policy: ContentPolicy,
    remembered: Promise<readonly RememberedServer[]>,
    ways: ClassifierWays,
  ): Promise<ContentDesk> {
    const desk = new ContentDesk(speaker, remembered, ways);
    await desk.prepare(policy);
    return desk;
  }

  /** Makes the detectors ready for another policy. */
  async prepare(policy: ContentPolicy): Promise<void> {
    this.#inspector = await inspectorFor(policy);
    await this.#prepareClassifier(policy.classifier);
  }

  /** A model that is loaded stays as long as nothing else is said about it. */
  async #prepareClassifier(choice: ClassifierChoice | undefined): Promise<void> {
    const said = JSON.stringify(choice ?? null);
    if (choice === undefined) {
      this.#classifying = null;
    } else if (said !== this.#classifyingFor) {
      const { Classifying: Made } = await import('./classifying.ts');
      this.#classifying = new Made(choice, this.#ways.policyFiles(), this.#ways.onTrouble);
    }
    this.#classifyingFor = said;
  }

  /** Small steps after which no message pays for what is built when it is first needed. */
  preparing(): Iterator<void> {
    return this.#inspector.preparing();
  }

  /** The same for a server that is called; what only sits there is spared the memory. */
  preparingAll(): Iterator<void> {
    return this.#inspector.preparingAll();
  }

  up(message: Message, about: About, at: ContentSituation): Inspection {
    const bound = Math.min(at.policy.large.characters, mostUp);
    const looked = lookNow(this.#inspector, { message, direction: 'up', method: about.method, bound });
    return this.#conclude(message, 'up', { looked, about, at, matches: () => false }).inspection;
  }

  down(message: Message, about: About, at: ContentSituation): Conclusion | Promise<Conclusion> {
    const look = { message, direction: 'down', method: about.method, bound: at.policy.large.characters } as const;
    const matches = matcherFor(about.outputSchema);
    if (about.method === 'tools/list') {
      return this.#listed(look, about, at);
    }
    if (this.#isSoonLookedAt(message) && !(matches instanceof Promise)) {
      const looked = lookNow(this.#inspector, look);
      return this.#conclude(message, 'down', { looked, about, at, matches });
    }
    return Promise.all([lookInSlices(this.#inspector, look, this.#classifying), matches]).then(([looked, ready]) =>
      this.#conclude(message, 'down', { looked, about, at, matches: ready }),
    );
  }

  /**
   * For a message that goes on as it is, whatever is found: a look at all of it that takes no time of its own. Null where it would, and where
   * what can not be inspected whole is kept back: how much there is to inspect shows only then. A value of our own vault would have to be
   * taken out in any case: once the shim knows such values, this is null too.
   */
  downAtOnce(message: Message, about: About, at: ContentSituation): (() => Conclusion) | null {
    const { characters: bound, beyond } = at.policy.large;
    return !this.#isSoonLookedAt(message) || message.line.length > bound || beyond === 'block'
      ? null
      : () => {
          const looked = lookNow(this.#inspector, { message, direction: 'down', method: about.method, bound });
          return this.#conclude(message, 'down', { looked, about, at, matches: () => false });
        };
  }

  #isSoonLookedAt({ line }: Message): boolean {
    return this.#classifying === null && line.length <= smallBytes;
  }

  /** A list of tools is also held against what other servers offer. */
  async #listed(look: LookAt, about: About, at: ContentSituation): Promise<Conclusion> {
    const [looked, remembered] = await Promise.all([
      lookInSlices(this.#inspector, look, this.#classifying),
      this.#remembered,
    ]);
    const own = { id: at.server?.id ?? null, name: this.#speaker };
    const all = { ...looked, weighed: withShadows(looked.weighed, look.message.value, own, remembered) };
    return this.#conclude(look.message, 'down', { looked: all, about, at, matches: () => false });
  }

  /** What in the definition of a tool or prompt bears on calls of it. */
  describedAs(kind: Described, name: string, at: ContentSituation): readonly ContentFinding[] {
    const weighed = this.#described.of(kind, name);
    const about = { method: null, target: name, toolClass: null, outputSchema: undefined, isFirstPage: true, owed: [] };
    return weighed.length === 0
      ? []
      : asRecorded(
          this.#decided(weighed, 'down', about, at).filter((one) =>
            actionsOf(one).some((action) => action === 'ask' || action === 'block'),
          ),
        );
  }

  #conclude(
    message: Message,
    direction: Direction,
    {
      looked,
      about,
      at,
      matches,
    }: {
      readonly looked: Looked;
      readonly about: About;
      readonly at: ContentSituation;
      readonly matches: Awaited<ReturnType<typeof matcherFor>>;
    },
  ): Conclusion {
    const { method, outputSchema, isFirstPage } = about;
    if (direction === 'down') {
      this.#described.learn(method, message.value, looked.weighed, isFirstPage);
    }
    const judged: Judged = {
      message,
      direction,
      method,
      // Without the classifier inspection goes on. Lockdown takes nothing for whole that was not looked into as the policy says.
      inspected: looked.isUnclassified && at.mode === 'lockdown' ? 'partial' : looked.inspected,
      isUnclassified: looked.isUnclassified,
      decided: this.#decided(looked.weighed, direction, about, at, message.value),
      otherReading:
        looked.firstKeyWins === null
          ? null
          : this.#decided(looked.firstKeyWins, direction, about, at, message.firstKeyWins),
      policy: at.policy,
      mode: at.mode,
      outputSchema,
      speaker: this.#speaker,
      matches,
    };
    try {
      return conclude(judged);
    } catch (error) {
      // Whatever went wrong, what was to be taken out must not pass for it, in any mode.
      if (judged.decided.some((one) => actionsOf(one).some((action) => action !== 'warn'))) {
        return notConcluded(judged);
      }
      throw error;
    }
  }

  #decided(
    weighed: readonly Weighed[],
    direction: Direction,
    { method, target: called, toolClass, owed }: About,
    { policy, server, today }: ContentSituation,
    message: unknown = null,
  ): readonly Decided[] {
    return weighed.map((one) => {
      const target = describedIn(method, message, one) ?? called;
      const { surface, weight, finding } = one;
      const verdict = actionsFor(
        finding,
        { direction, surface, weight, server, target, toolClass, today: today() },
        policy,
      );
      const whole = direction === 'down' ? withOwed(verdict, one, owed) : verdict;
      return { ...one, verdict: isHandle(one, message) ? withoutEdits(whole, one) : whole };
    });
  }
}

function isHandle({ finding: { where } }: Weighed, message: unknown): boolean {
  return where.of === 'value' && isProtocolHandle(where.pointer, message);
}

/** A handle is never changed, and nobody is asked about what was handed back: it is recorded, or the whole message is blocked. */
function withoutEdits(verdict: ContentVerdict, { finding: { detail } }: Weighed): ContentVerdict {
  if (verdict.kind === 'suppressed') {
    return verdict;
  }
  const kept = verdict.actions.filter((action) => action === 'record' || action === 'warn' || action === 'block');
  return {
    kind: 'do',
    actions: detail === 'known-secret' ? [...kept, 'block'] : kept.length === 0 ? ['record'] : kept,
  };
}

/** What a policy's annotation, or our own vault, wants taken out besides. */
function withOwed(verdict: ContentVerdict, { finding, weight }: Weighed, owed: readonly string[]): ContentVerdict {
  const isVaults = finding.detail === 'known-secret';
  const isOwed = isVaults || (weight === 'bad' && owed.includes(finding.kind));
  return !isOwed ||
    (verdict.kind === 'suppressed' && !isVaults) ||
    (verdict.kind === 'do' && verdict.actions.includes('redact'))
    ? verdict
    : {
        kind: 'do',
        actions: [...(verdict.kind === 'do' ? verdict.actions.filter((one) => one !== 'record') : []), 'redact'],
      };
}

async function inspectorFor({ personalData, patterns }: ContentPolicy): Promise<Inspector> {
  const ownPatterns =
    patterns.length === 0
      ? null
      : (await import('../../scanner/detect/content/own-patterns.ts')).makeOwnPatterns(patterns);
  return makeInspector({ personalData, ownPatterns, knownValues: null });
}
