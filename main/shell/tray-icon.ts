import type { Level } from '../contract/overview.ts';
import { png } from './png.ts';

/** A gate in a wall. `#` is drawn. */
const gate = [
  '................',
  '..############..',
  '.##..........##.',
  '.#............#.',
  '.#...######...#.',
  '.#..##....##..#.',
  '.#.##..##..##.#.',
  '.#.#...##...#.#.',
  '.#.#.######.#.#.',
  '.#.#...##...#.#.',
  '.#.#...##...#.#.',
  '.#.#.######.#.#.',
  '.#.#...##...#.#.',
  '.#.#...##...#.#.',
  '.###...##...###.',
  '................',
];

/** In a corner of its own, so that the states differ in shape: colour alone tells nothing to many people. */
const marks: Readonly<Record<Level, readonly string[]>> = {
  fine: [],
  attention: ['..##..', '..##..', '..##..', '......', '..##..', '......'],
  asking: ['.####.', '....##', '..###.', '......', '..##..', '......'],
  paused: ['##..##', '##..##', '##..##', '##..##', '##..##', '......'],
  broken: ['##..##', '.####.', '..##..', '.####.', '##..##', '......'],
  'not-scanned': ['......', '......', '......', '##.##.', '##.##.', '......'],
};

const SIZE = 16;
const MARK = { left: 9, top: 9 } as const;

/** The icon of a state as a PNG. @param scale 1 for 16 points, 2 for twice as many pixels */
export function iconOf(level: Level, scale: number, ink: readonly [number, number, number]): Buffer {
  const drawn = rowsOf(level);
  return png(SIZE * scale, SIZE * scale, (x, y) => {
    const isDrawn = drawn[Math.floor(y / scale)]?.[Math.floor(x / scale)] === '#';
    return [...ink, isDrawn ? 255 : 0];
  });
}

/** The gate with the mark of a state cut into it. */
export function rowsOf(level: Level): readonly string[] {
  const mark = marks[level];
  return gate.map((row, y) =>
    Array.from(row, (pixel, x) => {
      const isInside = mark.length > 0 && x >= MARK.left && y >= MARK.top;
      return isInside ? (mark[y - MARK.top - 1]?.[x - MARK.left - 1] ?? '.') : pixel;
    }).join(''),
  );
}
