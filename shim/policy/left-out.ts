import { isObject, type Message } from '../framing/message.ts';
import { listWithout, replaced, spanAt } from '../framing/spans.ts';
import { type Answered, mayAnswer } from '../pipeline.ts';

export interface LeaveOut {
  /** The server is banned or malicious: nothing that it says of itself is for the model. */
  readonly everything: () => boolean;
  readonly prompt: (name: string) => boolean;
  readonly instructions: () => boolean;
}

const changed =
  '"Sallyport has left the instructions out: they are not what was accepted. A person can see the change with sallyport pins diff."';
const barred =
  '"Sallyport has left the instructions out: the server is banned on this computer, or an advisory calls it malicious."';

/** Lists of what a server offers, and where they stand in the result; that of the tools `ToolLists` filters. */
export const listsBesideTools: readonly (readonly [string, string])[] = [
  ['prompts/list', 'prompts'],
  ['resources/list', 'resources'],
  ['resources/templates/list', 'resourceTemplates'],
];

/**
 * The line without the prompts, the instructions or all that are to be left out.
 *
 * @param line what is about to go on, with the same prompts in the same order as the message
 */
export function withoutLeftOut(line: Buffer, message: Message, answered: Answered | null, out: LeaveOut): Buffer {
  const result: unknown = message.kind === 'response' ? message.value['result'] : undefined;
  if (!isObject(result)) {
    return line;
  }
  const isBarred = out.everything();
  const emptied = isBarred ? listsBesideTools.find(([method]) => mayAnswer(answered, method)) : undefined;
  if (emptied !== undefined) {
    const span = spanAt(line, ['result', emptied[1]]);
    return span === null ? line : replaced(line, span, Buffer.from('[]'));
  }
  if (mayAnswer(answered, 'prompts/list')) {
    const prompts: unknown = result['prompts'];
    const isOut = (Array.isArray(prompts) ? prompts : []).map((prompt: unknown) => {
      const name = isObject(prompt) ? prompt['name'] : undefined;
      return typeof name === 'string' && out.prompt(name);
    });
    const list = isOut.includes(true) ? spanAt(line, ['result', 'prompts']) : null;
    return list === null
      ? line
      : replaced(
          line,
          list,
          listWithout(line, list, (index) => isOut[index] === true),
        );
  }
  const speaks = mayAnswer(answered, 'initialize') || mayAnswer(answered, 'server/discover');
  const span = speaks && (isBarred || out.instructions()) ? spanAt(line, ['result', 'instructions']) : null;
  return span === null ? line : replaced(line, span, Buffer.from(isBarred ? barred : changed));
}
