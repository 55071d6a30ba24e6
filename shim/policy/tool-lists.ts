import { isObject, paramsOf, type Message } from '../framing/message.ts';
import { listWithout, replaced, spanAt } from '../framing/spans.ts';
import { type Answered, mayAnswer } from '../pipeline.ts';
import type { KnownTools } from './known-tools.ts';

export interface ToolListsDeps {
  readonly tools: KnownTools;
  /** Whether no call of this tool can ever be allowed, and such tools are to be left out. */
  readonly isHidden: (name: string) => boolean;
}

const subscriptionKey = 'io.modelcontextprotocol/subscriptionId';

/** The lists of tools that the client sees: what policy can never allow is left out, and it hears when that changes. */
export class ToolLists {
  readonly #deps: ToolListsDeps;
  #tell: ((line: Buffer) => void) | null = null;
  /** The server has said that its lists change: without that, clients of the older era do not listen. */
  #announces = false;
  /** Subscriptions of the newer era that the server has granted, as JSON text. */
  readonly #subscriptions = new Set<string>();
  #hidden = '';

  constructor(deps: ToolListsDeps) {
    this.#deps = deps;
  }

  attach(tell: (line: Buffer) => void): void {
    this.#tell = tell;
  }

  /** Learns from a message of the server. @returns the line to forward in its place, or null for the line itself */
  pass(message: Message, answered: Answered | null): Buffer | null {
    if (message.kind === 'notification') {
      this.#listen(message);
      return null;
    }
    const result: unknown = message.kind === 'response' ? message.value['result'] : undefined;
    if (!isObject(result)) {
      return null;
    }
    if (answered?.method === 'initialize') {
      this.#announces = announcesChanges(result['capabilities']);
    }
    return mayAnswer(answered, 'tools/list') ? this.#filter(message.line, this.#deps.tools.learn(result)) : null;
  }

  /** The policy is another one now. */
  policyChanged(): void {
    const before = this.#hidden;
    this.#hidden = this.#namesHidden();
    if (before === this.#hidden || this.#tell === null) {
      return;
    }
    if (this.#announces) {
      this.#tell(Buffer.from('{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}\n'));
    }
    for (const id of this.#subscriptions) {
      const params = `{"_meta":{"${subscriptionKey}":${id}}}`;
      this.#tell(Buffer.from(`{"jsonrpc":"2.0","method":"notifications/tools/list_changed","params":${params}}\n`));
    }
  }

  #filter(line: Buffer, names: readonly (string | null)[]): Buffer | null {
    this.#hidden = this.#namesHidden();
    const isLeftOut = names.map((name) => name !== null && this.#deps.isHidden(name));
    const list = isLeftOut.includes(true) ? spanAt(line, ['result', 'tools']) : null;
    return list === null
      ? null
      : replaced(
          line,
          list,
          listWithout(line, list, (index) => isLeftOut[index] === true),
        );
  }

  #namesHidden(): string {
    const { tools, isHidden } = this.#deps;
    return JSON.stringify(tools.names.filter(isHidden));
  }

  #listen({ method, value }: Extract<Message, { kind: 'notification' }>): void {
    const params = paramsOf(value);
    const meta = isObject(params['_meta']) ? params['_meta'] : {};
    const id = meta[subscriptionKey];
    if (typeof id !== 'string' && typeof id !== 'number') {
      return;
    }
    if (method === 'notifications/subscriptions/acknowledged' && grantsTools(params['notifications'])) {
      this.#subscriptions.add(JSON.stringify(id));
    } else if (method === 'notifications/cancelled') {
      this.#subscriptions.delete(JSON.stringify(id));
    }
  }
}

function announcesChanges(capabilities: unknown): boolean {
  const tools = isObject(capabilities) ? capabilities['tools'] : undefined;
  return isObject(tools) && tools['listChanged'] === true;
}

/** The filter's names differ between drafts of the protocol; each has `tools` in it. */
function grantsTools(notifications: unknown): boolean {
  return (
    isObject(notifications) && Object.entries(notifications).some(([name, on]) => /^tools/i.test(name) && on !== false)
  );
}
