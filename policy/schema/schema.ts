import type { ActionName, TargetType } from './actions.ts';
import { actions, targetTypeOf } from './actions.ts';
import type { ArgumentFields } from './argument-types.ts';
import { cedarRecord } from './argument-types.ts';

/** The namespace of everything a policy can name. */
export const namespace = 'MCP';

/**
 * The schema, in Cedar's own words, that a set of policies is validated against. A text that nobody gave is `unknown`.
 *
 * @param principal who asks: the person's set is asked for persons only, so a policy there about an agent can never hold
 */
export function schemaText(input: ArgumentFields, principal: 'Person' | 'Agent'): string {
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

${actions.map((action) => actionDeclaration(action, principal)).join('\n')}
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

function actionDeclaration(action: ActionName, principal: string): string {
  return `  action "${action}" appliesTo { principal: [${principal}], resource: [${targetTypeOf(action)}], context: Context };`;
}
