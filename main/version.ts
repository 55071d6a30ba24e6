// INVARIANT: the bundler puts package.json's version in place of this name.
declare const SALLYPORT_VERSION: string | undefined;

/** As in package.json; `0.0.0-source` when run without a build. */
export const toolVersion: string = typeof SALLYPORT_VERSION === 'string' ? SALLYPORT_VERSION : '0.0.0-source';
