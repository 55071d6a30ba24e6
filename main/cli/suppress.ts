import { editCatalogue } from '../../policy/catalogue/edit.ts';
import { SallyportError } from '../../scanner/model/errors.ts';
import type { RuleId } from '../../scanner/model/ids.ts';
import { cataloguePath, readCatalogue } from '../daemon/catalogue-file.ts';
import { writeState } from '../daemon/state-file.ts';
import { dateOption, requiredOption } from './given-values.ts';
import { findServer, lastInventory } from './known-servers.ts';
import { loosen } from './loosen.ts';
import { usageError } from './run-cli.ts';
import { type Context, type ExitCode, type Given, textOption, type Verb } from './verb.ts';

export const suppressVerb: Verb = {
  name: 'suppress',
  summary: 'Sets a finding aside until a day, with a reason. It stays visible as suppressed and counts no more.',
  usage: ['suppress RULE [--server SERVER] --reason WHY --until DATE [--owner WHO]'],
  options: {
    server: { type: 'string' },
    reason: { type: 'string' },
    until: { type: 'string' },
    owner: { type: 'string' },
  },
  help: {
    server: 'only for this server; without it, wherever the rule fires',
    reason: 'why it may be set aside',
    until: 'last day it holds, as 2027-01-31',
    owner: 'who answers for it',
  },
  run,
};

async function run(given: Given, context: Context): Promise<ExitCode> {
  const [rule, ...more] = given.positionals;
  if (rule === undefined || more.length > 0) {
    throw usageError('suppress needs one rule', 'Name it as the finding does, such as config/unpinned-package.');
  }
  const inventory = lastInventory(context);
  const seen = [...inventory.servers, ...inventory.clients].flatMap(({ findings }) =>
    findings.map((finding) => finding.rule),
  );
  const known = seen.find((one) => one === rule);
  if (known === undefined) {
    throw new SallyportError({
      code: 'UNKNOWN_RULE',
      message: `the last scan has no finding of the rule ${JSON.stringify(rule)}`,
      remedy: `Choose one of ${[...new Set(seen)].toSorted().join(', ')}.`,
    });
  }
  const wanted = textOption(given, 'server');
  const server = wanted === undefined ? null : findServer(inventory, wanted).id;
  const until = dateOption(given, 'until');
  if (until === null) {
    throw usageError('--until is missing: nothing is set aside for ever', 'Add `--until 2027-01-31`.');
  }
  const suppression = {
    rule: known satisfies RuleId,
    server,
    reason: requiredOption(given, 'reason', 'why it may be set aside'),
    owner: textOption(given, 'owner') ?? context.machine.env['USER'] ?? 'this user',
    until,
  };
  await loosen(
    `Setting aside ${rule} ${server === null ? 'for every server' : `for ${server}`} until ${until}`,
    context,
  );
  const { text } = await readCatalogue(context.stateFolder);
  const path = cataloguePath(context.stateFolder);
  writeState(path, await editCatalogue(text, { kind: 'put-suppression', suppression }));
  context.output.out(
    context.json
      ? `${JSON.stringify({ ...suppression, catalogue: path })}\n`
      : `${rule} is set aside until ${until} in ${path}.\n`,
  );
  return 0;
}
