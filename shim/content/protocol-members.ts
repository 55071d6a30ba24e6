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

/**
 * Whether a JSON pointer leads to a handle of the protocol: a cursor, the state of a call, the id of a task. Changed by one character it leads
 * nowhere, so it passes as it is or the whole message does not.
 */
export function isProtocolHandle(pointer: string): boolean {
  return pointer.length <= longestHandle && handles.some((handle) => handle.test(pointer));
}
