import { join } from 'node:path';
import type { Catalogue } from '../../policy/catalogue/catalogue.ts';
import { parseCatalogue } from '../../policy/catalogue/parse.ts';
import { SallyportError } from '../../scanner/model/errors.ts';
import { readState } from './state-file.ts';

export function cataloguePath(stateFolder: string): string {
  return join(stateFolder, 'policy', 'catalogue.yaml');
}

/**
 * The person's own catalogue; empty when there is none.
 *
 * @throws SallyportError `CATALOGUE_INVALID` with the first faulty lines
 */
export async function readCatalogue(
  stateFolder: string,
): Promise<{ readonly catalogue: Catalogue; readonly text: string }> {
  const path = cataloguePath(stateFolder);
  const text = readState(path) ?? '';
  const parsed = await parseCatalogue(text);
  if (parsed.ok) {
    return { catalogue: parsed.catalogue, text };
  }
  const lines = parsed.problems.slice(0, 5).map(({ line, message }) => `line ${line}: ${message}`);
  throw new SallyportError({
    code: 'CATALOGUE_INVALID',
    message: `the catalogue ${path} is not valid: ${lines.join('; ')}`,
    remedy: 'Mend the lines named, or move the file away to start an empty catalogue.',
  });
}
