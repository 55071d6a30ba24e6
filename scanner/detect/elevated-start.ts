import type { Detector } from './detector.ts';
import { argumentPlace } from './place.ts';
import { programName } from './program-name.ts';
import { shown } from './shown.ts';

/** The server starts with more rights than its person has. */
export const detectElevatedStart: Detector = ({ entry, resolved }) =>
  resolved.layers
    .filter((layer) => layer.kind === 'elevated')
    .slice(0, 1)
    .map(({ name }) => ({
      rule: 'config/elevated-start',
      severity: 'high',
      confidence: 'certain',
      where: argumentPlace(entry, (argument) => programName(argument) === programName(name)),
      message: `${shown(name)} starts the server with administrator rights`,
      remedy: 'Start the server as yourself and give it access to what it needs.',
    }));
