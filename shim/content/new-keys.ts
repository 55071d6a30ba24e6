import { isObject } from '../framing/message.ts';
import { valueAt } from './pointers.ts';

/** Keys that get another name, none of them that of a neighbour: of two equal keys a reader would drop one. */
export class NewKeys {
  readonly #message: unknown;
  readonly #taken = new Map<object, Set<string>>();
  readonly #counts = new Map<object, Map<string, number>>();

  constructor(message: unknown) {
    this.#message = message;
  }

  /**
   * @param keys way to the old key
   * @returns the wanted key, with a number behind it where it is taken
   */
  take(keys: readonly string[], wanted: string): string {
    const within = valueAt(this.#message, keys.slice(0, -1));
    if (!isObject(within)) {
      return wanted;
    }
    const taken = this.#taken.get(within) ?? new Set(Object.keys(within));
    const counts = this.#counts.get(within) ?? new Map<string, number>();
    this.#taken.set(within, taken);
    this.#counts.set(within, counts);
    let number = counts.get(wanted) ?? 1;
    let key = number === 1 ? wanted : `${wanted} ${number}`;
    while (taken.has(key)) {
      number += 1;
      key = `${wanted} ${number}`;
    }
    taken.add(key);
    counts.set(wanted, number);
    return key;
  }
}
