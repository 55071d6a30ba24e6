import { secretName } from '../../scanner/detect/secrets/secret-names.ts';
import { looksSecret } from '../../scanner/identity/remote.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Where the server's credential comes from, as far as its start shows: `config` when a variable that the client itself does
 * not have, or an argument, holds one; `none` when none of them does; `unknown` where the client's variables can not be seen and
 * one of the server's may be its own.
 *
 * @param client the environment of the process that started us; null where the system does not show it
 */
export function credentialOf(own: Env, client: Env | null, args: readonly string[]): 'none' | 'config' | 'unknown' {
  const given = args.some((word) => word.split(/[=:\s]/).some(looksSecret));
  if (given) {
    return 'config';
  }
  const isCredential = ([name, value = '']: readonly [string, string | undefined]): boolean => {
    const strength = value === '' || client?.[name] === value ? null : (secretName(name)?.strength ?? null);
    return strength === 'strong' || (strength === 'weak' && looksSecret(value));
  };
  if (!Object.entries(own).some(isCredential)) {
    return 'none';
  }
  return client === null ? 'unknown' : 'config';
}
