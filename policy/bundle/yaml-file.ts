import { isNode, LineCounter, parseDocument } from 'yaml';
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
    return { ok: false, problems: faults.map(({ pos, message }) => error(file, placeOf(pos[0]), message)) };
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
    return `must be of the type ${issue.expected}`;
  }
  if (issue.code === 'invalid_value') {
    return `must be ${issue.values.map(String).join(' or ')}`;
  }
  return issue.code === 'too_small' ? 'must not be empty or less than zero' : issue.message;
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
