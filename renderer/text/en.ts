import { activity } from './en/activity.ts';
import { approvals } from './en/approvals.ts';
import { clients } from './en/clients.ts';
import { common } from './en/common.ts';
import { daemon } from './en/daemon.ts';
import { doctor } from './en/doctor.ts';
import { overview } from './en/overview.ts';
import { plans } from './en/plans.ts';
import { policy } from './en/policy.ts';
import { servers } from './en/servers.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { welcome } from './en/welcome.ts';

/** Every word on the screens, in English. Other languages have the same shape. */
export const en = {
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

export type Text = typeof en;
