import { isObject, type Message } from '../framing/message.ts';
import { type Answered, mayAnswer } from '../pipeline.ts';
import { listsBesideTools } from './left-out.ts';

const lists = ['tools/list', ...listsBesideTools.map(([method]) => method)];

/** Whether a message of the server holds what it says of itself, or tells by itself: of a barred one that is not for the model. */
export function speaksToTheModel(message: Message, answered: Answered | null): boolean {
  if (message.kind !== 'response') {
    return message.kind === 'notification';
  }
  const result: unknown = message.value['result'];
  const begins = mayAnswer(answered, 'initialize') || mayAnswer(answered, 'server/discover');
  return (
    (begins && isObject(result) && result['instructions'] !== undefined) ||
    lists.some((method) => mayAnswer(answered, method))
  );
}
