import { main } from './main.ts';
import { verbs } from './verbs.ts';

/** The whole command line. */
export function start(): void {
  void main(verbs);
}
