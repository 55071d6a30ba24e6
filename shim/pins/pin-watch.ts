import type { PinChoice, PinChoices } from '../../policy/content/content-policy.ts';
import {
  type Described,
  noPins,
  observe,
  pinKey,
  type PinEntry,
  type PinKind,
  type Pins,
  stateOf,
} from '../../policy/pins/pins.ts';
import { type Message, paramsOf } from '../framing/message.ts';
import type { Action, Answered, ContentFinding } from '../pipeline.ts';
import type { FindingFacts } from '../record/fields.ts';
import { type Listed, listedIn } from './listed-in.ts';
import { pinPath, pinSignature, readPins, updatePins } from './pin-file.ts';

export interface PinWatchDeps {
  readonly stateFolder: string;
  readonly serverName: string;
  /** Null as long as it is not known. */
  readonly server: () => { readonly id: string; readonly identity: string } | null;
  readonly identified: () => Promise<unknown>;
  readonly choices: () => PinChoices;
  readonly now: () => Date;
  /** Takes what has changed into the record. */
  readonly onFinding: (facts: FindingFacts) => void;
}

export type PinWord = 'new' | 'pinned' | 'changed' | 'unknown';

const lookEveryMs = 200;
const mostOpenPages = 1000;

/** What the server of one connection says of itself, against what is remembered of it. */
export class PinWatch {
  readonly #deps: PinWatchDeps;
  #pins: Pins | null = null;
  #signature = '';
  #lookedMs = -Infinity;
  /** Names on the pages of a list that is not whole yet. */
  readonly #pages = new Map<PinKind, Set<string>>();
  /** Requests for another page than the first, by their ids as JSON text. */
  readonly #goingOn = new Set<string>();
  #writing: Promise<unknown> = Promise.resolve();
  /** Changes that are not in the file yet: until they are, the file knows less than we do. */
  #unwritten = 0;
  #isUnreadable = false;

  constructor(deps: PinWatchDeps) {
    this.#deps = deps;
  }

  /** Notes which page of a list a client asks for. */
  asked(message: Message): void {
    if (message.kind === 'request' && message.method.endsWith('/list')) {
      const { cursor } = paramsOf(message.value);
      this.#goingOn.delete(message.id.raw);
      if (typeof cursor === 'string' && cursor !== '' && this.#goingOn.size < mostOpenPages) {
        this.#goingOn.add(message.id.raw);
      }
    }
  }

  /** Learns from an answer of the server. A promise where that has to be known before the answer goes on. */
  see(message: Message, answered: Answered | null): Promise<void> | null {
    const found = answered === null ? null : listedIn(message, answered.method);
    if (found === null) {
      return null;
    }
    const listed = { ...found, isFirst: !this.#goesOn(message) };
    if (this.#deps.server() !== null) {
      this.#see(listed);
      return null;
    }
    const seen = this.#deps.identified().then(() => this.#see(listed));
    if (this.#mayLeaveOut()) {
      return seen;
    }
    void seen.catch(withoutPins);
    return null;
  }

  /** How policies see the thing that a call is about. */
  word({ method, target }: Pick<Action, 'method' | 'target'>): PinWord {
    const kind = kindOfCall(method);
    if (kind !== null && this.#isUnreadable) {
      return 'changed';
    }
    const entry = kind === null || target === null ? null : this.#entry(kind, target);
    if (entry === null) {
      return 'unknown';
    }
    const state = stateOf(entry);
    return state === 'pinned' || state === 'changed' ? state : 'new';
  }

  /** What bears on the decision about a call. */
  demands({ method, target }: Pick<Action, 'method' | 'target'>): readonly ContentFinding[] {
    const kind = kindOfCall(method);
    if (kind === null || target === null) {
      return [];
    }
    const entry = this.#entry(kind, target);
    const choice = this.#choice(entry);
    const finding = this.#isUnreadable ? unreadable : entry === null ? null : findingOf(entry);
    return finding === null || choice === 'pass' ? [] : [{ ...finding, actions: [choice === 'ask' ? 'ask' : 'block'] }];
  }

  isHidden(kind: PinKind, name: string): boolean {
    const choice = this.#choice(this.#entry(kind, name));
    // Nobody calls instructions, so nobody can be asked.
    return choice === 'hide' || (choice === 'ask' && kind === 'instructions');
  }

  /** Looks whether somebody has accepted something. @returns whether the pins are others now */
  refresh(): boolean {
    const server = this.#deps.server();
    const nowMs = performance.now();
    if (server === null || this.#unwritten > 0 || nowMs - this.#lookedMs < lookEveryMs) {
      return false;
    }
    this.#lookedMs = nowMs;
    const path = pinPath(this.#deps.stateFolder, server.id);
    const signature = pinSignature(path);
    if (signature === this.#signature) {
      return false;
    }
    this.#signature = signature;
    const read = readPins(path);
    this.#isUnreadable = read.kind === 'unreadable';
    this.#pins = read.kind === 'read' ? read.pins : read.kind === 'none' ? null : this.#pins;
    return true;
  }

  #see({ kind, described, isLast, isFirst }: Seen): void {
    this.refresh();
    const { server: known, now, serverName, stateFolder } = this.#deps;
    const server = known();
    if (server === null) {
      return;
    }
    if (this.#isUnreadable) {
      // What was remembered can not be told: nothing is taken for known, and nothing is written over.
      this.#note(kind, [{ ...unreadable, actions: ['warn'] }]);
      return;
    }
    const at = now().toISOString();
    const page = { isFirst, whole: this.#wholeOf(kind, described, { isFirst, isLast }) };
    const after = (before: Pins | null): Pins =>
      observe(before ?? noPins({ ...server, name: serverName }, at), kind, described, page, at);
    const before = this.#pins;
    this.#pins = after(before);
    if (this.#pins === before) {
      return;
    }
    this.#tell(before, this.#pins, kind);
    const path = pinPath(stateFolder, server.id);
    this.#unwritten += 1;
    this.#writing = this.#writing
      // With the rules of credentials, which nobody needs before.
      .then(() => import('./kept-pins.ts'))
      .then(({ keptPins }) =>
        updatePins(path, (read) => {
          const held = read.kind === 'read' ? read.pins : null;
          return read.kind === 'unreadable' ? null : keptPins(held, after(held));
        }),
      )
      .catch(withoutPins)
      .finally(() => (this.#unwritten -= 1));
  }

  #goesOn(message: Message): boolean {
    return message.kind === 'response' && message.id !== null && this.#goingOn.delete(message.id.raw);
  }

  #wholeOf(
    kind: PinKind,
    described: readonly Described[],
    { isFirst, isLast }: Pick<Seen, 'isFirst' | 'isLast'>,
  ): ReadonlySet<string> | null {
    const names = (isFirst ? undefined : this.#pages.get(kind)) ?? new Set<string>();
    described.forEach(({ name }) => names.add(name));
    if (isLast) {
      this.#pages.delete(kind);
      return names;
    }
    this.#pages.set(kind, names);
    return null;
  }

  #tell(before: Pins | null, after: Pins, kind: PinKind): void {
    const findings = Object.entries(after.entries).flatMap(([key, entry]) => {
      const state = stateOf(entry);
      const isNews = entry !== before?.entries[key] && (state === 'changed' || state === 'added');
      return isNews ? [{ ...findingOf(entry), detail: entry.name.slice(0, 100), actions: ['warn'] as const }] : [];
    });
    this.#note(kind, findings);
  }

  #note(kind: PinKind, findings: readonly ContentFinding[]): void {
    if (findings.length > 0) {
      const method = kind === 'instructions' ? 'initialize' : `${kind}s/list`;
      this.#deps.onFinding({ direction: 'down', call: null, method, target: null, inspected: 'full', findings });
    }
  }

  #entry(kind: PinKind, name: string): PinEntry | null {
    const key = pinKey(kind, name);
    const entries = this.#pins?.entries ?? {};
    return Object.hasOwn(entries, key) ? (entries[key] ?? null) : null;
  }

  /** Whoever can not tell what was remembered takes everything for changed and added: the stricter of the two holds. */
  #choice(entry: PinEntry | null): PinChoice {
    const { changed, added } = this.#deps.choices();
    if (this.#isUnreadable) {
      return [changed, added].includes('hide') ? 'hide' : changed === 'ask' ? changed : added;
    }
    const state = entry === null ? 'pinned' : stateOf(entry);
    return state === 'changed' ? changed : state === 'added' ? added : 'pass';
  }

  #mayLeaveOut(): boolean {
    const { changed, added } = this.#deps.choices();
    return changed !== 'pass' || added !== 'pass';
  }
}

interface Seen extends Listed {
  /** It is the first page. */
  readonly isFirst: boolean;
}

function kindOfCall(method: string): PinKind | null {
  return method === 'tools/call' ? 'tool' : method === 'prompts/get' ? 'prompt' : null;
}

const unreadable: ContentFinding = { rule: 'pin/unreadable', severity: 'medium', where: '' };

function findingOf(entry: PinEntry): ContentFinding {
  return { rule: stateOf(entry) === 'changed' ? 'pin/changed' : 'pin/added', severity: 'high', where: '' };
}

function withoutPins(): void {
  // A folder that can not be written: the connection remembers, the next one does not.
}
