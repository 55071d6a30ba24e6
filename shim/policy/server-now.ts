import type { Catalogue } from '../../policy/catalogue/catalogue.ts';
import { packagesToProve, standing, type Judgement } from '../../policy/catalogue/standing.ts';
import type { Resolved } from '../../scanner/model/identity.ts';
import { dayOf } from '../clock.ts';
import type { IdentifiedServer } from '../record/fields.ts';
import type { Moment } from '../session/session-file.ts';
import { type PolicyNow, timeUnder } from './policy-in-force.ts';
import type { ServerIdentity } from './server-identity.ts';

/** The server of a connection, as the catalogue of the moment sees it. */
export class ServerNow {
  readonly #identity: ServerIdentity;
  #resolved: Resolved;
  #judged: { readonly catalogue: Catalogue; readonly day: string; readonly judgement: Judgement } | null = null;

  constructor(identity: ServerIdentity) {
    this.#identity = identity;
    this.#resolved = identity.resolved;
  }

  /** Looks at what is installed, once, when this catalogue asks for it. @returns whether it has learned something */
  async lookAtInstalled(catalogue: Catalogue): Promise<boolean> {
    const { purl } = this.#identity.resolved.identity;
    if (this.#resolved.installed !== null || purl === null || !packagesToProve(catalogue).has(purl)) {
      return false;
    }
    this.#resolved = { ...this.#resolved, installed: await this.#identity.installed() };
    this.#judged = null;
    return true;
  }

  /** Looked up once for each policy and day: a catalogue may have a hundred thousand entries. */
  standing(now: PolicyNow, at: Moment): Judgement {
    const day = dayOf(timeUnder(now, at.wall));
    if (this.#judged === null || this.#judged.catalogue !== now.catalogue || this.#judged.day !== day) {
      const judgement = standing(this.#resolved, this.#identity.advisories, now.catalogue, day);
      this.#judged = { catalogue: now.catalogue, day, judgement };
    }
    return this.#judged.judgement;
  }

  /** As the record names it. */
  described(now: PolicyNow, at: Moment): IdentifiedServer {
    const { id, name, resolved } = this.#identity;
    const { standing: word, by } = this.standing(now, at);
    const unproven = by.kind === 'nobody' ? by.unproven : null;
    return { id, identity: name, version: resolved.identity.version, standing: word, unproven };
  }

  /** Path of the script or binary that runs; null for everything that is not known by its file. */
  program(): string | null {
    const { identity, runs } = this.#resolved;
    return identity.sha256 !== null && runs.kind === 'file' ? runs.path : null;
  }
}

export function isBarred({ standing: word }: Judgement): boolean {
  return word === 'banned' || word === 'malicious';
}
