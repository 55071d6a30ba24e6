import { main } from './main.ts';
import { scanVerb } from './scan.ts';

/** The command line with one verb: collectors and scripts run it often, and it must not wait for the code of the others. */
export function start(): void {
  void main({ scan: async () => scanVerb });
}
