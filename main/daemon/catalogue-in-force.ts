import { type Catalogue, emptyCatalogue } from '../../policy/catalogue/catalogue.ts';
import { localCatalogue } from '../../shim/policy/local-catalogue.ts';

/** The person's own catalogue as it decides now. */
export interface CatalogueInForce {
  readonly catalogue: Catalogue;
  /** What is wrong with the file, so that the last good one decides; null when all is well. */
  readonly fault: string | null;
}

/** Reads it as the shims do: while the file has a fault, what it last said holds. */
export async function catalogueInForce(stateFolder: string): Promise<CatalogueInForce> {
  const read = await localCatalogue(stateFolder);
  return read.kind === 'read'
    ? { catalogue: read.catalogue, fault: null }
    : {
        catalogue: read.lastGood ?? emptyCatalogue,
        fault: `your catalogue.yaml is not valid (${read.why}); the last good one decides`,
      };
}
