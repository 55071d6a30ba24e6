import { activity } from './de/activity.ts';
import { approvals } from './de/approvals.ts';
import { clients } from './de/clients.ts';
import { common } from './de/common.ts';
import { daemon } from './de/daemon.ts';
import { doctor } from './de/doctor.ts';
import { overview } from './de/overview.ts';
import { plans } from './de/plans.ts';
import { policy } from './de/policy.ts';
import { servers } from './de/servers.ts';
import { settings } from './de/settings.ts';
import { shell } from './de/shell.ts';
import { welcome } from './de/welcome.ts';
import type { Text } from './en.ts';

/** The same words in German. */
export const de: Text = {
  common,
  shell,
  overview,
  servers,
  clients,
  plans,
  approvals,
  activity,
  policy,
  settings,
  doctor,
  daemon,
  welcome,
};
