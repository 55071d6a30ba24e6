import { severities, type Severity } from '../../scanner/model/finding.ts';
import type { Inventory } from '../../scanner/model/inventory.ts';
import { scanLaptop } from '../daemon/scan-laptop.ts';
import { knownClient } from './entry-filter.ts';
import { projectsOf } from './given-projects.ts';
import { mayReadGuarded } from './guarded-consent.ts';
import { type ScanFormat, scanFormats, write } from './scan-formats.ts';
import { usageError } from './run-cli.ts';
import { type Context, type ExitCode, type Given, isSet, textOption, type Verb } from './verb.ts';

export const scanVerb: Verb = {
  name: 'scan',
  summary:
    'Finds every MCP server that the clients here have configured, and what is risky. Starts nothing, changes nothing.',
  usage: ['scan [--project DIR]… [--client ID] [--format FORMAT] [--fail-on SEVERITY] [--json]', 'scan --all-users'],
  options: {
    project: { type: 'string', multiple: true },
    client: { type: 'string' },
    'all-users': { type: 'boolean' },
    format: { type: 'string' },
    'fail-on': { type: 'string' },
    'read-guarded': { type: 'boolean' },
  },
  help: {
    project: 'look at this folder too, beside those the clients remember',
    client: 'only this client; such a scan is not remembered',
    'all-users': 'every home on this machine (as root or Administrator)',
    format: 'table (default), json, sarif, cyclonedx or csv',
    'fail-on': 'exit 1 when a finding is this bad or worse: low, medium, high or critical',
    'read-guarded': "macOS: read other apps' files although the system may ask you first",
  },
  run,
};

async function run(given: Given, context: Context): Promise<ExitCode> {
  if (given.positionals.length > 0) {
    throw usageError(`scan takes no ${JSON.stringify(given.positionals[0])}`, 'Name a folder with `--project DIR`.');
  }
  const format = formatOf(given, context);
  const failOn = severityOf(given);
  const { inventories, notes } = await scanLaptop({
    machine: context.machine,
    stateFolder: context.stateFolder,
    now: context.now,
    allUsers: isSet(given, 'all-users'),
    mayReadGuarded: await mayReadGuarded(given, context),
    projects: await projectsOf(given),
    only: knownClient(textOption(given, 'client')),
    onFaultyCatalogue: 'fail',
  });
  notes.forEach((note) => context.output.note(`sallyport: ${note}`));
  await write(format, inventories, isSet(given, 'all-users'), context);
  return exitCode(inventories, failOn);
}

/** Incomplete outranks findings: a scan that could not look everywhere must not pass for one that found little. */
function exitCode(inventories: readonly Inventory[], failOn: Severity | null): ExitCode {
  if (inventories.some(({ completeness }) => !completeness.complete)) {
    return 3;
  }
  if (failOn === null) {
    return 0;
  }
  const bad = severities.slice(severities.indexOf(failOn));
  return inventories.some(({ summary }) => bad.some((severity) => summary.findings[severity] > 0)) ? 1 : 0;
}

function formatOf(given: Given, { json }: Context): ScanFormat {
  const asked = textOption(given, 'format');
  const format = scanFormats.find((known) => known === (asked ?? (json ? 'json' : 'table')));
  if (format === undefined) {
    throw usageError(`there is no format ${JSON.stringify(asked)}`, `Choose one of ${scanFormats.join(', ')}.`);
  }
  if (isSet(given, 'all-users') && format !== 'json' && format !== 'table') {
    throw usageError(
      `${format} is one document, and --all-users gives one for each home`,
      'Use `--format json` or table.',
    );
  }
  if (json && format !== 'json') {
    throw usageError(`--json and --format ${format} ask for different documents`, 'Give one of the two.');
  }
  return format;
}

function severityOf(given: Given): Severity | null {
  const asked = textOption(given, 'fail-on');
  if (asked === undefined) {
    return null;
  }
  const severity = severities.find((known) => known === asked);
  if (severity === undefined) {
    throw usageError(`there is no severity ${JSON.stringify(asked)}`, `Choose one of ${severities.join(', ')}.`);
  }
  return severity;
}
