import { type Message, type MessageId, paramsOf } from './message.ts';
import { rawTopLevelId } from './salvage.ts';
import { spanAt } from './spans.ts';

/** Ids are kept while a call is open, so a giant one is refused instead. */
const longestId = 1024;

/**
 * Reads an id a parser has given, going back to the line where the parser could not hold it.
 *
 * @param textIn where the id stands in the line
 * @returns null for anything that MCP does not take as an id: null, booleans, objects, infinite numbers, giants
 */
export function messageId(
  parsed: unknown,
  line: Buffer,
  textIn: (line: Buffer) => string | null = (whole) => rawTopLevelId([whole]),
): MessageId | null {
  if (typeof parsed === 'string') {
    return isGiant(parsed) ? null : textId(parsed);
  }
  if (typeof parsed !== 'number' || !Number.isFinite(parsed)) {
    return null;
  }
  if (Number.isSafeInteger(parsed)) {
    return { raw: String(parsed), key: parsed };
  }
  const raw = textIn(line);
  return raw === null ? null : { raw, key: `n${raw}` };
}

/** The id to refuse a message under: whoever waits finds its own there, however long it is. */
export function refusedId(parsed: unknown, line: Buffer): MessageId | null {
  return typeof parsed === 'string' ? textId(parsed) : messageId(parsed, line);
}

/** Whether an id is too long to be kept, in memory or in the record. */
export function isGiant(text: string): boolean {
  return text.length > longestId;
}

function textId(text: string): MessageId {
  return { raw: JSON.stringify(text), key: `s${text}` };
}

/** Whether a message takes back a request. */
export function isCancel(message: Message): boolean {
  return message.kind === 'notification' && message.method === 'notifications/cancelled';
}

/** The id of the request that a notification takes back. */
export function cancelledId({ value, line }: Message): MessageId | null {
  return messageId(paramsOf(value)['requestId'], line, (whole) => {
    const span = spanAt(whole, ['params', 'requestId']);
    return span === null ? null : whole.toString('utf8', span.start, span.end);
  });
}
