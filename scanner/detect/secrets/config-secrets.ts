import { pointer } from '../../formats/document.ts';
import type { Confidence, Observation } from '../../model/finding.ts';
import type { RuleId } from '../../model/ids.ts';
import type { Entry } from '../../model/launch.ts';
import type { Detector } from '../detector.ts';
import type { Fingerprint } from './fingerprint.ts';
import { decoded } from './percent.ts';
import { secretsOfEntry, type EntrySecret } from './entry-secrets.ts';

/** Finds secrets that stand in plain text in a config entry: in its variables, arguments, address and headers. */
export function detectConfigSecrets(fingerprint: Fingerprint): Detector {
  return ({ entry }) => worstOfEachPlace(entry).map((secret) => observation(entry, secret, fingerprint));
}

function worstOfEachPlace(entry: Entry): readonly EntrySecret[] {
  const worst = new Map<string, EntrySecret>();
  for (const secret of secretsOfEntry(entry)) {
    const key = `${secret.place} ${placeOf(entry, secret)}`;
    const known = worst.get(key);
    if (known === undefined || rank[secret.hit.confidence] > rank[known.hit.confidence]) {
      worst.set(key, secret);
    }
  }
  return [...worst.values()];
}

const rank: Readonly<Record<Confidence, number>> = { certain: 2, likely: 1, possible: 0 };

interface Wording {
  readonly rule: RuleId;
  readonly what: (name: string) => string;
  readonly remedy: string;
}

const wordings: Readonly<Record<EntrySecret['place'], Wording>> = {
  env: {
    rule: 'config/secret-in-env',
    what: (name) => `environment variable ${name}`,
    remedy:
      'Move the value to the keychain or an environment reference of the client, and replace it at its issuer if others could read this file.',
  },
  // Client secrets and tokens in keys that only one client knows: they lie in the same file and ask for the same.
  others: {
    rule: 'config/secret-in-env',
    what: (name) => `setting ${name}`,
    remedy:
      'Move the value to the keychain or an environment reference of the client, and replace it at its issuer if others could read this file.',
  },
  args: {
    rule: 'config/secret-in-args',
    what: (name) => `argument ${name}`,
    remedy:
      'Pass the value by an environment reference instead, and replace it at its issuer: every program on this machine can read arguments.',
  },
  command: {
    rule: 'config/secret-in-args',
    what: () => 'the command',
    remedy:
      'Pass the value by an environment reference instead, and replace it at its issuer: every program on this machine can read command lines.',
  },
  url: {
    rule: 'config/secret-in-url',
    what: () => 'the server address',
    remedy:
      'Send the value in a header or sign in with OAuth instead, and replace it at its issuer: addresses end up in logs.',
  },
  headers: {
    rule: 'config/secret-in-header',
    what: (name) => `header ${name}`,
    remedy:
      'Use an environment or input reference of the client for the header, and replace the value at its issuer if others could read this file.',
  },
};

function observation(entry: Entry, secret: EntrySecret, fingerprint: Fingerprint): Observation {
  const { rule, what, remedy } = wordings[secret.place];
  const certainty = secret.hit.confidence === 'possible' ? 'may hold' : 'holds';
  return {
    rule,
    severity: secret.hit.confidence === 'possible' ? 'medium' : 'high',
    message: `${what(secret.name)} ${certainty} a secret in plain text (${secret.hit.kind})`,
    remedy,
    where: placeOf(entry, secret),
    confidence: secret.hit.confidence,
    fingerprint: fingerprint(decoded(secret.value)),
  };
}

function placeOf({ places }: Entry, { place, key }: EntrySecret): string {
  if (place === 'url' || place === 'command') {
    return places[place];
  }
  if (place === 'others') {
    return key;
  }
  return place === 'args'
    ? places.args.base + pointer([Number(key) + places.args.offset])
    : places[place] + pointer([key]);
}
