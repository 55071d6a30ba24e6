import type { Inventory } from '../../scanner/model/inventory.ts';
import { visible } from '../contract/visible.ts';
import type { Context } from './verb.ts';

export const scanFormats = ['table', 'json', 'sarif', 'cyclonedx', 'csv'] as const;
export type ScanFormat = (typeof scanFormats)[number];

/** Writes the scan's answer. `--all-users` gives a set of inventories in JSON; the other formats follow one another. */
export async function write(
  format: ScanFormat,
  inventories: readonly Inventory[],
  isSet: boolean,
  context: Context,
): Promise<void> {
  const { output } = context;
  const { isTerminal } = output;
  if (format !== 'json') {
    const render = await rendererOf(format, context);
    // Whose home it is, only where there are several.
    const titled = (inventory: Inventory): string => `${visible(inventory.user.name)}\n\n${render(inventory)}`;
    return output.out(inventories.map(isSet ? titled : render).join('\n'));
  }
  const [only] = inventories;
  if (isSet || isTerminal || only === undefined) {
    const document = isSet ? { schema: 'sallyport.inventory-set/1.0', inventories } : only;
    return output.out(`${JSON.stringify(document, null, isTerminal ? 2 : 0)}\n`);
  }
  for (const piece of inPieces(only)) {
    output.out(piece);
  }
}

const SERVERS_A_PIECE = 200;

/** The same text that `JSON.stringify` gives, but never whole in memory: ten thousand servers are ten megabytes. */
function* inPieces(inventory: Inventory): Generator<string> {
  const [before = '', after = ''] = JSON.stringify({ ...inventory, servers: [] }).split('"servers":[]');
  yield `${before}"servers":[`;
  for (let at = 0; at < inventory.servers.length; at += SERVERS_A_PIECE) {
    const piece = JSON.stringify(inventory.servers.slice(at, at + SERVERS_A_PIECE)).slice(1, -1);
    yield at === 0 ? piece : `,${piece}`;
  }
  yield `]${after}\n`;
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
