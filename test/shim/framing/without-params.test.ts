import { assert, dictionary, jsonValue, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutParams } from '../../../shim/framing/without-params.ts';

const names = new Set(['requestState', 'inputResponses']);
const taken = (line: string): string => withoutParams(Buffer.from(line), names).toString();

describe('members taken out of the parameters of a message', () => {
  it.each([
    ['the last', '{"params":{"name":"t","requestState":"s"}}\n', '{"params":{"name":"t"}}\n'],
    ['the first', '{"params":{"requestState":"s","name":"t"},"id":1}\n', '{"params":{"name":"t"},"id":1}\n'],
    ['all', '{"params":{"requestState":"s","inputResponses":{"q":[{}]}}}', '{"params":{}}'],
    [
      'with space around',
      '{ "params" : { "requestState" : "s" , "name" : "t" } , "id" : 1 }',
      '{ "params" : {"name" : "t"} , "id" : 1 }',
    ],
    ['under an escaped name', String.raw`{"params":{"request\u0053tate":"s","a":1.0}}`, '{"params":{"a":1.0}}'],
    ['twice', '{"params":{"requestState":1,"n":-0,"requestState":[2]}}', '{"params":{"n":-0}}'],
    [
      'with braces in texts',
      String.raw`{"a":"}{","params":{"n":"\"}{","requestState":"}\\"}}`,
      String.raw`{"a":"}{","params":{"n":"\"}{"}}`,
    ],
  ])('leave the others byte for byte: %s', (_, line, left) => {
    expect(taken(line)).toBe(left);
  });

  it.each([
    ['deeper down', '{"params":{"arguments":{"requestState":"s"},"n":12345678901234567890}}'],
    ['beside the parameters', '{"requestState":"s","params":{"a":1}}'],
    ['in no parameters', '{"id":1,"params":null}'],
  ])('stay where they mean something else: %s', (_, line) => {
    expect(taken(line)).toBe(line);
  });

  it('are all that is missing, whatever the message', () => {
    assert(
      property(dictionary(string(), jsonValue()), jsonValue(), jsonValue(), (params, one, other) => {
        const message = { id: 1, params: { ...params, requestState: one, inputResponses: other, z: params } };

        const left: unknown = JSON.parse(taken(JSON.stringify(message)));

        const { requestState: _1, inputResponses: _2, ...rest } = message.params;
        expect(left).toEqual({ id: 1, params: JSON.parse(JSON.stringify(rest)) });
      }),
    );
  });
});
