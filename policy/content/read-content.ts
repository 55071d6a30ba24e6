import * as z from 'zod/mini';
import { classifiedSurfaces, usualClassifierSettings } from '../../scanner/detect/content/classifier/classify.ts';
import { contentRules } from '../../scanner/detect/content/content-rules.ts';
import { makeOwnPatterns, type OwnRule } from '../../scanner/detect/content/own-patterns.ts';
import { personalKinds } from '../../scanner/detect/content/personal-data/find-personal-data.ts';
import { SallyportError } from '../../scanner/model/errors.ts';
import { severities } from '../../scanner/model/finding.ts';
import type { Place, Problem } from '../bundle/problem.ts';
import { error, warning } from '../bundle/problem.ts';
import type { Path } from '../bundle/yaml-file.ts';
import { readYaml, shapeProblems, shown } from '../bundle/yaml-file.ts';
import { idleRules } from './idle-rules.ts';
import {
  type ClassifierChoice,
  contentActions,
  type ContentPolicy,
  type ContentRule,
  pinChoices,
  recordOnly,
  usualLarge,
} from './content-policy.ts';

const text = z.string().check(z.minLength(1));
const kind = z.enum(['secret', 'hidden-text', 'poisoning', 'injection', 'personal-data']);
const surface = z.enum(['tool', 'result', 'argument', 'prompt', 'instructions']);
const effect = z.enum(['read', 'write', 'destructive']);
const action = z.enum(contentActions);
const ruleId = z.enum(Object.values(contentRules).map(({ id }) => id));
const day = z.string().check(z.refine(isDay, 'is no day such as 2027-01-31'));

const patternSchema = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'is no id of small letters, digits and dashes')),
  kind,
  pattern: text,
  severity: z.optional(z.enum(severities)),
  in: z.optional(z.array(surface)),
});
const ruleSchema = z.strictObject({
  direction: z.optional(z.enum(['up', 'down'])),
  kind: z.optional(oneOrMore(kind)),
  rule: z.optional(oneOrMore(ruleId)),
  detail: z.optional(oneOrMore(text)),
  in: z.optional(oneOrMore(surface)),
  server: z.optional(oneOrMore(text)),
  class: z.optional(z.strictObject({ effect: z.optional(oneOrMore(effect)), external: z.optional(z.boolean()) })),
  from: z.optional(z.enum(['bad', 'suspect'])),
  do: oneOrMore(action),
});
const suppressionSchema = z.strictObject({
  rule: ruleId,
  server: z.optional(text),
  target: z.optional(text),
  detail: z.optional(text),
  reason: text,
  owner: text,
  until: day,
});
const classifierSchema = z.strictObject({
  file: text,
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'is no SHA-256 in 64 small hexadecimal digits')),
  threshold: z.optional(z.number().check(z.gt(0), z.lte(1))),
  in: z.optional(oneOrMore(z.enum(classifiedSurfaces))),
  tier: z.optional(z.enum(['soft', 'hard'])),
});
const schema = z.strictObject({
  version: z.literal(1),
  inspect: z.optional(z.boolean()),
  personalData: z.optional(z.nullable(z.array(z.enum(personalKinds)))),
  patterns: z.optional(z.nullable(z.array(patternSchema))),
  rules: z.optional(z.nullable(z.array(ruleSchema))),
  suppressions: z.optional(z.nullable(z.array(suppressionSchema))),
  large: z.optional(
    z.strictObject({
      characters: z.optional(z.int().check(z.gte(65_536))),
      beyond: z.optional(z.enum(['by-mode', 'pass', 'block'])),
    }),
  ),
  classifier: z.optional(z.nullable(classifierSchema)),
  pins: z.optional(z.strictObject({ changed: z.optional(z.enum(pinChoices)), added: z.optional(z.enum(pinChoices)) })),
});

export interface ReadContent {
  readonly content: ContentPolicy;
  readonly problems: readonly Problem[];
}

/**
 * Reads `content.yaml`. A file that is not there, or holds nothing, records and does nothing else.
 *
 * @param today `yyyy-mm-dd`
 */
export function readContent(file: string, yaml: string, today: string): ReadContent {
  const read = readYaml(file, yaml);
  if (!read.ok) {
    return { content: recordOnly, problems: read.problems };
  }
  if (read.value === null) {
    return { content: recordOnly, problems: [] };
  }
  const parsed = schema.safeParse(read.value, { reportInput: true });
  if (!parsed.success) {
    return { content: recordOnly, problems: shapeProblems(file, parsed.error.issues, read.placeOf) };
  }
  const content = contentOf(parsed.data);
  const idle = idleRules(content, today).map(({ list, index, why }) =>
    warning(file, read.placeOf([list, index]), `${shown([list, index])} ${why}`),
  );
  return { content, problems: [...meaningProblems(file, content, read.placeOf), ...idle] };
}

function contentOf(given: z.infer<typeof schema>): ContentPolicy {
  return {
    inspect: given.inspect ?? true,
    personalData: given.personalData ?? [],
    patterns: (given.patterns ?? []).map(patternOf),
    rules: (given.rules ?? []).map(ruleOf),
    suppressions: (given.suppressions ?? []).map((one) => ({
      ...one,
      server: one.server ?? null,
      target: one.target ?? null,
      detail: one.detail ?? null,
    })),
    large: {
      characters: given.large?.characters ?? usualLarge.characters,
      beyond: given.large?.beyond ?? usualLarge.beyond,
    },
    pins: {
      changed: given.pins?.changed ?? recordOnly.pins.changed,
      added: given.pins?.added ?? recordOnly.pins.added,
    },
    ...(given.classifier ? { classifier: classifierOf(given.classifier) } : {}),
  };
}

function classifierOf({ file, sha256, ...rest }: z.infer<typeof classifierSchema>): ClassifierChoice {
  return {
    file,
    sha256,
    threshold: rest.threshold ?? usualClassifierSettings.threshold,
    tier: rest.tier ?? usualClassifierSettings.tier,
    surfaces: rest.in ?? usualClassifierSettings.surfaces,
  };
}

function patternOf({ id, kind: found, pattern: shape, ...rest }: z.infer<typeof patternSchema>): OwnRule {
  return {
    id,
    kind: found,
    pattern: shape,
    severity: rest.severity ?? 'high',
    surfaces: rest.in ?? ['tool', 'result', 'argument', 'prompt', 'instructions'],
  };
}

function ruleOf(given: z.infer<typeof ruleSchema>): ContentRule {
  return {
    direction: given.direction ?? null,
    kinds: given.kind ?? null,
    rules: given.rule ?? null,
    details: given.detail ?? null,
    surfaces: given.in ?? null,
    servers: given.server ?? null,
    effects: given.class?.effect ?? null,
    external: given.class?.external ?? null,
    from: given.from ?? 'bad',
    actions: given.do,
  };
}

function meaningProblems(
  file: string,
  { patterns, suppressions }: ContentPolicy,
  placeOf: (path: Path) => Place,
): readonly Problem[] {
  const taken = patterns.map(({ id }) => id);
  const again = suppressions.map((one) => JSON.stringify([one.rule, one.server, one.target, one.detail]));
  return [
    ...patterns.flatMap((one, index) => patternProblems(file, one, placeOf(['patterns', index, 'pattern']))),
    ...repeated(taken, 'patterns', 'id'),
    ...repeated(again, 'suppressions', 'rule'),
  ];

  function repeated(keys: readonly string[], list: string, key: string): readonly Problem[] {
    return keys.flatMap((one, index) =>
      keys.indexOf(one) === index
        ? []
        : [error(file, placeOf([list, index, key]), `${shown([list, index])} says again what an earlier entry says`)],
    );
  }
}

function patternProblems(file: string, pattern: OwnRule, place: Place): readonly Problem[] {
  try {
    makeOwnPatterns([pattern]);
    return [];
  } catch (fault) {
    if (fault instanceof SallyportError) {
      return [error(file, place, fault.message, fault.remedy)];
    }
    throw fault;
  }
}

/** One value, or a list of them. */
function oneOrMore<Schema extends z.ZodMiniType>(one: Schema): z.ZodMiniType<readonly z.output<Schema>[]> {
  return z.pipe(
    z.transform((given: unknown): unknown => (Array.isArray(given) || given === undefined ? given : [given])),
    z.array(one).check(z.minLength(1)),
  );
}

function isDay(word: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(word) ? Date.parse(`${word}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(word);
}
