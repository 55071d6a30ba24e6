import { type Judgement, standing } from '../../../policy/catalogue/standing.ts';
import type { Catalogue } from '../../../policy/catalogue/catalogue.ts';
import { advisoriesFor } from '../../../scanner/identity/advisories-for.ts';
import type { Advisories } from '../../../scanner/identity/advisories.ts';
import type { Identity, Resolved } from '../../../scanner/model/identity.ts';
import type { RecordedCall } from './recorded-calls.ts';

/** The standing of the server that was called, in another catalogue: by what it was, which the record says. */
export function standingThen({ server, time }: RecordedCall, catalogue: Catalogue, advisories: Advisories): Judgement {
  const resolved = bareResolved(identityOf(server.identity ?? '', server.version));
  return standing(resolved, advisoriesFor(resolved, advisories), catalogue, time.slice(0, 10));
}

/**
 * Whether the server was banned or malicious for something that its identity does not say, such as what else it starts:
 * then the record does not tell whether it still would be.
 *
 * @param catalogue that counts here now
 */
export function wasBarredOtherwise(call: RecordedCall, catalogue: Catalogue, advisories: Advisories): boolean {
  const { standing: then } = call.server;
  return (then === 'banned' || then === 'malicious') && standingThen(call, catalogue, advisories).standing !== then;
}

/** What is left of a start when only its identity is remembered: enough for approvals, and for bans of what it is. */
export function bareResolved(identity: Identity): Resolved {
  return {
    identity,
    runs: { kind: 'unknown' },
    fileSha256: identity.sha256,
    layers: [],
    route: 'guarded',
    routeReason: null,
    effective: { transport: 'stdio', command: '', args: [], env: new Map(), envFile: null, cwd: null },
    codeChangingEnv: [],
    alsoRuns: [],
    installed: null,
  };
}

/** What policies call a server, read as what it is. */
export function identityOf(name: string, version: string | null): Identity {
  const empty = { purl: null, version, origin: null, sha256: null, reason: null };
  const ecosystem = /^pkg:(npm|pypi|oci)\//.exec(name)?.[1];
  if (ecosystem === 'npm' || ecosystem === 'pypi' || ecosystem === 'oci') {
    return { ...empty, kind: ecosystem, purl: name };
  }
  const sha256 = /^sha256:([0-9a-f]{64})$/.exec(name)?.[1];
  if (sha256 !== undefined) {
    return { ...empty, kind: 'binary', sha256 };
  }
  return /^https?:\/\//.test(name)
    ? { ...empty, kind: 'remote', origin: name }
    : { ...empty, kind: 'unidentified', reason: 'the record does not say what it was' };
}
