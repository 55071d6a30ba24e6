import { isRecord } from '../../formats/document.ts';
import type { Evidence } from './content-finding.ts';
import type { Part } from './message-parts.ts';

/** The names of the tools that are listed together. */
export function namesOfTools(parts: readonly Part[]): ReadonlySet<string> {
  return new Set(
    parts.flatMap(({ surface, value }) =>
      surface === 'tool' && isRecord(value) && typeof value['name'] === 'string' ? [value['name']] : [],
    ),
  );
}

/**
 * Whether an order to call a tool is about two tools of one server: `call list_tables before this tool`. A server may say in which order its
 * own tools go. What goes before every tool, or before one that it does not have, is no such order.
 */
export function isOwnOrder({ rule, span }: Evidence, text: string, names: ReadonlySet<string>): boolean {
  if (rule !== 'tool-order') {
    return false;
  }
  const said = text.slice(span.start, span.end);
  const [before = '', after = ''] = `${said}${text.slice(span.end, span.end + longestName)}`.split(/\bbefore\s+/i);
  const first = wordsOf(before).filter((word) => word.includes('_'));
  const then = wordsOf(after.replace(/^(?:(?:running|using|calling|invoking)\s+)?(?:the\s+)?/i, ''))[0] ?? '';
  return first.length > 0 && first.every((word) => names.has(word)) && (then === 'this' || names.has(then));
}

const longestName = 100;

function wordsOf(text: string): readonly string[] {
  return text.match(/[\w-]+/g) ?? [];
}
