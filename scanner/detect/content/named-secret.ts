import { judgeAssigned } from '../secrets/assigned-secret.ts';
import { secretName } from '../secrets/secret-names.ts';
import { matchesVendorName } from '../secrets/vendor-names.ts';
import type { Evidence } from './content-finding.ts';
import { secretEvidence } from './secret-evidence.ts';
import type { TextAt } from './texts-of.ts';

/** A value that the key it stands under calls a secret, as a text would by an assignment. */
export function findInNamed({ text, name }: TextAt): readonly Evidence[] {
  if (name === null || text.length < 6 || text.length > 256 || !mayNameSecret(name)) {
    return [];
  }
  const start = /^(?:Bearer|Basic|Token|ApiKey|Api-Key|Bot)\s+/i.exec(text)?.[0].length ?? 0;
  const hit = judgeAssigned({ name, value: text.slice(start), start, quoted: true });
  return hit === null ? [] : [secretEvidence(hit)];
}

const judgedNames = new Map<string, boolean>();

/** A document says the same few keys again and again. */
function mayNameSecret(name: string): boolean {
  const known = judgedNames.get(name);
  if (known !== undefined) {
    return known;
  }
  const may = name.length <= 60 && (secretName(name) !== null || matchesVendorName(name));
  if (judgedNames.size < 4096) {
    judgedNames.set(name, may);
  }
  return may;
}
