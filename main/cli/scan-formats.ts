import type { Inventory } from '../../scanner/model/inventory.ts';
import type { Context } from './verb.ts';

export const scanFormats = ['table', 'json', 'sarif', 'cyclonedx', 'csv'] as const;
export type ScanFormat = (typeof scanFormats)[number];

/** The scan's answer as text. `--all-users` gives a set of inventories in JSON; the other formats follow one another. */
export async function inFormat(
  format: ScanFormat,
  inventories: readonly Inventory[],
  isSet: boolean,
  context: Context,
): Promise<string> {
  if (format === 'json') {
    const document = isSet ? { schema: 'sallyport.inventory-set/1.0', inventories } : inventories[0];
    return `${JSON.stringify(document, null, context.output.isTerminal ? 2 : 0)}\n`;
  }
  const render = await rendererOf(format, context);
  return inventories.map(render).join('\n');
}

async function rendererOf(
  format: Exclude<ScanFormat, 'json'>,
  { output }: Context,
): Promise<(inventory: Inventory) => string> {
  switch (format) {
    case 'table': {
      const { renderTable } = await import('../report/table.ts');
      return (inventory) => renderTable(inventory, { columns: output.columns, color: output.color });
    }
    case 'sarif': {
      const { toSarif } = await import('../report/sarif.ts');
      return (inventory) => `${JSON.stringify(toSarif(inventory))}\n`;
    }
    case 'cyclonedx': {
      const { toCycloneDx } = await import('../report/cyclonedx.ts');
      return (inventory) => `${JSON.stringify(toCycloneDx(inventory))}\n`;
    }
    case 'csv': {
      const { toCsv } = await import('../report/csv.ts');
      return (inventory) => toCsv(inventory);
    }
  }
}
