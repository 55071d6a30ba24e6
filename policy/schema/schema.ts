import type { ActionName, TargetType } from './actions.ts';
import { actions, targetTypeOf } from './actions.ts';
import type { ArgumentFields } from './argument-types.ts';
import { cedarRecord } from './argument-types.ts';

/** The namespace of everything a policy can name. */
export const namespace = 'MCP';

/** The schema, in Cedar's own words, that every policy is validated against. `unknown` stands for a text that nobody gave. */
export function schemaText(input: ArgumentFields): string {
  return `namespace ${namespace} {
  entity Group in [Group];
  entity Person in [Group] { name: String, department: String, role: String };
  entity Agent { client: String, version: String, verified: Bool, executable: String, delegation: Set<String>, agentOnly: Bool };
  entity Server {
    name: String,
    identity: String,
    ${standingAttributes},
    transport: String,
  };
${targetTypes.map(targetEntity).join('\n')}

  type Context = {
    input: ${cedarRecord(input)},
    person: Person,
    agent: Agent,
    session: {
      labels: Set<String>,
      calls: Long,
      denials: Long,
      ageMs: Long,
      callsLastMinute: Long,
      repeats: Long,
    },
    findings: Set<String>,
    time: { now: datetime, hour: Long, minute: Long, weekday: Long },
    network: { ip?: ipaddr },
    credential: String,
    interactive: Bool,
  };

${actions.map(actionDeclaration).join('\n')}
}
`;
}

const targetTypes: readonly TargetType[] = ['Tool', 'Resource', 'Prompt', 'Request'];

const standingAttributes =
  'standing: String, owner: String, risk: String, dataClass: String, category: String, labels: Set<String>';

function targetEntity(type: TargetType): string {
  return `  entity ${type} in [Server] {
    name: String,
    server: Server,
    ${standingAttributes},
    effect: String,
    external: Bool,
    pin: String,
    mode: String,
    hints: { readOnly: Bool, destructive: Bool, idempotent: Bool, openWorld: Bool },
  };`;
}

function actionDeclaration(action: ActionName): string {
  return `  action "${action}" appliesTo { principal: [Person, Agent], resource: [${targetTypeOf(action)}], context: Context };`;
}
