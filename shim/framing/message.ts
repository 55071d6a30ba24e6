export type JsonObject = { readonly [key: string]: unknown };

export type IdKey = string | number;

/** A request id: as it stands on the wire, and as a key that is equal for equal ids. */
export interface MessageId {
  /** JSON text; what an answer of ours repeats, so that ids beyond 2^53 come back as they were. */
  readonly raw: string;
  /** Text ids have an `s` in front, so that 1 and "1" differ; numbers that JavaScript can not hold are their text behind an `n`. */
  readonly key: IdKey;
}

interface Envelope {
  /** The bytes as they came, line end included. */
  readonly line: Buffer;
  readonly value: JsonObject;
  /** What a reader sees that keeps the first of two equal keys; null when no key stands twice. */
  readonly firstKeyWins: JsonObject | null;
}

export interface RequestMessage extends Envelope {
  readonly kind: 'request';
  readonly id: MessageId;
  readonly method: string;
}

export interface NotificationMessage extends Envelope {
  readonly kind: 'notification';
  readonly method: string;
}

export interface ResponseMessage extends Envelope {
  readonly kind: 'response';
  /** Null in an error about a message whose id could not be read. */
  readonly id: MessageId | null;
}

export type Message = RequestMessage | NotificationMessage | ResponseMessage;

/** Why a frame is not passed on. Published in records and in the answer's `data.reason`. */
export type FrameFault =
  | 'not-json'
  | 'not-utf8'
  | 'too-long'
  | 'too-deep'
  | 'too-many-parts'
  | 'lone-carriage-return'
  | 'not-an-object'
  | 'jsonrpc-version'
  | 'method-not-text'
  | 'method-and-result'
  | 'neither-request-nor-response'
  | 'bad-id'
  | 'bad-params'
  | 'duplicate-key'
  | 'look-alike-key'
  | 'batch-not-in-this-version'
  | 'empty-batch';

export interface RefusedFrame {
  readonly kind: 'refused';
  readonly fault: FrameFault;
  /** A JSON-RPC error code of the protocol itself. */
  readonly code: -32700 | -32600 | -32602;
  /** Asked by the sender, who gets an error for each. */
  readonly requests: readonly MessageId[];
  /** Answers to the receiver, who waits for each and gets an error instead. */
  readonly responses: readonly MessageId[];
  /** The sender waits for an answer, but its id can not be read. */
  readonly unnamed: boolean;
}

export type Judged =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'batch'; readonly line: Buffer; readonly messages: readonly Message[] }
  | { readonly kind: 'blank' }
  | RefusedFrame;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The messages of a line; none where it is refused or holds none. */
export function messagesOf(judged: Judged): readonly Message[] {
  return judged.kind === 'message' ? [judged.message] : judged.kind === 'batch' ? judged.messages : [];
}

/** `params` of a request or notification when it is an object, else an empty one. */
export function paramsOf(value: JsonObject): JsonObject {
  return isObject(value['params']) ? value['params'] : {};
}
