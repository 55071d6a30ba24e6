import type { PinChoice, PinChoices } from '../../policy/content/content-policy.ts';
import {
  lastStateOf,
  observe,
  pinKey,
  type PinEntry,
  type PinKind,
  type Pins,
  stateOf,
} from '../../policy/pins/pins.ts';
import type { Message } from '../framing/message.ts';
import type { Action, Answered, ContentFinding } from '../pipeline.ts';
import type { FindingFacts } from '../record/fields.ts';
import { type Begun, begunPins, writeBegun } from './begun-pins.ts';
import { listedIn } from './listed-in.ts';
import { type Page, PagesSeen } from './pages-seen.ts';
import { pinPath, pinSignature, readPins } from './pin-file.ts';
import type { Place } from './places.ts';

export interface PinWatchDeps {
  readonly stateFolder: string;
  readonly serverName: string;
  /** Null as long as it is not known. */
  readonly server: () => { readonly id: string; readonly identity: string } | null;
  /** Where the program of the server is started from; null as long as it is not known, and for what is no script or binary. */
  readonly place: () => Place | null;
  readonly identified: () => Promise<unknown>;
  readonly choices: () => PinChoices;
  readonly now: () => Date;
  /** Takes what has changed into the record. */
  readonly onFinding: (facts: FindingFacts) => void;
}

export type PinWord = 'new' | 'pinned' | 'changed' | 'unknown';

const lookEveryMs = 200;

/** What the server of one connection says of itself, against what is remembered of it. */
export class PinWatch {
  readonly #deps: PinWatchDeps;
  #pins: Pins | null = null;
  #signature = '';
  #lookedMs = -Infinity;
  readonly #pages = new PagesSeen();
  #writing: Promise<unknown> = Promise.resolve();
  /** Changes that are not in the file yet: until they are, the file knows less than we do. */
  #unwritten = 0;
  #isUnreadable = false;
  /** Another program stood here before, and nobody was told of it yet. */
  #isNewProgram = false;

  constructor(deps: PinWatchDeps) {
    this.#deps = deps;
  }

  /** Notes which page of a list a client asks for. */
  asked(message: Message): void {
    this.#pages.asked(message);
  }

  /** Learns from an answer of the server. A promise where that has to be known before the answer goes on. */
  see(message: Message, answered: Answered | null): Promise<void> | null {
    const found = answered === null ? null : listedIn(message, answered.method);
    if (found === null) {
      return null;
    }
    const page = this.#pages.pageOf(message, found);
    if (this.#deps.server() !== null) {
      this.#see(page);
      return null;
    }
    const seen = this.#deps.identified().then(() => this.#see(page));
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
    const state = lastStateOf(entry);
    return state === 'changed' || (state === 'pinned' && entry.gone === null) ? state : 'new';
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
    // A file that is gone may be that of a program which another connection has found replaced: this one still runs.
    this.#pins = read.kind === 'read' ? read.pins : this.#pins;
    return true;
  }

  #see({ kind, described, ...page }: Page): void {
    this.refresh();
    const { server: known, place, now, serverName, stateFolder } = this.#deps;
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
    const beginning = { stateFolder, server: { ...server, name: serverName }, place: place(), at };
    const after = (held: Pins | null): Begun => {
      const begun = begunPins(held, beginning);
      return { ...begun, pins: observe(begun.pins, kind, described, page, at) };
    };
    const before = this.#pins;
    const { pins, former } = after(before);
    this.#pins = pins;
    if (pins === before) {
      return;
    }
    this.#isNewProgram ||= former !== null;
    this.#tell([before, former?.pins ?? null], pins, kind);
    this.#unwritten += 1;
    this.#writing = this.#writing
      .then(() => writeBegun(pinPath(stateFolder, server.id), after))
      .catch(withoutPins)
      .finally(() => (this.#unwritten -= 1));
  }

  #tell(before: readonly (Pins | null)[], after: Pins, kind: PinKind): void {
    const changes = Object.entries(after.entries).flatMap(([key, entry]) => {
      const state = stateOf(entry);
      const isNews = before.every((pins) => entry !== pins?.entries[key]) && (state === 'changed' || state === 'added');
      return isNews ? [{ ...findingOf(entry), detail: entry.name.slice(0, 100), actions: ['warn'] as const }] : [];
    });
    if (changes.length > 0) {
      this.#note(kind, this.#isNewProgram ? [newProgram, ...changes] : changes);
      this.#isNewProgram = false;
    }
  }

  #note(kind: PinKind, findings: readonly ContentFinding[]): void {
    const method = kind === 'instructions' ? 'initialize' : `${kind}s/list`;
    this.#deps.onFinding({ direction: 'down', call: null, method, target: null, inspected: 'full', findings });
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
    const state = entry === null ? 'pinned' : lastStateOf(entry);
    return state === 'changed' ? changed : state === 'added' ? added : 'pass';
  }

  #mayLeaveOut(): boolean {
    const { changed, added } = this.#deps.choices();
    return changed !== 'pass' || added !== 'pass';
  }
}

function kindOfCall(method: string): PinKind | null {
  return method === 'tools/call' ? 'tool' : method === 'prompts/get' ? 'prompt' : null;
}

const unreadable: ContentFinding = { rule: 'pin/unreadable', severity: 'medium', where: '' };

const newProgram: ContentFinding = { rule: 'pin/program-changed', severity: 'low', where: '', actions: ['warn'] };

function findingOf(entry: PinEntry): ContentFinding {
  return { rule: lastStateOf(entry) === 'changed' ? 'pin/changed' : 'pin/added', severity: 'high', where: '' };
}

function withoutPins(): void {
  // A folder that can not be written: the connection remembers, the next one does not.
}
