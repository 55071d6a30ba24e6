import type { FileFacts } from '../files.ts';
import type { Observation } from '../model/finding.ts';
import type { Detector, Subject } from './detector.ts';
import { isWithin, normalPath, tilde } from './host-path.ts';
import { shown } from './shown.ts';

/** The config or the program can be changed by another account, which then runs code as this person. */
export const detectWritableByOthers: Detector = (subject) => [
  ...judge(subject, 'config file', subject.config),
  ...judge(subject, 'program', subject.program),
];

function judge(subject: Subject, what: string, facts: FileFacts | null): readonly Observation[] {
  if (facts === null) {
    return [];
  }
  const found: Observation[] = [];
  if (facts.writableByOthers) {
    found.push({
      rule: 'config/writable-by-others',
      severity: 'high',
      confidence: 'certain',
      where: '',
      message: `other accounts may change the ${what} ${shown(tilde(facts.realPath, subject))}`,
      remedy: `Let only your own account write the ${what}.`,
    });
  }
  if (facts.parentWritableByOthers !== null) {
    found.push({
      rule: 'config/parent-writable',
      severity: isSharedByHabit(facts.parentWritableByOthers, subject) ? 'low' : 'medium',
      confidence: 'certain',
      where: '',
      message: `other accounts may replace the ${what}: they may write the folder ${shown(tilde(facts.parentWritableByOthers, subject))}`,
      remedy: 'Let only your own account write that folder.',
    });
  }
  return found;
}

/** Where macOS and Homebrew give the administrators' group write access on every Mac: true, and not this person's mistake. */
function isSharedByHabit(folder: string, subject: Subject): boolean {
  const path = normalPath(folder, subject);
  return (
    subject.os === 'darwin' &&
    path !== null &&
    ['/applications', '/opt/homebrew', '/usr/local'].some((shared) => isWithin(path, shared))
  );
}
