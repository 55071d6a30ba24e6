import { isObject } from '../framing/message.ts';
import { keysOf, valueAt } from './pointers.ts';
import type { Weighed } from './weigh.ts';

/** What a server lists and agents call by name. */
export type Described = 'tool' | 'prompt';

const lists = { 'tools/list': ['tools', 'tool'], 'prompts/list': ['prompts', 'prompt'] } as const;

/**
 * What was seen in the definitions that a server has listed on this connection. A later listing replaces what an earlier one said; of what one
 * listing says of a name on several pages, everything counts.
 */
export class DescribedThings {
  readonly #seen: Readonly<Record<Described, Map<string, readonly Weighed[]>>> = { tool: new Map(), prompt: new Map() };
  readonly #listed: Readonly<Record<Described, Set<string>>> = { tool: new Set(), prompt: new Set() };

  learn(method: string | null, message: unknown, weighed: readonly Weighed[], isFirstPage: boolean): void {
    const list = listOf(method);
    if (list === null) {
      return;
    }
    const [key, kind] = list;
    const items = valueAt(message, ['result', key]);
    const names = new Set((Array.isArray(items) ? items : []).map((item: unknown) => nameOf(item) ?? ''));
    const seen = this.#seen[kind];
    const listed = this.#listed[kind];
    if (isFirstPage) {
      listed.clear();
    }
    for (const name of names) {
      if (!listed.has(name)) {
        seen.delete(name);
      }
      listed.add(name);
    }
    const counting = weighed.filter(({ weight }) => weight !== 'clean');
    for (const [name, ones] of Map.groupBy(counting, (one) => describedIn(method, message, one))) {
      if (name !== null) {
        seen.set(name, [...(seen.get(name) ?? []), ...ones]);
      }
    }
  }

  /** What was seen in one definition. */
  of(kind: Described, name: string): readonly Weighed[] {
    return this.#seen[kind].get(name) ?? [];
  }
}

/** The name of the tool or prompt that a finding is about; null when it is about something else. */
export function describedIn(method: string | null, message: unknown, { part }: Pick<Weighed, 'part'>): string | null {
  const list = listOf(method);
  return list !== null && part.startsWith(`/result/${list[0]}/`) ? nameOf(valueAt(message, keysOf(part))) : null;
}

function listOf(method: string | null): (typeof lists)[keyof typeof lists] | null {
  return method === 'tools/list' || method === 'prompts/list' ? lists[method] : null;
}

function nameOf(item: unknown): string | null {
  const name = isObject(item) ? item['name'] : undefined;
  return typeof name === 'string' ? name : null;
}
