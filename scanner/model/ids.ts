declare const brand: unique symbol;
type Brand<Name extends string> = string & { readonly [brand]: Name };

/** Identifies a server over all its sightings: `srv_` and 16 hex digits, the same on every laptop. */
export type ServerId = Brand<'ServerId'>;
/** Identifies a config source on one laptop: `src_` and 12 hex digits. */
export type SourceId = Brand<'SourceId'>;
/** A client's id as in `scanner/clients`, for example `claude-code`. */
export type ClientId = Brand<'ClientId'>;
/** A finding's rule, for example `config/secret-in-env`; each has a page in `docs/rules/`. */
export type RuleId = `${'config' | 'client' | 'advisory' | 'container' | 'content'}/${string}`;

export const serverId = (hex: string): ServerId => `srv_${hex.slice(0, 16)}` as ServerId;
export const sourceId = (hex: string): SourceId => `src_${hex.slice(0, 12)}` as SourceId;
export const clientId = (id: string): ClientId => id as ClientId;
