import { isObject, paramsOf, type JsonObject, type Message } from './framing/message.ts';
import type { Action, Era } from './pipeline.ts';

/** What passes whatever the server is: the handshake, ping, lists, and what takes something back. */
const harmless: ReadonlySet<string> = new Set([
  'initialize',
  'server/discover',
  'ping',
  'tools/list',
  'prompts/list',
  'resources/list',
  'resources/templates/list',
  'resources/unsubscribe',
  'tasks/list',
  'tasks/cancel',
]);

/** Methods of the protocol that ask for nothing to be done: they pass without a decision, though not uninspected. */
const quiet: ReadonlySet<string> = new Set([
  ...harmless,
  'resources/subscribe',
  'subscriptions/listen',
  'completion/complete',
  'logging/setLevel',
  'roots/list',
  'tasks/get',
  'tasks/result',
  'tasks/update',
]);

const targetKey: ReadonlyMap<string, 'name' | 'uri'> = new Map([
  ['tools/call', 'name'],
  ['prompts/get', 'name'],
  ['resources/read', 'uri'],
]);

/**
 * Tells what a message asks to be done, or null when it asks for nothing. Methods we do not know count as actions,
 * and so does a call without an id, because lenient servers run it.
 */
export function actionOf(message: Message): Action | null {
  if (message.kind === 'response' || !isAct(message.method)) {
    return null;
  }
  return message.kind === 'notification' && !targetKey.has(message.method)
    ? null
    : readAction(message.method, message.value);
}

/** Whether a method asks for something to be done. */
export function isAct(method: string): boolean {
  return !quiet.has(method);
}

/** What a message of the client asks for that passes without a decision, unless its server is barred; null for all others. */
export function quietActionOf(message: Message): Action | null {
  return message.kind === 'request' && quiet.has(message.method) && !harmless.has(message.method)
    ? readAction(message.method, message.value)
    : null;
}

/** The action of a method. @param value one reading of a message, whose keys may stand twice */
export function readAction(method: string, value: JsonObject): Action {
  const params = paramsOf(value);
  const key = targetKey.get(method);
  if (key === undefined) {
    const byPosition = value['params'];
    return {
      method,
      target: null,
      input: Array.isArray(byPosition) ? Object.fromEntries(byPosition.entries()) : params,
    };
  }
  const target = params[key];
  const input = params['arguments'];
  return { method, target: typeof target === 'string' ? target : null, input: isObject(input) ? input : {} };
}

const versionKey = 'io.modelcontextprotocol/protocolVersion';

/** Requests since 2026-07-28 carry their version; earlier ones agreed on it once. */
export function eraOf(value: JsonObject): Era {
  const meta = paramsOf(value)['_meta'];
  return isObject(meta) && meta[versionKey] !== undefined ? 'modern' : 'legacy';
}

/** The token the client wants progress under, as JSON text; null without one. */
export function progressToken(value: JsonObject): string | null {
  const meta = paramsOf(value)['_meta'];
  const token = isObject(meta) ? meta['progressToken'] : undefined;
  return typeof token === 'string' || typeof token === 'number' ? JSON.stringify(token) : null;
}
