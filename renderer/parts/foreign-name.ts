import { visible } from '../../main/contract/visible.ts';

const MOST_OF_NAME = 120;

/** A name that a config, a server or an agent chose, in words of ours: nothing in it hides or turns its neighbours around, and it stays short. */
export function foreignName(name: string): string {
  // What is not shown is not looked at: a name may be megabytes long. And what hides gets longer by being written out.
  const letters = Array.from(visible(name.slice(0, 2 * MOST_OF_NAME)));
  const isCut = name.length > 2 * MOST_OF_NAME || letters.length > MOST_OF_NAME;
  return `${letters.slice(0, MOST_OF_NAME).join('')}${isCut ? '…' : ''}`;
}
