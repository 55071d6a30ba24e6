/** A piece of a text, and which of two texts says it. */
export interface Piece {
  readonly sign: '-' | '+' | ' ';
  readonly text: string;
}

/** A line that is longer is shown sentence by sentence, so that what changed in it is not lost among what did not. */
const longestLine = 200;
const longestPiece = 300;
/** Beyond that many pieces against each other, what changed is shown as a whole. */
const mostCompared = 1_000_000;

/**
 * What is different in two texts, with one piece on each side of it that is not.
 *
 * @param before null where there was nothing; so with `after`
 */
export function changedPieces(before: string | null, after: string | null): readonly Piece[] {
  const [was, is] = [piecesOf(before), piecesOf(after)];
  const front = alike(was, is);
  const back = alike(was.slice(front).toReversed(), is.slice(front).toReversed());
  const middle = compared(was.slice(front, was.length - back), is.slice(front, is.length - back));
  return withoutMore([...was.slice(0, front).map(same), ...middle, ...was.slice(was.length - back).map(same)]);
}

function piecesOf(text: string | null): readonly string[] {
  return text === null
    ? []
    : text
        .split('\n')
        .flatMap((line) => (line.length > longestLine ? line.split(/(?<=[.!?]) /) : [line]))
        .flatMap((piece) => (piece.length > longestPiece ? (piece.match(/.{1,300}/gsu) ?? []) : [piece]));
}

function alike(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((piece, index) => piece !== other[index]);
  return differs === -1 ? one.length : differs;
}

/** The longest pieces that both have in common stay, in their order. */
function compared(was: readonly string[], is: readonly string[]): readonly Piece[] {
  if (was.length * is.length > mostCompared) {
    return [...was.map(gone), ...is.map(came)];
  }
  const width = is.length + 1;
  const common = new Uint32Array((was.length + 1) * width);
  for (let row = was.length - 1; row >= 0; row -= 1) {
    for (let column = is.length - 1; column >= 0; column -= 1) {
      common[row * width + column] =
        was[row] === is[column]
          ? 1 + (common[(row + 1) * width + column + 1] ?? 0)
          : Math.max(common[(row + 1) * width + column] ?? 0, common[row * width + column + 1] ?? 0);
    }
  }
  const all: Piece[] = [];
  let [row, column] = [0, 0];
  while (row < was.length || column < is.length) {
    const [left = '', right = ''] = [was[row], is[column]];
    const [without, withIt] = [common[(row + 1) * width + column] ?? 0, common[row * width + column + 1] ?? 0];
    if (row < was.length && column < is.length && left === right) {
      all.push(same(left));
      row += 1;
      column += 1;
    } else if (row < was.length && (column === is.length || without >= withIt)) {
      all.push(gone(left));
      row += 1;
    } else {
      all.push(came(right));
      column += 1;
    }
  }
  return all;
}

/** What stands further from a change is left out, with a mark in its place. */
function withoutMore(pieces: readonly Piece[]): readonly Piece[] {
  const isNear = pieces.map((_, index) =>
    pieces.slice(Math.max(0, index - 1), index + 2).some(({ sign }) => sign !== ' '),
  );
  return pieces.flatMap((piece, index) =>
    isNear[index] === true ? [piece] : index === 0 || isNear[index - 1] === true ? [same('…')] : [],
  );
}

function same(text: string): Piece {
  return { sign: ' ', text };
}

function gone(text: string): Piece {
  return { sign: '-', text };
}

function came(text: string): Piece {
  return { sign: '+', text };
}
