import type { Confidence } from '../../model/finding.ts';
import { makeAnchorIndex, type AnchorIndex } from './anchor-index.ts';
import {
  readEndOfPrivateKey,
  readJsonWebKey,
  readJsonWebToken,
  readPrivateKey,
  readPuttyKey,
  readSsh2Key,
  readTunnelToken,
} from './armoured.ts';
import { contextAnchors, readAssigned, readLoginOption } from './assigned-secret.ts';
import { readAwsSecretBeside } from './aws-secret-beside.ts';
import { makeColumnReader } from './column-secrets.ts';
import { findDiscordTokens } from './discord-token.ts';
import { readMnemonic } from './mnemonic.ts';
import { programReaders } from './program-passwords.ts';
import type { Reader, SecretHit } from './rule.ts';
import { namedRules, tokenRules } from './rules/all.ts';
import { tokenReader } from './token-reader.ts';
import { readUrlCredentials } from './urls.ts';
import { vendorAnchors } from './vendor-names.ts';

/** Finds credentials in a text, in order and without overlaps. Linear in the length of the text. */
export function findSecrets(text: string): readonly SecretHit[] {
  if (text.length < shortest) {
    return [];
  }
  const { hits } = inspectForSecrets(text);
  return text.includes('\\/') ? withoutOverlaps([...hits, ...behindWrittenOutSlashes(text)]) : hits;
}

/** As {@link findSecrets}, with the number of places that were looked at closely: each costs a bounded number of characters. */
export function inspectForSecrets(text: string): { readonly hits: readonly SecretHit[]; readonly places: number } {
  const { index, readers, headings } = engine();
  const inColumn = makeColumnReader(text);
  const found: SecretHit[] = [];
  let places = 0;
  index.scan(text, (word, at) => {
    for (const read of readers[word] ?? []) {
      places += 1;
      const hit = read(text, at);
      if (hit !== null) {
        found.push(hit);
      }
    }
    if (headings.has(word)) {
      found.push(...inColumn(at));
    }
  });
  found.push(...findDiscordTokens(text));
  return { hits: found.length < 2 ? found : withoutOverlaps(found), places };
}

/** Keeps the most telling of hits that overlap: by confidence, then a known shape before a mere name, then length. */
export function withoutOverlaps(hits: readonly SecretHit[]): readonly SecretHit[] {
  const rank: Readonly<Record<Confidence, number>> = { certain: 2, likely: 1, possible: 0 };
  const ordered = hits.toSorted(
    (a, b) => a.start - b.start || rank[b.confidence] - rank[a.confidence] || b.end - a.end,
  );
  const kept: SecretHit[] = [];
  for (const hit of ordered) {
    const previous = kept.at(-1);
    if (previous === undefined || hit.start >= previous.end) {
      kept.push(hit);
    } else {
      // Together they cover both, so that redaction leaves no tail; the more telling one names it.
      const better = rank[hit.confidence] > rank[previous.confidence] ? hit : previous;
      kept[kept.length - 1] = { ...better, start: previous.start, end: Math.max(previous.end, hit.end) };
    }
  }
  return kept;
}

/** Some programs write JSON with a backslash in front of each slash: an address is none then, and a token ends at its first slash. */
function behindWrittenOutSlashes(text: string): readonly SecretHit[] {
  const slashes: number[] = [];
  const plain = text.replaceAll('\\/', (_, at: number) => {
    slashes.push(at - slashes.length);
    return '/';
  });
  let before = 0;
  const inText = (at: number): number => {
    while ((slashes[before] ?? at) < at) {
      before += 1;
    }
    return at + before;
  };
  return inspectForSecrets(plain).hits.map((hit) => ({ ...hit, start: inText(hit.start), end: inText(hit.end) }));
}

/** Of a value that counts and the name, flag or beginning that makes it count, in characters. */
const shortest = 8;

interface Engine {
  readonly index: AnchorIndex;
  readonly readers: readonly (readonly Reader[])[];
  /** Numbers of the words that may head a column. */
  readonly headings: ReadonlySet<number>;
}

let made: Engine | undefined;

/** Built at the first use, not at import: a quarter of a millisecond that a start need not pay. */
function engine(): Engine {
  made ??= makeEngine();
  return made;
}

function makeEngine(): Engine {
  const byAnchor = new Map<string, Reader[]>();
  const add = (anchor: string, reader: Reader): void => {
    const key = anchor.toLowerCase();
    const readers = byAnchor.get(key) ?? [];
    if (!readers.includes(reader)) {
      readers.push(reader);
    }
    byAnchor.set(key, readers);
  };
  for (const rule of tokenRules) {
    const reader = tokenReader(rule);
    for (const anchor of rule.anchors) {
      add(anchor, reader);
    }
  }
  for (const anchor of [...contextAnchors, ...vendorAnchors(namedRules)]) {
    add(anchor, readAssigned);
  }
  add('://', readUrlCredentials);
  add('-----BEGIN', readPrivateKey);
  add('PuTTY-User-Key-File-', readPuttyKey);
  add('"kty', readJsonWebKey);
  add('eyJ', readJsonWebToken);
  add('eyJhIjoi', readTunnelToken);
  add('-----END', readEndOfPrivateKey);
  add('---- BEGIN SSH2', readSsh2Key);
  add("'kty", readJsonWebKey);
  add('AKIA', readAwsSecretBeside);
  add('ASIA', readAwsSecretBeside);
  for (const word of ['mnemonic', 'seed phrase', 'seed_phrase', 'recovery phrase']) {
    add(word, readMnemonic);
  }
  add('--user', readLoginOption);
  add(' -u', readLoginOption);
  for (const { anchors: words, read } of programReaders) {
    words.forEach((word) => add(word, read));
  }
  const anchors = [...byAnchor.keys()];
  const names: ReadonlySet<string> = new Set(
    contextAnchors.filter((anchor) => /^[a-z]+(?:[_ -][a-z]+)?$/.test(anchor)),
  );
  return {
    index: makeAnchorIndex(anchors),
    readers: anchors.map((anchor) => byAnchor.get(anchor) ?? []),
    headings: new Set(anchors.flatMap((anchor, number) => (names.has(anchor) ? [number] : []))),
  };
}
