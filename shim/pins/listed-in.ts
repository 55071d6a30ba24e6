import type { Described, PinKind } from '../../policy/pins/pins.ts';
import { isObject, type Message } from '../framing/message.ts';

/** What a server says of itself in one answer. */
export interface Listed {
  readonly kind: PinKind;
  readonly described: readonly Described[];
  /** Cursor of the page that follows; null for the last one, and for what is no list. */
  readonly next: string | null;
}

/** What an answer to this method says of its server; null where it says nothing that is remembered. */
export function listedIn(message: Message, method: string): Listed | null {
  const result: unknown = message.kind === 'response' ? message.value['result'] : undefined;
  if (!isObject(result)) {
    return null;
  }
  switch (method) {
    case 'tools/list':
      return page('tool', result['tools'], result['nextCursor']);
    case 'prompts/list':
      return page('prompt', result['prompts'], result['nextCursor']);
    case 'initialize':
    case 'server/discover': {
      const { instructions } = result;
      const described = instructions === undefined ? [] : [{ name: '', definition: instructions }];
      return { kind: 'instructions', described, next: null };
    }
    default:
      return null;
  }
}

/** What has no name can not be called, and is nothing to remember; it keeps its place in the list. */
function page(kind: PinKind, list: unknown, nextCursor: unknown): Listed {
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  const described = items.map((definition) => {
    const name = isObject(definition) ? definition['name'] : undefined;
    return { name: typeof name === 'string' ? name : '', definition };
  });
  // Clients test the cursor for truth, so that an empty one is the end.
  return { kind, described, next: typeof nextCursor === 'string' && nextCursor !== '' ? nextCursor : null };
}
