import { shownLabel } from '../../scanner/display.ts';
import { visible } from '../contract/visible.ts';
import { fit } from '../report/width.ts';

const mostCells = 80;

/** A name from a config, on a screen: it draws nothing strange, shows no credential pasted into it, and takes no more than a line. */
export function shownName(name: string): string {
  return fit(visible(shownLabel(name)), mostCells);
}
