import type { Entities, Entity } from '../cedar/entities.ts';
import { entitiesOf } from '../cedar/entities.ts';
import { parseIp } from '../cedar/ip.ts';
import type { Request } from '../cedar/request.ts';
import type { CedarRecord, EntityRef, Value } from '../cedar/value.ts';
import { entityRef, fieldsOf, recordOf, setOf } from '../cedar/value.ts';
import { actionNamed, targetTypeOf } from '../schema/actions.ts';
import { namespace } from '../schema/schema.ts';
import { groupRef } from './groups.ts';
import type { AgentFacts, CallFacts, PersonFacts, ServerFacts, TargetFacts } from './facts.ts';

/** Both questions that one call asks: the person's and the agent's. They differ in the principal only. */
export interface Requests {
  readonly person: Request;
  readonly agent: Request;
}

/** @param input the converted arguments, null when they could not be converted or nobody looks at them */
export function requestsOf(facts: CallFacts, groups: Entities, input: CedarRecord | null): Requests {
  const action = actionNamed(facts.method);
  const person = ref('Person', facts.person.id);
  const agent = ref('Agent', facts.agent.client);
  const server = ref('Server', facts.server.identity);
  // The first # ends the server's part, so that no name of a tool makes it look like a tool of another server.
  const identity = facts.server.identity.replaceAll('#', '%23');
  const target = ref(targetTypeOf(action), `${identity}#${facts.target.name}`);
  const shared = {
    action: ref('Action', action),
    resource: target,
    context: contextOf(facts, person, agent, input),
    entities: entitiesOf(
      [
        describePerson(person, facts.person),
        describeAgent(agent, facts.agent),
        describeServer(server, facts.server),
        describeTarget(target, facts.target, server, facts.server),
      ],
      groups,
    ),
  };
  return { person: { principal: person, ...shared }, agent: { principal: agent, ...shared } };
}

function contextOf(facts: CallFacts, person: EntityRef, agent: EntityRef, input: CedarRecord | null): CedarRecord {
  const { session, time } = facts;
  const ip = facts.network.ip === null ? null : parseIp(facts.network.ip);
  return recordOf({
    ...(input === null ? {} : { input }),
    person,
    agent,
    ...(session === null ? {} : { session: recordOf({ ...session, labels: setOf(session.labels) }) }),
    findings: setOf(facts.findings),
    time: recordOf({
      now: { kind: 'datetime', ms: time.epochMs },
      hour: time.hour,
      minute: time.minute,
      weekday: time.weekday,
    }),
    network: recordOf(ip === null ? {} : { ip }),
    credential: facts.credential,
    interactive: facts.interactive,
  });
}

function describePerson(person: EntityRef, { name, department, role, groups }: PersonFacts): Entity {
  return described(
    person,
    { name: known(name), department: known(department), role: known(role) },
    groups.map(groupRef),
  );
}

function describeAgent(agent: EntityRef, facts: AgentFacts): Entity {
  return described(agent, {
    client: facts.client,
    version: known(facts.version),
    verified: facts.verified,
    executable: known(facts.executable),
    delegation: setOf(facts.delegation),
    agentOnly: facts.agentOnly,
  });
}

function describeServer(server: EntityRef, facts: ServerFacts): Entity {
  return described(server, {
    name: facts.name,
    identity: facts.identity,
    transport: facts.transport,
    ...standingOf(facts),
  });
}

function describeTarget(target: EntityRef, facts: TargetFacts, server: EntityRef, of: ServerFacts): Entity {
  const attributes = {
    name: facts.name,
    server,
    ...standingOf(of),
    effect: facts.effect,
    external: facts.external,
    pin: facts.pin,
    mode: known(facts.mode),
    hints: recordOf({ ...facts.hints }),
  };
  return described(target, attributes, [server]);
}

function standingOf({
  standing,
  owner,
  risk,
  dataClass,
  category,
  labels,
}: ServerFacts): Readonly<Record<string, Value>> {
  return {
    standing,
    owner: known(owner),
    risk: known(risk),
    dataClass: known(dataClass),
    category: known(category),
    labels: setOf(labels),
  };
}

const noTags = fieldsOf({});

function described(
  subject: EntityRef,
  attributes: Readonly<Record<string, Value>>,
  parents: readonly EntityRef[] = [],
): Entity {
  return { ref: subject, attributes: fieldsOf(attributes), tags: noTags, parents };
}

function ref(type: string, id: string): EntityRef {
  return entityRef(`${namespace}::${type}`, id.toWellFormed());
}

function known(text: string | null): string {
  return text ?? 'unknown';
}
