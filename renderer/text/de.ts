import { common } from './de/common.ts';
import { overview } from './de/overview.ts';
import { plans } from './de/plans.ts';
import { servers } from './de/servers.ts';
import { shell } from './de/shell.ts';
import type { Text } from './en.ts';

/** The same words in German. */
export const de: Text = {
  common,
  shell,
  overview,
  servers,
  plans,
};
