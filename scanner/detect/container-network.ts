import type { Detector } from './detector.ts';
import { argumentPlace } from './place.ts';

/** A container on the machine's own network reaches every service that trusts this machine. */
export const detectHostNetwork: Detector = ({ entry, resolved: { runs } }) =>
  runs.kind === 'container' && runs.options.hostNetwork
    ? [
        {
          rule: 'container/host-network',
          severity: 'medium',
          confidence: 'certain',
          where: argumentPlace(entry, (argument) => /^--net(?:work)?(?:=|$)/.test(argument)),
          message: "the container shares the machine's network, local services included",
          remedy: 'Use the default network and name the one service it needs, for example host.docker.internal.',
        },
      ]
    : [];
