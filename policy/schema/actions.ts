/** Actions that policies name. A method of the protocol that is none of them is `other`. */
export const actions = [
  'tools/call',
  'resources/read',
  'prompts/get',
  'sampling/createMessage',
  'elicitation/create',
  'other',
] as const;
export type ActionName = (typeof actions)[number];

/** What an action is done to. */
export type TargetType = 'Tool' | 'Resource' | 'Prompt' | 'Request';

export function actionNamed(method: string): ActionName {
  return actions.find((action) => action === method) ?? 'other';
}

export function targetTypeOf(action: ActionName): TargetType {
  return targetTypes[action];
}

const targetTypes: Readonly<Record<ActionName, TargetType>> = {
  'tools/call': 'Tool',
  'resources/read': 'Resource',
  'prompts/get': 'Prompt',
  'sampling/createMessage': 'Request',
  'elicitation/create': 'Request',
  other: 'Request',
};
