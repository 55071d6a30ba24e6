/** A text that must not outgrow a collector's limit: a head that always stays, and items, worst first, that may go. */
export interface Bounded {
  readonly head: string;
  readonly items: readonly string[];
  readonly separator: string;
  /** Says how many items were left out. */
  readonly more: (left: number) => string;
}

const LEAST_HEAD = 16;

/**
 * As many items as fit into `maxChars`, and how many did not. Only when not even the head fits beside that number is the head
 * cut, and the number only when there is no room for the head's first words.
 */
export function bounded({ head, items, separator, more }: Bounded, maxChars: number): string {
  const tail = (left: number): string => (left === 0 ? '' : separator + more(left));
  let text = head;
  let best = head + tail(items.length);
  for (const [at, item] of items.entries()) {
    text += separator + item;
    if (text.length > maxChars) {
      break;
    }
    const candidate = text + tail(items.length - at - 1);
    best = candidate.length <= maxChars ? candidate : best;
  }
  if (best.length <= maxChars) {
    return best;
  }
  const left = tail(items.length);
  return maxChars - left.length >= LEAST_HEAD ? cut(head, maxChars - left.length) + left : cut(best, maxChars);
}

function cut(text: string, maxChars: number): string {
  return `${text.slice(0, Math.max(0, maxChars - 3))}...`.slice(0, Math.max(0, maxChars));
}
