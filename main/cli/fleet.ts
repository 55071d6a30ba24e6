import { openStore } from '../daemon/store.ts';
import type { Inventory } from '../../scanner/model/inventory.ts';
import { SallyportError } from '../../scanner/model/errors.ts';
import { fleetReport, reportFormats } from '../report/fleet/report.ts';
import { fleetGet, fleetScalarNames } from '../report/fleet/scalars.ts';
import { usageError } from './run-cli.ts';
import { type Context, type ExitCode, type Given, isSet, textOption, type Verb } from './verb.ts';

export const fleetVerb: Verb = {
  name: 'fleet',
  summary: 'What MDM collects, from the last scan: one value, or a report in the format of its collector.',
  usage: ['fleet get NAME [--strict]', 'fleet report --format FORMAT [--max-chars N]'],
  options: { format: { type: 'string' }, 'max-chars': { type: 'string' }, strict: { type: 'boolean' } },
  help: {
    format: reportFormats.join(', '),
    'max-chars': 'longest answer the collector takes, in characters',
    strict: 'an unknown name, or no scan yet, is an error; without it an empty line, or a value that says so',
  },
  run,
};

async function run(given: Given, context: Context): Promise<ExitCode> {
  const [action, name, ...more] = given.positionals;
  if (action === 'get' && name !== undefined && more.length === 0) {
    return get(name, given, context);
  }
  if (action === 'report' && name === undefined) {
    return report(given, context);
  }
  throw usageError('fleet needs `get NAME` or `report --format FORMAT`', 'Run `sallyport help fleet` for the formats.');
}

function get(name: string, given: Given, context: Context): ExitCode {
  const inventories = remembered(context);
  const value = fleetGet(name, inventories, context.now);
  if (value === null && isSet(given, 'strict')) {
    throw new SallyportError({
      code: 'UNKNOWN_SCALAR',
      message: `there is no value ${JSON.stringify(name)}`,
      remedy: `Choose one of ${fleetScalarNames.join(', ')}.`,
    });
  }
  if (inventories.length === 0 && isSet(given, 'strict')) {
    throw new SallyportError({
      code: 'NO_SCAN_YET',
      message: 'no scan is remembered, so the value is not known',
      remedy: 'Run `sallyport scan` first.',
    });
  }
  context.output.out(context.json ? `${JSON.stringify({ name, value })}\n` : `${value ?? ''}\n`);
  return 0;
}

function report(given: Given, context: Context): ExitCode {
  const asked = textOption(given, 'format') ?? (context.json ? 'json' : undefined);
  const format = reportFormats.find((known) => known === asked);
  if (format === undefined) {
    throw usageError(
      asked === undefined ? 'fleet report needs a format' : `there is no format ${JSON.stringify(asked)}`,
      `Choose \`--format\` from ${reportFormats.join(', ')}.`,
    );
  }
  if (textOption(given, 'max-chars') !== undefined && format !== 'remediation' && format !== 'jamf') {
    throw usageError(`${format} is never cut`, 'Leave `--max-chars` out, or ask for remediation or jamf.');
  }
  const { text, exitCode } = fleetReport(format, remembered(context), { now: context.now, maxChars: charsOf(given) });
  context.output.out(text);
  return exitCode;
}

function charsOf(given: Given): number | undefined {
  const asked = textOption(given, 'max-chars');
  if (asked === undefined) {
    return undefined;
  }
  const chars = Number(asked);
  if (!Number.isInteger(chars) || chars < 100) {
    throw usageError(
      `${JSON.stringify(asked)} is no number of characters`,
      'Give `--max-chars` a whole number of at least 100.',
    );
  }
  return chars;
}

/** Every home's last scan; none is an answer too: never scanned. A collector must get its answer, so nothing is thrown. */
function remembered({ stateFolder, output }: Context): readonly Inventory[] {
  const opened = openStore(stateFolder);
  if (opened.note !== null) {
    output.note(`sallyport: ${opened.note}`);
  }
  if (opened.kind === 'unavailable') {
    return [];
  }
  try {
    const inventories = opened.store.lastInventories();
    opened.store.faults().forEach((fault) => output.note(`sallyport: ${fault}`));
    return inventories;
  } finally {
    opened.store.close();
  }
}
