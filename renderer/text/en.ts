import { common } from './en/common.ts';
import { overview } from './en/overview.ts';
import { plans } from './en/plans.ts';
import { servers } from './en/servers.ts';
import { shell } from './en/shell.ts';

/** Every word on the screens, in English. Other languages have the same shape. */
export const en = {
  common,
  shell,
  overview,
  servers,
  plans,
};

export type Text = typeof en;
