import { sourceSpec } from './npm-spec.ts';
import { readOptions, valuesOf } from './options.ts';
import { scriptStep } from './script-step.ts';
import type { Call, Step, ToolTable } from './step.ts';
import { opaque } from './step.ts';

/** Java, .NET and Go: a built file, or a project that is built at start. */
export const compiledRunners: ToolTable = new Map([
  ['java', java],
  ['dotnet', dotnet],
  ['go', go],
]);

/** All but those that load classes, agents or further options, or start a command. */
const harmlessOptions =
  /^-(?:X(?!bootclasspath|run|X:(?:OnError|OnOutOfMemoryError|VMOptionsFile|Flags|SharedArchiveFile)=)|D|server|client|ea|enableassertions|esa|-enable-preview)/;

function java(call: Call): Step {
  const { args } = call.launch;
  const at = args.findIndex((word) => !harmlessOptions.test(word));
  const before = args.slice(0, at === -1 ? args.length : at);
  const odd = before.some((word) =>
    /^-D(?:java\.(?:system\.class\.loader|class\.path|ext\.|endorsed)|loader\.|jdk\.)/.test(word),
  );
  const doubts = odd ? ['java is told where to load classes from'] : [];
  const [first = '', file, ...rest] = args.slice(at === -1 ? args.length : at);
  if (first === '-jar' && file !== undefined) {
    return scriptStep({ interpreter: 'java', words: [file, ...rest], launch: call.launch, doubts, alsoRuns: [] });
  }
  return first.endsWith('.java')
    ? scriptStep({ interpreter: 'java', words: args.slice(at), launch: call.launch, doubts, alsoRuns: [] })
    : opaque('java is started with a class path or an agent, not with one file');
}

function dotnet(call: Call): Step {
  const [first = '', ...rest] = call.launch.args;
  if (/\.dll$/i.test(first)) {
    return scriptStep({
      interpreter: 'dotnet',
      words: [first, ...rest],
      launch: call.launch,
      doubts: [],
      alsoRuns: [],
    });
  }
  const project = valuesOf(
    readOptions(rest, { flags: '', values: '--project -c --configuration -f --framework' }),
    '--project',
  ).at(-1);
  return first === 'run'
    ? opaque('dotnet builds a project at start', {
        kind: 'source',
        from: project ?? '.',
        pinned: false,
        runner: 'dotnet run',
      })
    : opaque('dotnet is not started with one file');
}

function go(call: Call): Step {
  const [verb, ...rest] = call.launch.args;
  const target = rest.find((word) => !word.startsWith('-')) ?? '.';
  const found = sourceSpec(target, 'go run');
  const pinned = /@v\d+\.\d+\.\d+(?:[-+][\w.-]+)?$/.test(target);
  return verb === 'run' && found.kind === 'source'
    ? opaque('go builds it at start', { ...found.runs, pinned })
    : opaque('this go command starts no server');
}
