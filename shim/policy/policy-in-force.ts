import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalogue, emptyCatalogue } from '../../policy/catalogue/catalogue.ts';
import { decidingPolicy } from '../../policy/bundle/deciding-policy.ts';
import { countedCatalogue, policyHere, type PolicyHere } from '../../policy/bundle/policy-here.ts';
import type { Mode } from '../../policy/decide/decision.ts';
import type { Policy } from '../../policy/decide/questions.ts';
import { localCatalogue } from './local-catalogue.ts';
import { pauseHere } from './pause-file.ts';

/** Everything that decides at one moment. */
export interface PolicyNow {
  readonly here: PolicyHere;
  /** Null where there is neither a policy nor a tool mode: then only a server's standing counts. */
  readonly policy: Policy | null;
  readonly mode: Mode;
  /** Entries of the policy, then the person's own as far as they count. */
  readonly catalogue: Catalogue;
  /** Until when a person has switched the guard off; null when it is on. */
  readonly pausedUntil: Date | null;
  /** Faults that leave an older state in force. */
  readonly problems: readonly string[];
  /** When what decides was issued: no clock is believed that says less. Null where nothing decides. */
  readonly issuedAt: Date | null;
}

/** The time that counts for what ends on a day: a clock that was set back does not make an ended permission new. */
export function timeUnder({ issuedAt }: PolicyNow, clock: Date): Date {
  return issuedAt !== null && issuedAt > clock ? issuedAt : clock;
}

const lookEveryMs = 200;

/**
 * The policy of this laptop as it changes. What can not be read leaves what was in force before; a broken catalogue
 * leaves the last good one.
 */
export class PolicyInForce {
  readonly #stateFolder: string;
  readonly #machine: string | null;
  readonly #watched: readonly string[];
  #now: PolicyNow;
  /** Null until it was read for the first time. */
  #own: Catalogue | null = null;
  #signature = '';
  #lookedMs = 0;
  #loading: Promise<void> | null = null;
  #onChange: () => void = () => undefined;

  /** @param machine folder of the administrator's files; null where there is none to look at */
  constructor(stateFolder: string, machine: string | null) {
    this.#stateFolder = stateFolder;
    this.#machine = machine;
    const policy = join(stateFolder, 'policy');
    this.#watched = [
      ...['active', 'trust.json', 'catalogue.yaml', 'paused.json'].map((name) => join(policy, name)),
      ...(machine === null ? [] : [join(machine, 'policy-trust.json')]),
    ];
    this.#signature = this.#look();
    const here = policyHere(stateFolder, machine, new Date());
    this.#now = nowFrom(here, emptyCatalogue, this.#pausedUntil(here), []);
    this.#loading = this.#loadCatalogue();
  }

  /** Settled once the person's own catalogue is read too. */
  get ready(): Promise<void> {
    return this.#loading ?? Promise.resolve();
  }

  get isReady(): boolean {
    return this.#loading === null;
  }

  /** What decides now; looks for changes at most every 200 ms. */
  current(nowMs: number): PolicyNow {
    if (nowMs - this.#lookedMs >= lookEveryMs) {
      this.#lookedMs = nowMs;
      this.#refresh();
    }
    const { pausedUntil: until } = this.#now;
    if (until !== null && until.getTime() <= Date.now()) {
      this.#now = { ...this.#now, pausedUntil: null };
    }
    return this.#now;
  }

  /** Runs after each change that was noticed. */
  onChange(run: () => void): void {
    this.#onChange = run;
  }

  #refresh(): void {
    const signature = this.#look();
    if (signature === this.#signature) {
      return;
    }
    this.#signature = signature;
    try {
      const here = policyHere(this.#stateFolder, this.#machine, new Date());
      this.#now = nowFrom(here, this.#own ?? emptyCatalogue, this.#pausedUntil(here), []);
      this.#loading ??= this.#loadCatalogue();
    } catch (error) {
      // A fault of ours, or of the disk: what was in force before decides on.
      const why = error instanceof Error ? error.message : 'unknown cause';
      this.#now = { ...this.#now, problems: [...this.#now.problems, `a newer policy could not be read: ${why}`] };
    }
    this.#onChange();
  }

  async #loadCatalogue(): Promise<void> {
    let read: Awaited<ReturnType<typeof localCatalogue>>;
    let signature: string;
    do {
      signature = this.#signature;
      read = await localCatalogue(this.#stateFolder);
      // One that changed meanwhile is noticed by nobody else: its signature is known already.
    } while (signature !== this.#signature);
    const { here, pausedUntil: until } = this.#now;
    const own = read.kind === 'read' ? read.catalogue : (this.#own ?? read.lastGood ?? emptyCatalogue);
    const problems = read.kind === 'read' ? [] : [`the catalogue is not valid: ${read.why}`];
    this.#own = own;
    this.#now = nowFrom(here, own, until, problems);
    this.#loading = null;
    this.#onChange();
  }

  #pausedUntil({ trust }: PolicyHere): Date | null {
    const pause = pauseHere(this.#stateFolder, trust, new Date());
    return pause === null ? null : new Date(pause.until);
  }

  #look(): string {
    return this.#watched.map(signatureOf).join(' ');
  }
}

function nowFrom(here: PolicyHere, own: Catalogue, paused: Date | null, problems: readonly string[]): PolicyNow {
  const catalogue = countedCatalogue(here, own);
  return {
    here,
    policy: decidingPolicy(here, catalogue),
    mode: here.mode,
    catalogue,
    pausedUntil: paused,
    issuedAt: here.kind === 'in-force' ? new Date(here.verified.loaded.bundle.issuedAt) : null,
    problems: [
      ...problems,
      ...(here.kind === 'missing' ? [here.why] : []),
      ...(here.kind === 'in-force' && here.passedOver !== null ? [here.passedOver] : []),
    ],
  };
}

function signatureOf(path: string): string {
  try {
    const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
    return stats === undefined ? '-' : `${stats.ino}.${stats.size}.${stats.mtimeNs}.${stats.ctimeNs}`;
  } catch {
    // Not ours to look at; when that changes, this does too.
    return '?';
  }
}
