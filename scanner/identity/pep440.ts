/** A Python version, ready to compare (PEP 440). */
export interface Pep440 {
  readonly epoch: number;
  readonly release: readonly number[];
  /** Sorts development, pre, final and post releases. */
  readonly phase: readonly [pre: number, preNumber: number, post: number, dev: number];
  readonly local: string;
  readonly isPrerelease: boolean;
}

const version =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(a|alpha|b|beta|rc|c|pre|preview)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?([-_.]?dev[-_.]?(\d*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/;
const preRank = new Map([
  ['a', 1],
  ['alpha', 1],
  ['b', 2],
  ['beta', 2],
  ['rc', 3],
  ['c', 3],
  ['pre', 3],
  ['preview', 3],
]);
const final = 4;

/** @returns null when the text is not one exact version */
export function parsePep440(text: string): Pep440 | null {
  const match = version.exec(text.trim().toLowerCase());
  if (match === null) {
    return null;
  }
  const [, epoch, release = '0', pre, preNumber, dashPost, post, postNumber, dev, devNumber, local = ''] = match;
  const postRank = dashPost === undefined ? (post === undefined ? -1 : Number(postNumber ?? 0)) : Number(dashPost);
  // A bare development release comes before its pre-releases: 1.0.dev1 < 1.0a1.
  const rank = pre === undefined ? (dev !== undefined && postRank === -1 ? 0 : final) : (preRank.get(pre) ?? final);
  return {
    epoch: Number(epoch ?? 0),
    release: release.split('.').map(Number),
    phase: [rank, Number(preNumber ?? 0), postRank, dev === undefined ? Infinity : Number(devNumber ?? 0)],
    local,
    isPrerelease: pre !== undefined || dev !== undefined,
  };
}

/** Below zero when `a` comes first. Local parts only break ties: an advisory names public versions. */
export function comparePep440(a: Pep440, b: Pep440): number {
  if (a.epoch !== b.epoch) {
    return a.epoch - b.epoch;
  }
  for (let index = 0; index < Math.max(a.release.length, b.release.length); index++) {
    const difference = (a.release[index] ?? 0) - (b.release[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  for (const index of [0, 1, 2, 3] as const) {
    if (a.phase[index] !== b.phase[index]) {
      return a.phase[index] < b.phase[index] ? -1 : 1;
    }
  }
  return 0;
}
