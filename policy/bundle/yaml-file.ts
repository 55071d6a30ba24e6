import { isNode, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type * as z from 'zod/mini';
import type { Place, Problem } from './problem.ts';
import { error, start } from './problem.ts';

export type Path = readonly PropertyKey[];

/** A file of YAML as plain values, with the place of each. */
export type YamlFile =
  | { readonly ok: true; readonly value: unknown; readonly placeOf: (path: Path) => Place }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const writeOut = 'Write the values out, a few levels deep.';

export function readYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const faults = [...document.errors, ...document.warnings];
  const tooDeep = faults.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (tooDeep !== undefined) {
    return { ok: false, problems: [error(file, placeOf(tooDeep.pos[0]), 'is nested too deeply', writeOut)] };
  }
  if (faults.length > 0) {
    return { ok: false, problems: causesAmong(faults).map((fault) => syntaxProblem(file, text, fault, placeOf)) };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return {
      ok: true,
      value,
      placeOf: (path) => {
        const node = document.getIn(path, true);
        const range = isNode(node) ? node.range : null;
        // A key that is missing stands where the object does that lacks it.
        return range
          ? placeOf(range[0])
          : path.length > 0
            ? parentPlace(path, (parent) => document.getIn(parent, true), placeOf)
            : start;
      },
    };
  } catch {
    // Aliases of aliases of aliases, which would fill the memory, or levels without end.
    const message = 'refers to itself too often, or is nested too deeply';
    return { ok: false, problems: [error(file, start, message, writeOut)] };
  }
}

/** One slip makes the reader stumble over all that follows: only the first is told. Keys that stand twice are slips of their own. */
function causesAmong(faults: readonly YAMLError[]): readonly YAMLError[] {
  const isTwice = ({ code }: YAMLError): boolean => code === 'DUPLICATE_KEY';
  const first = faults.findIndex((fault) => !isTwice(fault));
  return first === -1 ? faults : faults.slice(0, first + 1);
}

function syntaxProblem(
  file: string,
  text: string,
  { pos, message }: YAMLError,
  placeOf: (offset: number) => Place,
): Problem {
  const place = placeOf(pos[0]);
  return /^ *\t/.test(text.split('\n')[place.line - 1] ?? '')
    ? error(file, place, 'is indented with a tab, which YAML does not allow', 'Indent the line with spaces.')
    : error(file, place, message);
}

const mendName = 'Mend its name, or take it out.';

/** The problems of a value that is not of a schema's shape. */
export function shapeProblems(
  file: string,
  issues: readonly z.core.$ZodIssue[],
  placeOf: (path: Path) => Place,
  base: Path = [],
): readonly Problem[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path];
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => error(file, placeOf([...path, key]), `${shown([...path, key])} is unknown`, mendName))
      : [error(file, placeOf(path), `${shown(path)} ${meaningOf(issue)}`)];
  });
}

/** The small build of the schema library has no words of its own. */
function meaningOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    const isMissing = 'input' in issue && issue.input === undefined;
    return isMissing ? 'is missing' : `must be of the type ${issue.expected}`;
  }
  if (issue.code === 'invalid_value') {
    return `must be ${issue.values.map(String).join(' or ')}`;
  }
  if (issue.code === 'too_small') {
    const bound = issue.inclusive === true ? 'at least' : 'more than';
    return issue.origin === 'string' || issue.origin === 'array'
      ? 'must not be empty'
      : `must be ${bound} ${issue.minimum}`;
  }
  return issue.code === 'too_big' ? `must be at most ${issue.maximum}` : issue.message;
}

export function shown(path: Path): string {
  return path.length === 0 ? 'the file' : path.map(String).join('.');
}

function parentPlace(path: Path, nodeAt: (path: Path) => unknown, placeOf: (offset: number) => Place): Place {
  for (let length = path.length - 1; length >= 0; length -= 1) {
    const node = nodeAt(path.slice(0, length));
    const range = isNode(node) ? node.range : null;
    if (range) {
      return placeOf(range[0]);
    }
  }
  return start;
}
