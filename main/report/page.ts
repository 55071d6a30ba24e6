import type { Finding } from '../../scanner/model/finding.ts';
import { hanging } from './grid.ts';
import { inkFor } from './ink.ts';
import type { Ink } from './ink.ts';
import { openFindings, severityRank } from './order.ts';
import { visible } from '../contract/visible.ts';
import { wrap } from './width.ts';

export interface Rendering {
  /** Cells of the terminal; undefined in a pipe. */
  readonly columns: number | undefined;
  readonly color: boolean;
  /** Every finding, low ones included, and every server's id. */
  readonly verbose?: boolean;
}

/** What every part of a report needs to draw itself. */
export interface Page {
  readonly columns: number;
  readonly ink: Ink;
  readonly verbose: boolean;
}

/** Below 20 cells nothing readable can be drawn, so 20 is the least. */
export function pageFor({ columns, color, verbose }: Rendering): Page {
  return { columns: Math.max(20, columns ?? 200), ink: inkFor(color), verbose: verbose ?? false };
}

/** A block with its heading and an empty line before it; nothing when it has no lines. */
export function section(page: Page, heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...wrap(heading, page.columns, 2).map(page.ink.strong), ...lines];
}

/**
 * The findings of one server or client under an indent: the two worst of medium or worse, and how many more there are.
 *
 * @param more where the rest can be seen; stands in brackets after `+3 more`
 */
export function findingLines(
  page: Page,
  findings: readonly Finding[],
  indent: string,
  more: string,
): readonly string[] {
  const open = openFindings(findings);
  const worth = page.verbose ? open : open.filter(({ severity }) => severityRank(severity) >= severityRank('medium'));
  const shown = page.verbose ? worth : worth.slice(0, 2);
  const left = open.length - shown.length;
  return [
    ...shown.flatMap((finding) => findingLine(page, finding, indent)),
    ...(shown.length > 0 && left > 0
      ? hanging(
          { text: indent, paint: page.ink.plain },
          { text: `+${left} more${more}`, paint: page.ink.faint },
          page.columns,
        )
      : []),
    ...suppressedLines(page, page.verbose ? findings : findings.filter(isBad), indent),
  ];
}

/** What somebody has set aside although it is bad is never silent: it may be why the whole row stands first. */
function isBad({ severity }: Finding): boolean {
  return severityRank(severity) >= severityRank('high');
}

function findingLine(page: Page, finding: Finding, indent: string): readonly string[] {
  const doubt = finding.confidence === 'possible' ? ' (possible)' : '';
  return hanging(
    { text: `${indent}${finding.severity.padEnd(8)}  `, paint: page.ink.severity[finding.severity] },
    { text: `${visible(finding.message)}${doubt}`, paint: page.ink.plain },
    page.columns,
  );
}

function suppressedLines(page: Page, findings: readonly Finding[], indent: string): readonly string[] {
  return findings.flatMap(({ message, suppressed }) =>
    suppressed === null
      ? []
      : hanging(
          { text: `${indent}${'quiet'.padEnd(8)}  `, paint: page.ink.faint },
          {
            text: visible(
              `${message} (suppressed by ${suppressed.owner} until ${suppressed.until}: ${suppressed.reason})`,
            ),
            paint: page.ink.faint,
          },
          page.columns,
        ),
  );
}
