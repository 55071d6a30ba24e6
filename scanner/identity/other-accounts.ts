import type { Layer } from '../model/identity.ts';
import { readOptions, valuesOf } from './options.ts';
import { plainWords } from './plain-words.ts';
import type { Call, Step, ToolTable } from './step.ts';
import { behind, opaque } from './step.ts';

/** Programs that start something as another account, named in a text or behind options of their own. */
export const otherAccounts: ToolTable = new Map([
  ['runas', runas],
  ['su', asAnother],
  ['runuser', asAnother],
]);

function runas(call: Call): Step {
  const at = call.launch.args.findIndex((word) => !word.startsWith('/'));
  const words = plainWords(call.launch.args[at] ?? '');
  const layer: Layer = { kind: 'elevated', name: 'runas' };
  return words === null || at !== call.launch.args.length - 1
    ? { kind: 'opaque', reason: 'runas is started in a way we can not read', runs: { kind: 'unknown' }, layer }
    : { kind: 'through', layer, launch: behind(call.launch, words) };
}

/** `su -c text`, `runuser -u root -- program`: root unless another account is named. What they start is not read. */
function asAnother({ tool, launch }: Call): Step {
  const read = readOptions(launch.args, {
    flags: '-l --login -m -p --preserve-environment -f --fast -P --pty',
    values: '-c --command -g --group -G --supp-group -s --shell -u --user -w --whitelist-environment --session-command',
    bundles: true,
  });
  const user = valuesOf(read, '-u', '--user').at(-1) ?? read.rest.find((word) => word !== '-');
  const reason = `${tool} starts something else, in a way we do not read`;
  const isRoot = user === undefined || user === 'root' || user === '0' || user.startsWith('-');
  return isRoot
    ? { kind: 'opaque', reason, runs: { kind: 'unknown' }, layer: { kind: 'elevated', name: tool } }
    : opaque(reason);
}
