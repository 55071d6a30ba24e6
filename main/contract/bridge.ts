/** The two channels between a window of the tray app and the daemon inside it. There are no others. */
export const callChannel = 'sallyport:call';
export const eventChannel = 'sallyport:event';

/** What preload puts into the page: one way to ask, one way to hear. Values are raw; the daemon's door parses them. */
export interface Bridge {
  call(request: {
    readonly name: string;
    readonly input: unknown;
    readonly confirmed: string | null;
  }): Promise<unknown>;
  /** @returns takes the listener away again */
  on(listener: (event: unknown) => void): () => void;
}

/** The name under which the page finds the bridge. */
export const bridgeName = 'sallyport';
