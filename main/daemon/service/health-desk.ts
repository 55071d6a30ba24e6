import type { HealthLine, StatusView } from '../../contract/health.ts';
import type { Handlers } from '../../contract/operations.ts';
import { toolVersion } from '../../version.ts';

/** What `sallyport status` and `sallyport doctor` know. */
export interface HealthSource {
  status(): Promise<readonly HealthLine[]>;
  doctor(): Promise<readonly HealthLine[]>;
}

export interface HealthDeskDeps {
  readonly stateFolder: string;
  readonly since: string;
  readonly host: StatusView['daemon']['host'];
  readonly health: HealthSource;
}

/** Tells what runs, and what is wrong on this machine. */
export function healthDesk({
  stateFolder,
  since,
  host,
  health,
}: HealthDeskDeps): Pick<Handlers, 'status.show' | 'doctor.run'> {
  return {
    'status.show': async () => ({
      version: toolVersion,
      daemon: { pid: process.pid, since, host },
      stateFolder,
      isWatching: true,
      lines: await health.status(),
    }),
    'doctor.run': () => health.doctor(),
  };
}
