import { isObject, paramsOf, type JsonObject, type Message, type ResponseMessage } from './framing/message.ts';
import type { OpenRequest } from './open-requests.ts';
import { type Action, type Answered, whateverIsOwed } from './pipeline.ts';
import { canonical } from './record/argument-hash.ts';
import { cryptography } from './record/chain.ts';

/** What the decision about a call asks of the results of the task that was made for it. */
export interface Task {
  /** The call's number in the record. */
  readonly call: number | null;
  readonly redact: readonly string[];
  readonly keepsResult: boolean;
}

const mostRemembered = 10_000;

/**
 * The tasks of one connection. What a task yields comes in answers and notifications of its own, which owe what the call's
 * decision wanted. Of a task that nobody remembers, such as one of an earlier connection, everything is owed.
 */
export class Tasks {
  readonly #byId = new Map<string, Task>();
  readonly #let = new Set<string>();

  /** The task that a message is about; null for a message that is about none. */
  about(message: Message): Task | null {
    const id = message.kind === 'response' ? null : taskId(message.value);
    if (message.kind === 'response' || (id === null && !message.method.startsWith('tasks/'))) {
      return null;
    }
    const isPlain = message.firstKeyWins === null || taskId(message.firstKeyWins) === id;
    return (isPlain ? this.#byId.get(id ?? '') : undefined) ?? unknownTask;
  }

  /**
   * What a message of the server is judged as the answer to: the request it answers, from which is learnt what task it was
   * turned into, or the task it tells of unasked. Null for an answer to nobody, and for what is about no task.
   */
  answeredBy(message: Message, open: OpenRequest | null): Answered | null {
    if (message.kind === 'response') {
      if (open !== null) {
        this.#learn(open, message);
      }
      return open;
    }
    const task = this.about(message);
    return task === null
      ? null
      : { method: message.method, target: null, era: 'legacy', redact: task.redact, sharedWith: [] };
  }

  /** Notes that the task which a message of the server tells of may ask its client for this. */
  let(message: Message, request: Action): void {
    this.#let.add(hashOf(message, request));
    if (this.#let.size > mostRemembered) {
      this.#let.delete(this.#let.values().next().value ?? '');
    }
  }

  hasLet(message: Message, request: Action): boolean {
    return this.#let.size > 0 && this.#let.has(hashOf(message, request));
  }

  /** One id for two calls owes what either wants. */
  #learn(open: OpenRequest, { value }: ResponseMessage): void {
    const id = open.method.startsWith('tasks/') ? null : createdId(value['result']);
    if (id === null) {
      return;
    }
    const before = this.#byId.get(id);
    this.#byId.delete(id);
    this.#byId.set(id, {
      call: open.call,
      redact: [...new Set([...(before?.redact ?? []), ...open.redact])],
      keepsResult: open.keepsResult || before?.keepsResult === true,
    });
    if (this.#byId.size > mostRemembered) {
      this.#byId.delete(this.#byId.keys().next().value ?? '');
    }
  }
}

/** What a task has yielded, in a message about it: the result of the call it was made for. Undefined while it has yielded nothing. */
export function yieldedBy(method: string, members: unknown): unknown {
  return !isObject(members) ? undefined : method === 'tasks/result' ? members : members['result'];
}

const unknownTask: Task = { call: null, redact: [whateverIsOwed], keepsResult: false };
const relatedKey = 'io.modelcontextprotocol/related-task';

function hashOf({ kind, value }: Message, { method, target, input }: Action): string {
  const task = kind === 'response' ? createdId(value['result']) : taskId(value);
  return cryptography().hash('sha256', canonical([task, method, target, input]), 'hex');
}

/** The older era puts a task into the result, the newer one its members. */
function createdId(result: unknown): string | null {
  const task = isObject(result) ? (isObject(result['task']) ? result['task'] : result) : {};
  return typeof task['taskId'] === 'string' ? task['taskId'] : null;
}

function taskId(value: JsonObject): string | null {
  const params = paramsOf(value);
  const meta = isObject(params['_meta']) ? params['_meta'] : {};
  const related = isObject(meta[relatedKey]) ? meta[relatedKey]['taskId'] : undefined;
  const id = params['taskId'] ?? related;
  return typeof id === 'string' ? id : null;
}
