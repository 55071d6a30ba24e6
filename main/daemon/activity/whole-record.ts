import { isObject, type JsonObject } from '../../../shim/framing/message.ts';
import type { ServerThen } from './servers-then.ts';

/** A record by itself, with all it needs to be understood: what its connection said, and what was known of the server. */
export function wholeRecord(record: JsonObject, connection: JsonObject, { id, standing }: ServerThen): JsonObject {
  const server = { ...partOf(connection), ...partOf(record), ...(id === null ? {} : { id, standing }) };
  return { ...record, ...connection, server };
}

function partOf({ server }: JsonObject): JsonObject {
  return isObject(server) ? server : {};
}
