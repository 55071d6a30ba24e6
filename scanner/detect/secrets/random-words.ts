import { isGitHash, isUuid, looksRandom } from './randomness.ts';
import type { SecretHit } from './rule.ts';

const shortest = 20;

/**
 * Finds long words that look drawn at random, without any context: only for showing, where hiding too much is right.
 * Digests that name their algorithm, git hashes and UUIDs stay readable.
 */
export function randomWords(text: string): readonly SecretHit[] {
  const hits: SecretHit[] = [];
  if (text.length < shortest) {
    return hits;
  }
  for (const match of text.matchAll(/[A-Za-z0-9+/_=~.%-]{20,}/g)) {
    const run = match[0];
    if (
      /(?:sha(?:1|224|256|384|512)[:-]|md5[:-]|h1:|blake3:)$/.test(
        text.slice(Math.max(0, match.index - 8), match.index),
      ) ||
      /^sha(?:256|384|512)-/.test(run)
    ) {
      continue;
    }
    const span = randomPart(run);
    if (span !== null) {
      hits.push({
        kind: 'random-text',
        start: match.index + span[0],
        end: match.index + span[1],
        confidence: 'possible',
      });
    }
  }
  return hits;
}

/** From the first to the last piece that is not a plain word, when one piece, or all of it, looks drawn. */
function randomPart(run: string): readonly [number, number] | null {
  const parts = [...run.matchAll(/[^/.]+/g)].map((part) => ({
    text: part[0],
    start: part.index,
    end: part.index + part[0].length,
  }));
  const isDrawn = (text: string): boolean => looksRandom(text, shortest) && !isGitHash(text) && !isUuid(text);
  const drawn = parts.filter((part) => isDrawn(part.text));
  const mixed = parts.filter((part) => isMixed(part.text));
  const mixedLength = mixed.reduce((sum, part) => sum + part.text.length, 0);
  if (drawn.length === 0 && !(mixedLength >= shortest && mixedLength >= run.length * 0.6 && looksRandom(run, 24))) {
    return null;
  }
  const [first, last] = [mixed[0], mixed.at(-1)];
  return first === undefined || last === undefined ? null : [first.start, last.end];
}

/** Changes between letters and digits, or between letter cases, inside the word. */
function isMixed(text: string): boolean {
  return (
    (/[0-9][A-Za-z]|[a-z][A-Z0-9]/.test(text) || text.length >= shortest) &&
    !isGitHash(text) &&
    !isUuid(text) &&
    looksRandom(text, 5)
  );
}
