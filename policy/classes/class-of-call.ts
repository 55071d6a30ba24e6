import { classify } from './classify.ts';
import type { ToolClass } from './tool-class.ts';

/**
 * The class of a call whose tool nobody has listed yet, or that calls no tool: reading a resource or a prompt reads,
 * and everything else of the protocol counts as a write.
 */
export function classOfCall(method: string, name: string, argumentNames: readonly string[]): ToolClass {
  if (method === 'tools/call') {
    const properties = Object.fromEntries(argumentNames.map((argument) => [argument, {}]));
    return classify({ name, inputSchema: { properties }, annotations: undefined });
  }
  const reads = method === 'resources/read' || method === 'prompts/get';
  return {
    effect: reads ? 'read' : 'write',
    external: false,
    because: [{ rule: 'default', says: reads ? `${method} reads` : `${method} counts as writing` }],
    contradicts: false,
  };
}
