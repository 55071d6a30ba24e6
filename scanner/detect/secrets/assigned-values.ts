import { makeAnchorIndex, type AnchorIndex } from './anchor-index.ts';
import { assignmentAt, type Assignment } from './assignments.ts';
import { contextAnchors } from './assigned-secret.ts';
import { isPath } from './is-path.ts';
import { looksRandom } from './randomness.ts';
import type { SecretHit } from './rule.ts';
import { secretName } from './secret-names.ts';
import { isTyped } from './typed.ts';

/** A value together with the name it is assigned to. */
export interface AssignedHit extends SecretHit {
  readonly name: string;
}

let contextIndex: AnchorIndex | undefined;

/** Finds whatever is assigned to a telling name, random or not: only for showing, where hiding too much is right. */
export function assignedValues(text: string): readonly AssignedHit[] {
  contextIndex ??= makeAnchorIndex([...contextAnchors, '_key', '-key', 'auth', 'passcode']);
  const hits: AssignedHit[] = [];
  contextIndex.scan(text, (_, at) => {
    const found = assignmentAt(text, at);
    const kind = found === null ? null : kindToHide(text, found);
    if (found !== null && kind !== null) {
      const { name, start, value } = found;
      hits.push({ name, kind, start, end: start + value.length, confidence: 'possible' });
    }
  });
  return hits;
}

function kindToHide(text: string, { name, value, start, quoted, loose }: Assignment): string | null {
  const promised = secretName(name);
  if (
    promised === null ||
    value.length < 4 ||
    /^\d{1,5}$|^(?:true|false|null|none)$/i.test(value) ||
    isPath(value) ||
    value.includes('://') ||
    (loose === true && !looksRandom(value, 10) && !isTyped(value))
  ) {
    return null;
  }
  // "token: expired" is prose; `token=expired` and `"token": "expired"` are not.
  const isProse = !quoted && /^[A-Za-z]+$/.test(value) && text.charAt(start - 1) === ' ' && !name.startsWith('-');
  const isWordOfWeakName = promised.strength === 'weak' && (/^[A-Za-z_-]+$/.test(value) || value.length < 8);
  return isProse || isWordOfWeakName ? null : promised.kind;
}
