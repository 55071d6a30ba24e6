import type { FrameFault, MessageId } from './framing/message.ts';
import type { Era } from './pipeline.ts';

/** Outside the range that JSON-RPC and the protocol keep for themselves. */
export const deniedCode = -31001;
export const serverGoneCode = -31002;
export const batchRefusedCode = -31003;
const methodNotFoundCode = -32601;
const userRejectedCode = -1;

const faultTexts: Readonly<Record<FrameFault, string>> = {
  'not-json': 'the line is not JSON',
  'not-utf8': 'the line is not UTF-8',
  'too-long': 'the line is longer than allowed',
  'too-deep': 'the message is nested too deeply',
  'too-many-parts': 'the message has too many parts',
  'lone-carriage-return': 'the line holds a carriage return',
  'not-an-object': 'a message must be an object',
  'jsonrpc-version': 'jsonrpc must be "2.0"',
  'method-not-text': 'method must be text',
  'method-and-result': 'the message is a request and a response at once',
  'neither-request-nor-response': 'the message is neither a request nor a response',
  'bad-id': 'the id must be text or a number of reasonable length',
  'bad-params': 'the parameters do not fit the method',
  'duplicate-key': 'a key stands twice',
  'look-alike-key': "a key differs from a known one only in its letters' case",
  'batch-not-in-this-version': 'this protocol version has no batches; send the messages one by one',
  'empty-batch': 'the batch is empty',
};

/** Error for a frame that is not passed on. `id` is JSON text; null names no id. */
export function faultAnswer(id: string | null, code: number, fault: FrameFault): Buffer {
  return errorLine(id, code, `sallyport: ${faultTexts[fault]}`, { reason: fault });
}

/**
 * Answer to a denied call. Tool calls get a result, because clients show that to the model and an error only sometimes.
 *
 * @param text what happened and what the person can do; never the content that was found
 */
export function denialAnswer(
  id: MessageId,
  method: string,
  era: Era,
  text: string,
  because: readonly string[],
  eventId: string,
): Buffer {
  // The result of a task is the result of the call that it was made for.
  if (method === 'tools/call' || method === 'tasks/result') {
    const result = {
      ...(era === 'modern' ? { resultType: 'complete' } : {}),
      content: [{ type: 'text', text }],
      isError: true,
    };
    return line(`{"jsonrpc":"2.0","id":${id.raw},"result":${JSON.stringify(result)}}`);
  }
  if (method === 'elicitation/create') {
    return line(`{"jsonrpc":"2.0","id":${id.raw},"result":{"action":"decline"}}`);
  }
  const code = method === 'sampling/createMessage' ? userRejectedCode : deniedCode;
  return errorLine(id.raw, code, text, { reason: 'denied', rule: because[0] ?? null, eventId });
}

/** For a server whose client has answered what must not reach it. */
export function withheldAnswer(id: MessageId, text: string): Buffer {
  return errorLine(id.raw, deniedCode, text, { reason: 'denied' });
}

export function serverGoneAnswer(id: MessageId): Buffer {
  return errorLine(id.raw, serverGoneCode, 'the server ended before it answered', { reason: 'server-gone' });
}

/** @param why names the command and what the system said */
export function notStartedAnswer(id: MessageId, why: string): Buffer {
  return errorLine(id.raw, serverGoneCode, `sallyport: ${why}`, { reason: 'server-not-started' });
}

/** For a server that lives on and takes nothing more. */
export function serverDeafAnswer(id: MessageId): Buffer {
  return errorLine(id.raw, serverGoneCode, 'the server reads no more, and did not get this request', {
    reason: 'server-gone',
  });
}

/** For a call whose connection ends before anybody knows whether it may run. */
export function notDecidedAnswer(id: MessageId): Buffer {
  return errorLine(id.raw, deniedCode, 'the connection ended before this was decided, so it was not passed on', {
    reason: 'not-decided',
  });
}

/** A message that was good in itself, in a list that does not go on. */
export function batchRefused(id: MessageId): Buffer {
  return errorLine(id.raw, batchRefusedCode, 'a message in this batch was refused; send the others again one by one', {
    reason: 'batch-refused',
  });
}

/** What a server that knows nothing of discovery is supposed to say. */
export function noDiscoveryAnswer(id: MessageId): Buffer {
  return errorLine(id.raw, methodNotFoundCode, 'Method not found', null);
}

export function progressNotice(token: string, progress: number, text: string): Buffer {
  return line(
    `{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":${token},"progress":${progress},"message":${JSON.stringify(text)}}}`,
  );
}

function errorLine(id: string | null, code: number, message: string, data: object | null): Buffer {
  const error = data === null ? { code, message } : { code, message, data };
  return line(`{"jsonrpc":"2.0","id":${id},"error":${JSON.stringify(error)}}`);
}

function line(text: string): Buffer {
  return Buffer.from(`${text}\n`);
}
