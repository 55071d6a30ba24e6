import { namedRules, tokenRules } from './rules/all.ts';
import { nameKinds } from './secret-names.ts';

/** Kinds that no table names: their readers know them. */
const readKinds = [
  'cloudflare-tunnel-token',
  'discord-token',
  'json-web-key',
  'json-web-token',
  'known-secret',
  'password',
  'private-key',
  'putty-private-key',
  'random-text',
  'wallet-mnemonic',
];

/** Every kind of credential that is told apart. */
export const secretKinds: ReadonlySet<string> = new Set([
  ...[...tokenRules, ...namedRules].map(({ kind }) => kind),
  ...nameKinds,
  ...readKinds,
]);
