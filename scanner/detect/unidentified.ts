import type { Detector, Subject } from './detector.ts';
import { isUnknownCommand } from './missing-on-disk.ts';
import { shown } from './shown.ts';

const LONGEST_REASON = 240;

/** Nobody can say what runs, and no other rule says why: unknown is not clean. */
export const detectUnidentified: Detector = (subject) => {
  const { entry, resolved } = subject;
  if (resolved.identity.kind !== 'unidentified' || isExplainedElsewhere(subject)) {
    return [];
  }
  return [
    {
      rule: 'config/unidentified',
      severity: 'low',
      confidence: 'certain',
      where: entry.pointer,
      message: `what runs can not be told from the config: ${shown(resolved.identity.reason ?? 'no reason is known', LONGEST_REASON)}`,
      remedy: 'Name a package with an exact version, an image by digest, or a program by its full path.',
    },
  ];
};

/** Each of these has a rule of its own with the same remedy: one finding is enough. */
function isExplainedElsewhere({ entry, resolved }: Subject): boolean {
  const { runs, codeChangingEnv } = resolved;
  return (
    ('problem' in entry.launch && entry.launch.kind === 'malformed') ||
    codeChangingEnv.length > 0 ||
    runs.kind === 'shell' ||
    runs.kind === 'inline' ||
    (runs.kind === 'file' && (runs.present === 'missing' || isUnknownCommand(runs))) ||
    (runs.kind === 'source' && !/^(?:\.|\/|~|[a-z]:[/\\]|\\|file:)/i.test(runs.from))
  );
}
