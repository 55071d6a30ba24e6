import type { StdioLaunch } from '../model/launch.ts';
import type { Detector } from './detector.ts';
import { argumentPlace } from './place.ts';
import { programName } from './program-name.ts';
import { shown } from './shown.ts';

/** Which switch of which interpreter takes the program itself as its value. */
const inlineSwitches: readonly { readonly program: RegExp; readonly switch: RegExp }[] = [
  { program: /^(?:node|nodejs|bun|tsx|ts-node)$/, switch: /^(?:-e|-p|-pe|--eval|--print)(?:=|$)/ },
  { program: /^(?:python[\d.]*|py|pypy[\d.]*)$/, switch: /^-[a-zA-Z]*c/ },
  { program: /^deno$/, switch: /^eval$/ },
  { program: /^ruby[\d.]*$/, switch: /^-[a-z]*e/ },
  { program: /^perl[\d.]*$/, switch: /^-[a-z]*[eE]/ },
  { program: /^php[\d.]*$/, switch: /^(?:-r|--run)/ },
  { program: /^(?:lua|luajit|rscript|elixir|osascript)[\d.]*$/, switch: /^-e/ },
];

const unpacksOrEvaluates =
  /\b(?:exec|eval|compile|function)\s*\(|\b(?:b64decode|atob|fromcharcode|unhexlify|zlib\.decompress|marshal\.loads)\b|buffer\.from\([^)]*(?:base64|hex)/i;

/** A program written into the config itself: there is no file, package or version to review. */
export const detectInlineCode: Detector = ({ entry, resolved }) => {
  const { runs, effective } = resolved;
  if (effective.transport !== 'stdio') {
    return [];
  }
  const at = inlineSwitchIndex(effective);
  if (runs.kind !== 'inline' && (at < 0 || runs.kind === 'package')) {
    return [];
  }
  const interpreter = runs.kind === 'inline' ? runs.interpreter : programName(effective.command);
  const hides = unpacksOrEvaluates.test(effective.args.slice(Math.max(at, 0)).join(' ').slice(0, 20_000));
  const code = effective.args[at + 1];
  return [
    {
      rule: 'config/inline-code',
      severity: hides ? 'high' : 'medium',
      confidence: 'certain',
      where: argumentPlace(
        entry,
        (argument) => argument === (at < 0 ? effective.args.at(-1) : (code ?? effective.args[at])),
      ),
      message: messageOf(shown(interpreter), at >= 0, hides),
      remedy: 'Put the code into a file that can be reviewed and start that file.',
    },
  ];
};

function messageOf(interpreter: string, isInConfig: boolean, hides: boolean): string {
  if (!isInConfig) {
    return `${interpreter} is started to run code that no file and no package names`;
  }
  return `${interpreter} runs code written into the config${hides ? ' that unpacks or evaluates further code' : ''}`;
}

/** Index of the switch that takes the program; what follows the first plain word belongs to the script, not to the interpreter. */
function inlineSwitchIndex({ command, args }: StdioLaunch): number {
  const program = programName(command);
  const known = inlineSwitches.find((row) => row.program.test(program));
  if (known === undefined) {
    return -1;
  }
  const end = args.findIndex(
    (argument, index) => !argument.startsWith('-') && !TAKES_VALUE.test(args[index - 1] ?? ''),
  );
  const index = args.findIndex((argument) => known.switch.test(argument));
  return end >= 0 && index > end ? -1 : index;
}

/** Interpreter switches whose value is the next word: `node --require x -e …`, `python -X dev -c …`. */
const TAKES_VALUE = /^(?:-r|--require|--import|--loader|--experimental-loader|-X|-W|-I)$/;
