import type { Mount } from '../model/identity.ts';
import type { Launch, StdioLaunch } from '../model/launch.ts';
import { behind } from './step.ts';

/** The server behind another product's wrapper, or why it can not be said. */
export type Hidden =
  | {
      readonly launch: Launch;
      readonly doubts?: readonly string[];
      /** What the container that the guard makes for the server is given of the host. */
      readonly mounts?: readonly Mount[];
    }
  | { readonly reason: string };

export function wordsBehind(words: readonly string[], launch: StdioLaunch): Hidden {
  return words.length === 0 ? { reason: 'no server is named behind it' } : { launch: behind(launch, words) };
}

export function remoteBehind(
  url: string,
  transport: 'http' | 'sse',
  launch: StdioLaunch,
): Extract<Hidden, { readonly launch: Launch }> {
  return { launch: { transport, url, headers: new Map(), env: launch.env, headersHelper: null } };
}
