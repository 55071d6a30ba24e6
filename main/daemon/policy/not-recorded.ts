import { ask } from '../../../policy/cedar/authorize.ts';
import type { Entities } from '../../../policy/cedar/entities.ts';
import { EvaluationFault } from '../../../policy/cedar/fault.ts';
import type { Request } from '../../../policy/cedar/request.ts';
import type { Fields } from '../../../policy/cedar/value.ts';
import type { PolicyName } from '../../../policy/decide/decision.ts';
import type { Question } from '../../../policy/decide/questions.ts';
import { nameOf } from '../../../policy/decide/verdict-of-set.ts';

/** Where policies see what a record may leave out: attributes of the context, or of the tool and its server. */
const places = {
  arguments: { context: ['input'], resource: [] },
  session: { context: ['session'], resource: [] },
  network: { context: ['network'], resource: [] },
  interactive: { context: ['interactive'], resource: [] },
  credential: { context: ['credential'], resource: [] },
  content: { context: ['findings'], resource: [] },
  pin: { context: [], resource: ['pin'] },
  hints: { context: [], resource: ['hints'] },
  class: { context: [], resource: ['effect', 'external'] },
  integrity: {
    context: [],
    resource: ['standing', 'owner', 'risk', 'dataClass', 'category', 'labels', 'mode'],
  },
} as const;

export type Part = keyof typeof places;
export const parts = Object.keys(places).filter((name): name is Part => Object.hasOwn(places, name));

/** The same questions to policies for which a part that was not recorded is a fault, and not something we made up. */
export function withoutParts(questions: readonly Question[], missing: readonly Part[]): readonly Question[] {
  return missing.length === 0
    ? questions
    : questions.map((question) => ({ ...question, request: requestWithout(question.request, missing) }));
}

/** The missing parts that a policy really comes to look at: most policies are about another tool, and end before. */
export function partsLookedAt(questions: readonly Question[]): readonly Part[] {
  const faults = questions.flatMap(({ policies, request, unreadable }) => ask(policies, request, unreadable).faults);
  return [
    ...new Set(
      faults.flatMap(({ policy, fault }) =>
        // What only watches changes no decision.
        fault instanceof NotRecorded && !policy.annotations.has('observe') ? [fault.part] : [],
      ),
    ),
  ];
}

/** The policies that forbid the call whatever the missing parts were. */
export function forbiddenAnyway(questions: readonly Question[]): ReadonlySet<PolicyName> {
  return new Set(
    questions.flatMap(({ set, policies, request, unreadable }) =>
      ask(policies, request, unreadable)
        .forbids.filter(({ annotations }) => !annotations.has('observe'))
        .map((policy) => nameOf(set, policy)),
    ),
  );
}

class NotRecorded extends EvaluationFault {
  readonly part: Part;

  constructor(part: Part) {
    super('no-attribute', `not recorded: ${part}`);
    this.part = part;
  }
}

function requestWithout(request: Request, missing: readonly Part[]): Request {
  const { context, entities, principal } = request;
  const ofResource = named(missing, 'resource');
  const without: Entities = {
    ...entities,
    get: (key) => {
      const entity = entities.get(key);
      return entity === undefined || key === principal.key
        ? entity
        : { ...entity, attributes: fieldsWithout(entity.attributes, ofResource) };
    },
  };
  return {
    ...request,
    context: { ...context, fields: fieldsWithout(context.fields, named(missing, 'context')) },
    entities: without,
  };
}

function named(missing: readonly Part[], where: 'context' | 'resource'): ReadonlyMap<string, Part> {
  return new Map(missing.flatMap((part) => places[part][where].map((name) => [name, part] as const)));
}

function fieldsWithout(fields: Fields, names: ReadonlyMap<string, Part>): Fields {
  return {
    get: (name) => {
      const part = names.get(name);
      if (part !== undefined) {
        throw new NotRecorded(part);
      }
      return fields.get(name);
    },
    keys: () => fields.keys(),
  };
}
