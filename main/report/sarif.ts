import { createHash } from 'node:crypto';
import { severityRank } from './order.ts';
import { otherGaps, unreadSources } from './unread.ts';
import type { Finding, Severity } from '../../scanner/model/finding.ts';
import type { Inventory, SourceRow } from '../../scanner/model/inventory.ts';
import { visible } from '../contract/visible.ts';
import { clientName, outcomeWords } from './words.ts';

/**
 * SARIF 2.1.0. Paths under the home are relative to the base `HOME`, which has no address, so that no home folder
 * leaks; places that could not be read are notifications and make the invocation unsuccessful.
 */
export function toSarif(inventory: Inventory): unknown {
  const subjects = subjectsOf(inventory);
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Sallyport', semanticVersion: inventory.tool.version, rules: rulesOf(subjects) } },
        invocations: [
          {
            executionSuccessful: inventory.completeness.complete,
            endTimeUtc: inventory.collectedAt,
            toolExecutionNotifications: notificationsOf(inventory),
          },
        ],
        originalUriBaseIds: {
          HOME: { description: { text: 'The home folder of the person whose clients were looked at.' } },
        },
        results: numbered(subjects).map(({ subject, occurrence }) => resultOf(subject, occurrence)),
      },
    ],
  };
}

/** A finding with what it is about: a server or a client. */
interface Subject {
  readonly id: string;
  readonly name: string;
  readonly finding: Finding;
  readonly path: string | null;
}

function subjectsOf(inventory: Inventory): readonly Subject[] {
  const paths = new Map(inventory.sources.map(({ id, path }) => [id, path]));
  const pathOf = (finding: Finding, otherwise: string | null): string | null =>
    (finding.source === null ? undefined : paths.get(finding.source)) ?? otherwise;
  return [
    ...inventory.servers.flatMap(({ id, names, findings, sightings }) =>
      findings.map((finding): Subject => ({
        id,
        name: names[0] ?? id,
        finding,
        path: pathOf(finding, sightings[0]?.path ?? null),
      })),
    ),
    ...inventory.clients.flatMap(({ id, name, findings }) =>
      findings.map((finding): Subject => ({ id, name, finding, path: pathOf(finding, null) })),
    ),
  ];
}

function rulesOf(subjects: readonly Subject[]): readonly unknown[] {
  const worst = new Map<string, Finding>();
  for (const { finding } of subjects) {
    const known = worst.get(finding.rule);
    if (known === undefined || severityRank(finding.severity) > severityRank(known.severity)) {
      worst.set(finding.rule, finding);
    }
  }
  return [...worst.values()].map(({ rule, severity, remedy }) => ({
    id: rule,
    shortDescription: { text: rule.replace('/', ': ').replaceAll('-', ' ') },
    help: { text: `${visible(remedy)} See docs/rules/${rule.replace('/', '-')}.md.` },
    defaultConfiguration: { level: levels[severity] },
  }));
}

function resultOf({ id, name, finding, path }: Subject, occurrence: number): unknown {
  const { rule, severity, message, where, confidence, suppressed } = finding;
  const place = {
    ...(path === null ? {} : { physicalLocation: { artifactLocation: artifact(path) } }),
    logicalLocations: [{ name: visible(name), fullyQualifiedName: where === '' ? id : `${id}${where}` }],
  };
  return {
    ruleId: rule,
    level: levels[severity],
    message: { text: `${visible(name)}: ${visible(message)}` },
    locations: [place],
    partialFingerprints: { 'sallyport/v1': fingerprint([rule, id, path ?? '', where, String(occurrence)]) },
    suppressions:
      suppressed === null
        ? []
        : [
            {
              kind: 'external',
              status: 'accepted',
              justification: visible(`${suppressed.reason} (${suppressed.owner}, until ${suppressed.until})`),
            },
          ],
    properties: { severity, confidence, subject: id },
  };
}

/** Findings that share rule, subject, path and place, as two advisories of one package do, get a number each. */
function numbered(subjects: readonly Subject[]): readonly { readonly subject: Subject; readonly occurrence: number }[] {
  const seen = new Map<string, number>();
  return subjects.map((subject) => {
    const key = JSON.stringify([subject.finding.rule, subject.id, subject.path, subject.finding.where]);
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    return { subject, occurrence };
  });
}

function notificationsOf(inventory: Inventory): readonly unknown[] {
  const unread = unreadSources(inventory);
  const sources = unread.map((source: SourceRow) => ({
    level: 'warning',
    message: {
      text: visible(
        `${clientName(inventory, source.client)}: ${outcomeWords[source.outcome]}${source.detail === null ? '' : ` (${source.detail})`}`,
      ),
    },
    locations: [{ physicalLocation: { artifactLocation: artifact(source.path) } }],
  }));
  const reasons = otherGaps(inventory).map((text) => ({ level: 'warning', message: { text: visible(text) } }));
  return [...sources, ...reasons];
}

function artifact(path: string): { readonly uri: string; readonly uriBaseId?: string } {
  const slashed = path.replaceAll('\\', '/');
  if (slashed === '~' || slashed.startsWith('~/')) {
    return { uri: uriPath(slashed.slice(2)), uriBaseId: 'HOME' };
  }
  return { uri: `file://${slashed.startsWith('/') ? '' : '/'}${uriPath(slashed)}` };
}

function uriPath(path: string): string {
  return path
    .toWellFormed()
    .split('/')
    .map((part) => encodeURIComponent(part).replaceAll('%3A', ':'))
    .join('/');
}

function fingerprint(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

const levels: Readonly<Record<Severity, 'note' | 'warning' | 'error'>> = {
  low: 'note',
  medium: 'warning',
  high: 'error',
  critical: 'error',
};
