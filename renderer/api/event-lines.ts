/** One message of an event stream. */
export interface StreamMessage {
  readonly event: string;
  readonly data: string;
}

/** Reads an event stream as it comes, in parts that may end anywhere. @returns the messages that are whole now */
export function eventLines(): (part: string) => readonly StreamMessage[] {
  let rest = '';
  return (part) => {
    const blocks = (rest + part).split('\n\n');
    rest = blocks.pop() ?? '';
    return blocks.flatMap(messageOf);
  };
}

function messageOf(block: string): readonly StreamMessage[] {
  const lines = block.split('\n');
  const field = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  const event = field('event');
  const data = field('data');
  // A line that begins with a colon is a sign of life.
  return event === undefined || data === undefined ? [] : [{ event, data }];
}
