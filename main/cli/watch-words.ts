import type { EventKind, WatchEvent } from '../daemon/watch/event-log.ts';
import { visible } from '../contract/visible.ts';

const sentences: Readonly<Record<EventKind, string>> = {
  'server-new': 'is new',
  'server-gone': 'was removed',
  'server-changed': 'starts something else now',
  'guard-gone': 'is not started through the shim any more',
  'client-removed': 'is not started through the shim any more: its client runs and wrote its own copy back',
  guarded: 'is started through the shim now',
  'routed-again': 'was put behind the shim again',
  'left-alone': 'is left alone: its client keeps writing its own copy back',
  restored: 'was given back',
  'staged-made': 'is started through the shim now that its client has quit',
  'overlay-withdrawn': 'has lost its personal overlay: the project file says something else now',
  'too-many': 'changes so often that nothing more is told of it for a minute',
  'first-start-worked': 'was started through the shim for the first time, and answered',
  'first-start-failed':
    'failed at its first start through the shim; `sallyport protect --check` compares, and offers to take it back',
  'file-malformed': 'can not be parsed',
  'file-gone': 'is gone',
};

/** An event of the watch as a line to read. */
export function eventInWords(
  { at, kind, path, client, server, detail }: WatchEvent,
  tilde: (text: string) => string,
): string {
  const file = visible(tilde(path));
  const why = detail === null ? '' : ` (${visible(detail)})`;
  return server === null
    ? `${at}  ${file} ${sentences[kind]}${why}`
    : `${at}  ${visible(tilde(server))} (${client ?? ''}, ${file}) ${sentences[kind]}${why}`;
}
