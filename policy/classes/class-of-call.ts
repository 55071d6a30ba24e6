import { classify } from './classify.ts';
import type { ToolClass } from './tool-class.ts';

/**
 * The class of a call whose tool nobody has listed yet, or that calls no tool: reading a resource or a prompt reads,
 * and everything else of the protocol counts as a write.
 */
export function classOfCall(method: string, name: string, argumentNames: readonly string[]): ToolClass {
  if (method === 'tools/call') {
    return toolClassOf(name, argumentNames);
  }
  const reads = method === 'resources/read' || method === 'prompts/get';
  return {
    effect: reads ? 'read' : 'write',
    external: false,
    because: [{ rule: 'default', says: reads ? `${method} reads` : `${method} counts as writing` }],
  };
}

const mostKnown = 500;
const known = new Map<string, ToolClass>();

/** The same few tools are called again and again. */
function toolClassOf(name: string, argumentNames: readonly string[]): ToolClass {
  const key = JSON.stringify([name, argumentNames]);
  const before = known.get(key);
  if (before !== undefined) {
    return before;
  }
  const properties = Object.fromEntries(argumentNames.map((argument) => [argument, {}]));
  const toolClass = classify({ name, inputSchema: { properties }, annotations: undefined });
  if (known.size < mostKnown && key.length < 2000) {
    known.set(key, toolClass);
  }
  return toolClass;
}
