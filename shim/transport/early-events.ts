import type { Exit } from './leave.ts';
import type { ServerProcess } from './start.ts';

/** What has happened to a server before anybody listened to it. */
export interface EarlyEvents {
  /** Gives what has happened, and from then on nothing more: whoever asks listens himself. */
  take(): { readonly error: Error | null; readonly exit: Exit | null };
}

/** Listens to a server that was just started, until the connection is ready to. */
export function earlyEvents({ process: server }: ServerProcess): EarlyEvents {
  let error: Error | null = null;
  let exit: Exit | null = null;
  const onError = (one: Error): void => void (error = one);
  const onExit = (code: number | null, signal: NodeJS.Signals | null): void => void (exit = { code, signal });
  server.on('error', onError);
  server.on('exit', onExit);
  return {
    take: () => {
      server.off('error', onError);
      server.off('exit', onExit);
      return { error, exit };
    },
  };
}
