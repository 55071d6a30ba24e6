import * as z from 'zod/mini';
import { HierarchyFault } from '../cedar/entities.ts';
import { groupEntities } from '../decide/groups.ts';
import { readArgumentFields } from '../schema/argument-types.ts';
import type { LimitSettings, Settings } from './bundle.ts';
import { defaultSettings } from './bundle.ts';
import type { Place, Problem } from './problem.ts';
import { error, start } from './problem.ts';
import type { Path } from './yaml-file.ts';
import { readYaml, shapeProblems, shown } from './yaml-file.ts';

const text = z.string().check(z.minLength(1));
const person = z.strictObject({
  name: z.optional(text),
  department: z.optional(text),
  role: z.optional(text),
  groups: z.optional(z.array(text)),
});
const upTo = (most: number) => z.optional(z.int().check(z.minimum(1), z.maximum(most)));
const limits = z.strictObject({
  lineMegabytes: upTo(512),
  traceMegabytes: upTo(1_000_000),
  traceDays: upTo(3650),
});
const schema = z.strictObject({
  version: z.literal(1),
  mode: z.optional(z.enum(['monitor', 'lockdown'])),
  arguments: z.optional(z.record(z.string(), z.unknown())),
  groups: z.optional(z.record(text, z.nullable(z.array(text)))),
  people: z.optional(z.record(text, z.nullable(person))),
  hideDenied: z.optional(z.boolean()),
  durability: z.optional(z.enum(['os', 'disk'])),
  elicitation: z.optional(z.boolean()),
  limits: z.optional(limits),
});

const howToBegin = 'Write "version: 1", and "mode: monitor" or "mode: lockdown".';

export interface ReadSettings {
  readonly settings: Settings;
  readonly problems: readonly Problem[];
  readonly placeOf: (path: Path) => Place;
}

const nowhere = (): Place => start;

/**
 * Reads `settings.yaml`. A file that is not there, or holds nothing, is a fault: taken for defaults, a lost file would open a
 * laptop in lockdown.
 */
export function readSettings(file: string, yaml: string | null): ReadSettings {
  if (yaml === null) {
    return { settings: defaultSettings, problems: [error(file, start, 'is missing', howToBegin)], placeOf: nowhere };
  }
  const read = readYaml(file, yaml);
  if (!read.ok) {
    return { settings: defaultSettings, problems: read.problems, placeOf: nowhere };
  }
  if (read.value === null) {
    return { settings: defaultSettings, problems: [error(file, start, 'holds nothing', howToBegin)], placeOf: nowhere };
  }
  const parsed = schema.safeParse(read.value);
  if (!parsed.success) {
    const problems = shapeProblems(file, parsed.error.issues, read.placeOf);
    return { settings: defaultSettings, problems, placeOf: read.placeOf };
  }
  const settings = settingsOf(parsed.data);
  return { settings, problems: meaningProblems(file, settings, read.placeOf), placeOf: read.placeOf };
}

function settingsOf({
  mode,
  groups,
  people,
  hideDenied,
  durability,
  elicitation,
  ...rest
}: z.infer<typeof schema>): Settings {
  return {
    mode: mode ?? defaultSettings.mode,
    arguments: rest.arguments ?? {},
    groups: Object.fromEntries(Object.entries(groups ?? {}).map(([name, parents]) => [name, parents ?? []])),
    people: Object.fromEntries(
      Object.entries(people ?? {}).map(([id, facts]) => [
        id,
        {
          name: facts?.name ?? null,
          department: facts?.department ?? null,
          role: facts?.role ?? null,
          groups: facts?.groups ?? [],
        },
      ]),
    ),
    hideDenied: hideDenied ?? defaultSettings.hideDenied,
    durability: durability ?? defaultSettings.durability,
    elicitation: elicitation ?? defaultSettings.elicitation,
    ...(rest.limits === undefined ? {} : { limits: given(rest.limits) }),
  };
}

function given({ lineMegabytes, traceMegabytes, traceDays }: z.infer<typeof limits>): LimitSettings {
  return {
    ...(lineMegabytes === undefined ? {} : { lineMegabytes }),
    ...(traceMegabytes === undefined ? {} : { traceMegabytes }),
    ...(traceDays === undefined ? {} : { traceDays }),
  };
}

function meaningProblems(file: string, settings: Settings, placeOf: (path: Path) => Place): readonly Problem[] {
  const fields = readArgumentFields(settings.arguments);
  return [
    ...(fields.ok
      ? []
      : [
          error(
            file,
            placeOf(['arguments', ...fields.path]),
            `${shown(['arguments', ...fields.path])} is no type`,
            'Write string, long, bool, decimal, a list of one type, or an object of types.',
          ),
        ]),
    ...groupProblems(file, settings, placeOf),
  ];
}

function groupProblems(file: string, { groups }: Settings, placeOf: (path: Path) => Place): readonly Problem[] {
  try {
    groupEntities(groups);
    return [];
  } catch (fault) {
    if (fault instanceof HierarchyFault) {
      const help = 'Take one of its groups away.';
      return [error(file, placeOf(['groups', fault.entity.id]), fault.message.replace(/^\S+ /, 'the group '), help)];
    }
    throw fault;
  }
}
