import { contentRules } from '../../scanner/detect/content/content-rules.ts';
import type { ContentFinding } from '../../scanner/detect/content/content-finding.ts';
import { findShadowedTools, type OfferedTool } from '../../scanner/detect/content/shadowed-tools.ts';
import { isObject } from '../framing/message.ts';
import type { RememberedServer } from '../pins/remembered-tools.ts';
import { valueAt } from './pointers.ts';
import type { Weighed } from './weigh.ts';

const longestName = 100;

/**
 * Adds the tools of a list that have the name and the words of a tool of another server. A server that its client calls the same is taken
 * for this one in another version: what a new build of a program is called does not tell.
 *
 * @param own id of the server that lists, null when nobody knows it: then it is told from others by its name alone
 */
export function withShadows(
  weighed: readonly Weighed[],
  list: unknown,
  own: { readonly id: string | null; readonly name: string },
  remembered: readonly RememberedServer[],
): readonly Weighed[] {
  const offered = toolsIn(list, own.name);
  const others = remembered
    .filter(({ id, name }) => id !== own.id && name !== own.name)
    .flatMap(({ name: server, tools }) => tools.map((tool): OfferedTool => ({ server, ...tool })));
  const shadows = findShadowedTools([...offered, ...others]).filter(
    ({ first, second }) => first.server === own.name || second.server === own.name,
  );
  const found = new Map(
    shadows.map(({ first, second }) => (first.server === own.name ? [first, second] : [second, first])),
  );
  return [...weighed, ...Array.from(found, ([tool, other]) => shadow(offered.indexOf(tool), tool, other))];
}

/** In the order of the list, so that the place of each is known. */
function toolsIn(list: unknown, server: string): readonly OfferedTool[] {
  const tools = valueAt(list, ['result', 'tools']);
  return (Array.isArray(tools) ? tools : []).map((tool: unknown): OfferedTool => {
    const { name, description } = isObject(tool) ? tool : {};
    return {
      server,
      name: typeof name === 'string' ? name : '',
      description: typeof description === 'string' ? description : '',
    };
  });
}

function shadow(index: number, { name }: OfferedTool, other: OfferedTool): Weighed {
  const { id, message, remedy } = contentRules['shadowed-tool'];
  const part = `/result/tools/${index}`;
  const finding: ContentFinding = {
    rule: id,
    kind: 'poisoning',
    where: { pointer: `${part}/name`, of: 'value', span: { start: 0, end: name.length } },
    detail: other.server.slice(0, longestName),
    tier: 'hard',
    severity: 'medium',
    confidence: 'likely',
    evidence: name.slice(0, longestName),
    message: `the tool ${message}`,
    remedy,
  };
  return { finding, part, surface: 'tool', weight: 'suspect' };
}
