import { redactText } from './redact-text.ts';
import { replaceHits } from './replace-hits.ts';
import { secretsIn } from './secrets-in.ts';

/**
 * The name of a tool, or the address of a resource, as it may be recorded and shown: as it is, but for the credentials in it. Of an address
 * more is hidden than of a name: whatever looks like a login or a key.
 */
export function redactName(name: string): string {
  return name.includes('://')
    ? redactText(name)
    : replaceHits(
        name,
        secretsIn(name).filter(({ confidence }) => confidence !== 'possible'),
      );
}
