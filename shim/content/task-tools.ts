import { type IdKey, isObject, type Message, paramsOf } from '../framing/message.ts';
import type { Answered } from '../pipeline.ts';

const mostRemembered = 10_000;
const related = 'io.modelcontextprotocol/related-task';

/** Which tool each task of a connection was made for, so that what it yields is held against the schema of that tool. */
export class TaskTools {
  readonly #toolOf = new Map<string, string>();
  readonly #askedAbout = new Map<IdKey, string>();

  /** A request of the client: it may ask about a task. */
  asks(message: Message): void {
    if (message.kind === 'request' && message.method.startsWith('tasks/')) {
      const { taskId } = paramsOf(message.value);
      remember(this.#askedAbout, message.id.key, taskId);
    }
  }

  /** The tool whose result a message of the server holds; null for what is no result of a tool, or of one that nobody knows. */
  toolOf(message: Message, answered: Answered | null): string | null {
    if (answered?.method === 'tools/call') {
      this.#learn(message, answered.target);
      return answered.target;
    }
    const task =
      message.kind === 'response'
        ? this.#taskAnswered(message)
        : message.method.startsWith('notifications/tasks')
          ? idIn(message.value['params'])
          : null;
    return task === null ? null : (this.#toolOf.get(task) ?? null);
  }

  #learn({ value }: Message, tool: string | null): void {
    const { result } = value;
    const task = isObject(result) && isObject(result['task']) ? result['task'] : result;
    const id = idIn(task);
    if (id !== null) {
      remember(this.#toolOf, id, tool);
    }
  }

  #taskAnswered(message: Message & { readonly kind: 'response' }): string | null {
    const asked = message.id === null ? undefined : this.#askedAbout.get(message.id.key);
    return asked ?? idIn(message.value['result']);
  }
}

/** The id of the task that a result or its notes name. */
function idIn(value: unknown): string | null {
  const members = isObject(value) ? value : {};
  const meta = isObject(members['_meta']) ? members['_meta'][related] : undefined;
  const id = members['taskId'] ?? (isObject(meta) ? meta['taskId'] : undefined);
  return typeof id === 'string' ? id : null;
}

function remember<Key>(map: Map<Key, string>, key: Key, value: unknown): void {
  map.delete(key);
  if (typeof value === 'string') {
    map.set(key, value);
  }
  const [oldest] = map.keys();
  if (map.size > mostRemembered && oldest !== undefined) {
    map.delete(oldest);
  }
}
