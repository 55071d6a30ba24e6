import type { Detector } from './detector.ts';
import { shown } from './shown.ts';

/** A server in the config of a client that is not there: forgotten, or waiting for it. */
export const detectClientNotInstalled: Detector = ({ entry, client }) =>
  client.installed
    ? []
    : [
        {
          rule: 'config/client-not-installed',
          severity: 'low',
          confidence: 'likely',
          where: entry.pointer,
          message: `configured for ${shown(client.name)}, which was not found on this machine`,
          remedy: `Remove the entry if you no longer use ${shown(client.name)}.`,
        },
      ];
