import { classify } from '../../policy/classes/classify.ts';
import type { ToolClass } from '../../policy/classes/tool-class.ts';
import { defaultHints, type Hints } from '../../policy/decide/facts.ts';
import { isObject, type JsonObject } from '../framing/message.ts';

/** A tool as its server has listed it on this connection. */
export interface KnownTool {
  readonly toolClass: ToolClass;
  readonly hints: Hints;
  /** Undefined where it declares none. */
  readonly outputSchema: unknown;
}

const mostTools = 10_000;

/** What the server has said of its tools. A later listing replaces what an earlier one said of the same name. */
export class KnownTools {
  readonly #byName = new Map<string, KnownTool>();

  /** Learns a page of `tools/list`. @returns the names on it, in order; null for what has no name */
  learn(result: JsonObject): readonly (string | null)[] {
    const tools: unknown = result['tools'];
    return (Array.isArray(tools) ? tools : []).map((tool: unknown) => {
      const name = isObject(tool) ? tool['name'] : undefined;
      if (!isObject(tool) || typeof name !== 'string') {
        return null;
      }
      if (this.#byName.size < mostTools || this.#byName.has(name)) {
        this.#byName.set(name, knownTool(name, tool));
      }
      return name;
    });
  }

  find(name: string): KnownTool | null {
    return this.#byName.get(name) ?? null;
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }
}

function knownTool(name: string, tool: JsonObject): KnownTool {
  const { inputSchema, annotations, outputSchema } = tool;
  return { toolClass: classify({ name, inputSchema, annotations }), hints: hintsOf(annotations), outputSchema };
}

function hintsOf(annotations: unknown): Hints {
  const given = isObject(annotations) ? annotations : {};
  const hint = (name: string, otherwise: boolean): boolean => {
    const value = given[name];
    return typeof value === 'boolean' ? value : otherwise;
  };
  return {
    readOnly: hint('readOnlyHint', defaultHints.readOnly),
    destructive: hint('destructiveHint', defaultHints.destructive),
    idempotent: hint('idempotentHint', defaultHints.idempotent),
    openWorld: hint('openWorldHint', defaultHints.openWorld),
  };
}
