import type { Observation } from '../model/finding.ts';
import type { Detector } from './detector.ts';
import { argumentPlace } from './place.ts';

/** A container that is none: it holds every right over the machine, or sees all its processes. */
export const detectPrivilegedContainer: Detector = ({ entry, resolved: { runs } }) => {
  if (runs.kind !== 'container') {
    return [];
  }
  const found: Observation[] = [];
  if (runs.options.privileged) {
    found.push({
      rule: 'container/privileged',
      severity: 'high',
      confidence: 'certain',
      where: argumentPlace(entry, (argument) => argument.startsWith('--privileged')),
      message: 'the container is privileged: it can take over the whole machine',
      remedy: 'Remove --privileged and grant the one right or device the server needs.',
    });
  }
  if (runs.options.hostPid) {
    found.push({
      rule: 'container/privileged',
      severity: 'medium',
      confidence: 'certain',
      where: argumentPlace(entry, (argument) => argument.startsWith('--pid')),
      message: "the container sees the machine's own processes and their environment",
      remedy: 'Remove --pid host.',
    });
  }
  return found;
};
