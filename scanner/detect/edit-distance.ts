/**
 * How many typing slips (a letter dropped, added, exchanged, or two neighbours swapped) turn one word into the other.
 *
 * @returns `atMost + 1` for everything farther apart
 */
export function editDistance(a: string, b: string, atMost: number): number {
  if (Math.abs(a.length - b.length) > atMost) {
    return atMost + 1;
  }
  let twoBack: readonly number[] = [];
  let oneBack: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          orFar(oneBack[column]) + 1,
          orFar(current[column - 1]) + 1,
          orFar(oneBack[column - 1]) + (same ? 0 : 1),
          swapped ? orFar(twoBack[column - 2]) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    if (Math.min(...current) > atMost) {
      return atMost + 1;
    }
    twoBack = oneBack;
    oneBack = current;
  }
  return Math.min(oneBack[b.length] ?? 0, atMost + 1);
}

function orFar(value: number | undefined): number {
  return value ?? Number.POSITIVE_INFINITY;
}
