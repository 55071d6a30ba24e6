import { isObject, type JsonObject } from '../framing/message.ts';

/** Whether a text may stand at one place, as far as a schema of the server says. */
export type Fits = (text: string) => boolean;

const mostSteps = 200;
const formatsOfShape = new Set(['uuid', 'email', 'uri', 'uri-reference', 'hostname', 'ipv4']);
/** What makes of a changed string something else than what stands at its own place: the choice of a branch, a count, another schema. */
const unforeseeable =
  'if then else dependentSchemas dependencies not contains $dynamicRef $recursiveRef unevaluatedItems contentSchema'.split(
    ' ',
  );
const constraining = ['enum', 'const', 'minLength', 'maxLength', 'pattern', 'format', 'not', 'contentEncoding'];

/**
 * What an output schema asks of the string at a place. A schema that we do not see through fits nothing: whoever wants to change the
 * string must then do something else.
 *
 * @param keys way to the string from the outermost value
 * @param matches whether a pattern of the schema matches, in linear time; false for one that can not be told
 */
export function fitsAt(
  schema: unknown,
  keys: readonly string[],
  matches: (pattern: string, text: string) => boolean,
): Fits {
  let steps = 0;
  const found: JsonObject[] = [];
  let isClear = true;

  const visit = (here: unknown, depth: number): void => {
    steps += 1;
    if (!isObject(here) || steps > mostSteps) {
      // `true` allows everything, and an absent schema too.
      isClear &&= here === undefined || here === true;
      return;
    }
    isClear &&= !unforeseeable.some((word) => word in here) && !(here['uniqueItems'] === true);
    const { $ref } = here;
    if (typeof $ref === 'string') {
      visit($ref.startsWith('#') ? (resolved(schema, $ref) ?? null) : null, depth);
    }
    const key = keys[depth];
    for (const word of ['allOf', 'anyOf', 'oneOf']) {
      const all = here[word];
      if (Array.isArray(all)) {
        const open = word === 'allOf' ? all : all.filter((one) => !isClosedTo(schema, one, key));
        open.forEach((one) => visit(one, depth));
      }
    }
    isClear &&=
      !isChoice(here['oneOf'], key === undefined) &&
      !('unevaluatedProperties' in here && isObject(here['unevaluatedProperties']));
    if (key === undefined) {
      found.push(here);
    } else {
      // A fixed object has fixed strings.
      isClear &&= !('const' in here || 'enum' in here);
      schemasBelow(here, key).forEach((one) => visit(one, depth + 1));
    }
  };

  visit(schema, 0);
  return (text) => isClear && found.every((one) => satisfies(one, text, matches));
}

/** Whether more than one branch of which exactly one must hold could take the text. */
function isChoice(branches: unknown, isHere: boolean): boolean {
  const open = (one: unknown): boolean => !isObject(one) || one['type'] === undefined || one['type'] === 'string';
  return isHere && Array.isArray(branches) && branches.filter(open).length > 1;
}

/** Whether a branch is none of those that hold, because it has no such member: of what stands there it asks nothing. */
function isClosedTo(root: unknown, branch: unknown, key: string | undefined): boolean {
  const to = isObject(branch) && typeof branch['$ref'] === 'string' ? resolved(root, branch['$ref']) : branch;
  return (
    key !== undefined &&
    isObject(to) &&
    to['additionalProperties'] === false &&
    to['patternProperties'] === undefined &&
    !(isObject(to['properties']) && Object.hasOwn(to['properties'], key))
  );
}

function schemasBelow(schema: JsonObject, key: string): readonly unknown[] {
  const { properties, additionalProperties, items, prefixItems, patternProperties } = schema;
  if (isObject(properties) && Object.hasOwn(properties, key)) {
    return [properties[key]];
  }
  const index =
    /^\d+$/.test(key) && Array.isArray(prefixItems) ? (prefixItems as readonly unknown[])[Number(key)] : undefined;
  const rest = items === undefined ? additionalProperties : items;
  return [index ?? rest, isObject(patternProperties) ? null : undefined];
}

function resolved(schema: unknown, reference: string): unknown {
  let here = schema;
  for (const key of decoded(reference).split('/').slice(1)) {
    here = isObject(here) ? here[key.replaceAll('~1', '/').replaceAll('~0', '~')] : null;
  }
  return here;
}

function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    // No encoding of any text: it leads nowhere, and what leads nowhere fits nothing.
    return '#/';
  }
}

function satisfies(schema: JsonObject, text: string, matches: (pattern: string, text: string) => boolean): boolean {
  if (!constraining.some((word) => word in schema)) {
    return true;
  }
  const { minLength, maxLength, pattern, format } = schema;
  const { length } = Array.from(text);
  return (
    !('enum' in schema || 'const' in schema || 'not' in schema || 'contentEncoding' in schema) &&
    (typeof minLength !== 'number' || length >= minLength) &&
    (typeof maxLength !== 'number' || length <= maxLength) &&
    (typeof pattern !== 'string' || matches(pattern, text)) &&
    (typeof format !== 'string' || (formatsOfShape.has(format) && !text.includes('‹')))
  );
}
