/** What `stat` and a look at the parents say about a file, without opening it. */
export type Probe =
  | { readonly kind: 'file'; readonly facts: FileFacts }
  | { readonly kind: 'folder' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'odd'; readonly what: 'fifo' | 'socket' | 'device' | 'link-loop' }
  | { readonly kind: 'timed-out' };

export interface FileFacts {
  readonly realPath: string;
  readonly sizeBytes: number;
  /** Some other account than the owner and root may write it. Always false on Windows, where modes do not say. */
  readonly writableByOthers: boolean;
  /** Nearest parent folder that others may write (and that has no sticky bit), or null. */
  readonly parentWritableByOthers: string | null;
}

export type ReadResult =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly facts: FileFacts }
  | { readonly kind: 'absent' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'not-a-file'; readonly what: string }
  | { readonly kind: 'too-large'; readonly sizeBytes: number }
  | { readonly kind: 'timed-out' };

export type RowsResult =
  | { readonly kind: 'rows'; readonly rows: readonly Readonly<Record<string, unknown>>[] }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable' };

export type HashResult =
  | { readonly kind: 'sha256'; readonly hex: string }
  | { readonly kind: 'unreadable'; readonly why: string };

/** Reading, and nothing but reading. No method opens anything but regular files and folders. */
export interface Files {
  probe(path: string): Promise<Probe>;
  read(path: string, limitBytes: number): Promise<ReadResult>;
  /** Names in a folder; empty when it is absent. `denied` and `timed-out` are not empty folders. */
  list(path: string): Promise<readonly string[] | 'denied' | 'timed-out'>;
  /**
   * Rows of another program's SQLite file, by the first of these queries that its tables answer. Nothing is locked, written or
   * made beside it. Of a file above 64 MB, what still stands in its log is not seen.
   */
  rows(path: string, queries: readonly string[]): Promise<RowsResult>;
  /** Content hash, remembered by device, inode, size and times. */
  sha256(path: string): Promise<HashResult>;
}
