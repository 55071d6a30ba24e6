import { isObject } from '../framing/message.ts';

/** Whether a client's capabilities hold forms. An empty declaration means forms; one that names only other ways does not. */
export function declaresForms(capabilities: unknown): boolean {
  const elicitation = isObject(capabilities) ? capabilities['elicitation'] : undefined;
  return isObject(elicitation) && (Object.keys(elicitation).length === 0 || elicitation['form'] !== undefined);
}
