import { styleText } from 'node:util';
import type { Severity } from '../../scanner/model/finding.ts';
import type { Standing } from '../../scanner/model/identity.ts';

export type Paint = (text: string) => string;

/** The few styles reports use. Colour only repeats what a word already says. */
export interface Ink {
  readonly plain: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly standing: Readonly<Record<Standing, Paint>>;
}

/** Styles for a terminal, or the same names that change nothing. */
export function inkFor(color: boolean): Ink {
  const paint = (format: Parameters<typeof styleText>[0]): Paint =>
    color ? (text) => (text === '' ? '' : styleText(format, text, { validateStream: false })) : plain;
  return {
    plain,
    strong: paint('bold'),
    faint: paint('dim'),
    severity: { critical: paint(['bold', 'red']), high: paint('red'), medium: paint('yellow'), low: paint('dim') },
    standing: { malicious: paint(['bold', 'red']), banned: paint('red'), shadow: plain, approved: paint('green') },
  };
}

function plain(text: string): string {
  return text;
}
