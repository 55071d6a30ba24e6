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
  const innermost = parts.toSorted((one, other) => other.pointer.length - one.pointer.length);
  const placed = findings.map((finding) => ({ finding, part: partOf(finding, innermost) }));
  const families = Map.groupBy(placed, familyOf);
  return placed.map((one): Weighed => {
    const { finding, part } = one;
    const family = families.get(familyOf(one)) ?? [];
    return {
      finding,
      part: part?.pointer ?? '',
      surface: part?.surface ?? otherwise,
      weight: weightOf(
        finding,
        family.map((other) => other.finding),
      ),
    };
  });
}

interface Placed {
  readonly finding: ContentFinding;
  readonly part: JudgedPart | null;
}

function partOf({ where }: ContentFinding, innermost: readonly JudgedPart[]): JudgedPart | null {
  return innermost.find(({ pointer }) => where.pointer === pointer || where.pointer.startsWith(`${pointer}/`)) ?? null;
}

/** Credentials and personal data say nothing about an attack, nor the other way round. */
function familyOf({ finding: { kind }, part }: Placed): string {
  const family = kind === 'secret' || kind === 'personal-data' ? kind : 'attack';
  return `${family} ${part?.pointer ?? ''}`;
}

function weightOf({ tier, severity, kind, rule }: ContentFinding, family: readonly ContentFinding[]): Verdict {
  switch (tier) {
    case 'hard':
      // What somebody has asked to look for counts whenever it is there, however grave it is.
      return kind === 'personal-data' || rule === 'content/own-pattern'
        ? 'bad'
        : severities.indexOf(severity) >= severities.indexOf('high')
          ? 'bad'
          : 'suspect';
    case 'soft':
      return verdictOf(family.filter((other) => other.tier === 'soft'));
    case 'mention':
      return 'clean';
    default:
      return tier;
  }
}
