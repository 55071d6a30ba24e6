import { watch } from 'chokidar';

export interface FolderWatchDeps {
  readonly folder: string;
  /** How far below it. */
  readonly depth: number;
  readonly isIgnored: (path: string) => boolean;
  readonly onTouched: () => void;
  /** Whether something may have been touched since it was asked last: where the system tells of nothing. */
  readonly isTouched: () => boolean;
  /** Told once: the system does not tell of everything, so the folder is looked at now and then. */
  readonly onBlind: (error: unknown) => void;
}

export interface FolderWatch {
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 5000;

/**
 * Watches what lies in a folder, also one that comes later. A system gives one person only so many watches, and editors take
 * most of them: from the first that is refused on, the folder is looked at every few seconds.
 */
export function watchFolder(deps: FolderWatchDeps): FolderWatch {
  let looking: NodeJS.Timeout | null = null;
  const ready = Promise.withResolvers<void>();
  const watcher = watch(deps.folder, { ignoreInitial: true, depth: deps.depth, ignored: deps.isIgnored });
  watcher.on('all', deps.onTouched);
  watcher.once('ready', () => ready.resolve());
  watcher.on('error', (error) => {
    if (looking === null) {
      looking = setInterval(() => deps.isTouched() && deps.onTouched(), LOOK_EVERY_MS);
      deps.onBlind(error);
    }
  });
  return {
    ready: ready.promise,
    close: async () => {
      clearInterval(looking ?? undefined);
      // A watch that is closed before it is ready never says that it is.
      ready.resolve();
      await watcher.close();
    },
  };
}

/** What to say of a watch that the system refused. */
export function blindNote(what: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return `the system watches no more files for you (${code}), so ${what} every ${LOOK_EVERY_MS / 1000} seconds`;
}
