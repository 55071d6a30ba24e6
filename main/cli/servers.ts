import { renderServersList } from '../report/server-list.ts';
import { renderServer } from '../report/server-page.ts';
import { approve, ban, forget } from './catalogue-changes.ts';
import { findServer, lastInventory } from './known-servers.ts';
import { usageError } from './run-cli.ts';
import type { Context, ExitCode, Given, Verb } from './verb.ts';

export const serversVerb: Verb = {
  name: 'servers',
  summary: 'The servers of the last scan, and the local catalogue of approved and banned ones.',
  usage: [
    'servers list',
    'servers show SERVER',
    'servers approve SERVER --owner WHO --reason WHY [--versions RANGE | --any-version] [--integrity HASH] [--until DATE]',
    'servers ban SERVER --reason WHY [--owner WHO] [--until DATE]',
    'servers forget SERVER',
  ],
  options: {
    owner: { type: 'string' },
    reason: { type: 'string' },
    versions: { type: 'string' },
    'any-version': { type: 'boolean' },
    integrity: { type: 'string' },
    until: { type: 'string' },
  },
  help: {
    owner: 'who answers for this server',
    reason: 'why',
    versions: 'versions the approval covers; default the one seen',
    'any-version': 'approve every version, also starts that name none',
    integrity: 'hash of the archive that npx must have installed, as `npm view NAME@VERSION dist.integrity` tells it',
    until: 'last day it holds, as 2027-01-31',
  },
  run,
};

async function run(given: Given, context: Context): Promise<ExitCode> {
  const [action = 'list', wanted, ...more] = given.positionals;
  if (more.length > 0) {
    throw usageError(`one server at a time: ${JSON.stringify(more[0])} is too much`, 'Give one id or name.');
  }
  if (action === 'list') {
    return list(context);
  }
  if (wanted === undefined) {
    throw usageError(`servers ${action} needs a server`, 'Give an id or a name from `sallyport servers list`.');
  }
  switch (action) {
    case 'show':
      return show(wanted, context);
    case 'approve':
      return approve(wanted, given, context);
    case 'ban':
      return ban(wanted, given, context);
    case 'forget':
      return forget(wanted, context);
    default:
      throw usageError(`there is no servers ${JSON.stringify(action)}`, 'Use list, show, approve, ban or forget.');
  }
}

function list(context: Context): ExitCode {
  const inventory = lastInventory(context);
  const present = inventory.servers.filter(({ change }) => change !== 'gone');
  context.output.out(
    context.json
      ? `${JSON.stringify({ collectedAt: inventory.collectedAt, servers: present })}\n`
      : renderServersList(inventory, rendering(context)),
  );
  return 0;
}

function show(wanted: string, context: Context): ExitCode {
  const inventory = lastInventory(context);
  const server = findServer(inventory, wanted);
  context.output.out(
    context.json ? `${JSON.stringify(server)}\n` : (renderServer(inventory, server.id, rendering(context)) ?? ''),
  );
  return 0;
}

function rendering({ output }: Context): Parameters<typeof renderServersList>[1] {
  return { columns: output.columns, color: output.color };
}
