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
  switch (action) {
    case 'tools/call':
      return 'Tool';
    case 'resources/read':
      return 'Resource';
    case 'prompts/get':
      return 'Prompt';
    default:
      return 'Request';
  }
}
