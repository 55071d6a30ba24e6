import { worse } from '../model/finding.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Standing } from '../model/identity.ts';

const leastRisk: Readonly<Record<Standing, Severity>> = {
  malicious: 'critical',
  banned: 'high',
  approved: 'low',
  shadow: 'low',
};

/** How risky a server is: its worst finding that nobody suppressed, and never less than its standing says. */
export function risk(findings: readonly Pick<Finding, 'severity' | 'suppressed'>[], standing: Standing): Severity {
  return findings
    .filter((finding) => finding.suppressed === null)
    .reduce((worst, finding) => worse(worst, finding.severity), leastRisk[standing]);
}
