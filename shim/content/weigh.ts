import type { ContentFinding, Surface, Verdict } from '../../scanner/detect/content/content-finding.ts';
import type { JudgedPart, MessageInspection } from '../../scanner/detect/content/inspect-parts.ts';
import { verdictOf } from '../../scanner/detect/content/verdict.ts';
import { severities } from '../../scanner/model/finding.ts';

/** A finding with the part of the message it stands in, and what it is worth there. */
export interface Weighed {
  readonly finding: ContentFinding;
  /** JSON pointer of the part. */
  readonly part: string;
  readonly surface: Surface;
  /** `clean` for what is only mentioned, and for soft evidence that nothing else agrees with. */
  readonly weight: Verdict;
}

/**
 * Weighs each finding within its part: hard evidence by its own severity, soft evidence by what else of its family stands there.
 *
 * @param otherwise surface of the findings in parts that are clean
 */
export function weigh({ findings, parts }: Omit<MessageInspection, 'verdict'>, otherwise: Surface): readonly Weighed[] {
  if (findings.length === 0) {
    return [];
  }
  const byPointer = new Map(parts.map((part) => [part.pointer, part]));
  const placed = findings.map((finding): Placed => ({ finding, part: partOf(finding, byPointer) }));
  const soft = Map.groupBy(
    placed.filter(({ finding }) => finding.tier === 'soft'),
    familyOf,
  );
  // Once for each family: a message may be made to hold very many hints.
  const agreeing = new Map(
    [...soft].map(([family, members]) => [family, verdictOf(members.map(({ finding }) => finding))]),
  );
  return placed.map((one): Weighed => {
    const { finding, part } = one;
    return {
      finding,
      part: part?.pointer ?? '',
      surface: part?.surface ?? otherwise,
      weight: weightOf(finding, agreeing.get(familyOf(one)) ?? 'clean'),
    };
  });
}

interface Placed {
  readonly finding: ContentFinding;
  readonly part: JudgedPart | null;
}

/** A part lies so many keys deep at most: `/result/tools/0`. */
const deepestPart = 3;

/** The innermost part that holds a finding. */
function partOf({ where: { pointer } }: ContentFinding, byPointer: ReadonlyMap<string, JudgedPart>): JudgedPart | null {
  let found = byPointer.get('') ?? null;
  for (let depth = 1, end = 0; depth <= deepestPart && end < pointer.length; depth += 1) {
    const next = pointer.indexOf('/', end + 1);
    end = next === -1 ? pointer.length : next;
    found = byPointer.get(pointer.slice(0, end)) ?? found;
  }
  return found;
}

/** Credentials and personal data say nothing about an attack, nor the other way round. */
function familyOf({ finding: { kind }, part }: Placed): string {
  const family = kind === 'secret' || kind === 'personal-data' ? kind : 'attack';
  return `${family} ${part?.pointer ?? ''}`;
}

/** @param agreement what the soft evidence of the family comes to together */
function weightOf({ tier, severity, kind, rule }: ContentFinding, agreement: Verdict): Verdict {
  switch (tier) {
    case 'hard':
      // What somebody has asked to look for counts whenever it is there, however grave it is.
      return kind === 'personal-data' ||
        rule === 'content/own-pattern' ||
        severities.indexOf(severity) >= severities.indexOf('high')
        ? 'bad'
        : 'suspect';
    case 'soft':
      return agreement;
    case 'mention':
      return 'clean';
    default:
      return tier;
  }
}
