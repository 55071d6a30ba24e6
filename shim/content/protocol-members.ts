import { isObject } from '../framing/message.ts';
import { keysOf, valueAt } from './pointers.ts';

/** Members of the protocol by their place: what one side has made and the other only hands back. */
const handles: readonly RegExp[] = [
  /^\/id$/,
  /^\/(?:params|result)\/(?:requestState|taskId|progressToken|cursor|nextCursor|requestId|elicitationId)$/,
  /^\/result\/task\/taskId$/,
  /^\/result\/tasks\/\d+\/taskId$/,
  /^\/params\/_meta\/progressToken$/,
  /^(?:\/[^/]+){1,4}\/_meta\/io\.modelcontextprotocol~1(?:related-task\/taskId|subscriptionId)$/,
];

const longestHandle = 200;

/** An address that a person has to visit, as an error names it. */
const neededVisit = /^\/error\/data\/elicitations\/\d+\/url$/;

/**
 * Whether a JSON pointer leads to a handle of the protocol: a cursor, the state of a call, the id of a task, the address at which a person
 * signs in. Changed by one character it leads nowhere, so it passes as it is or the whole message does not.
 *
 * @param message that it points into
 */
export function isProtocolHandle(pointer: string, message: unknown): boolean {
  return (
    pointer.length <= longestHandle &&
    (handles.some((handle) => handle.test(pointer)) || neededVisit.test(pointer) || isAskedToVisit(pointer, message))
  );
}

/** The address of a question to a person, which stands in a request of its own or within an answer. */
function isAskedToVisit(pointer: string, message: unknown): boolean {
  if (!pointer.endsWith('/params/url')) {
    return false;
  }
  const request = valueAt(message, keysOf(pointer).slice(0, -2));
  return isObject(request) && request['method'] === 'elicitation/create';
}
