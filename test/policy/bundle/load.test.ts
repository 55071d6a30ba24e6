import { describe, expect, it } from 'vitest';
import { bundleBytes } from '../../../policy/bundle/build.ts';
import { loadBundle } from '../../../policy/bundle/load.ts';
import { PolicyRefused } from '../../../policy/cedar/fault.ts';
import { builtAndLoaded, folder } from './folder-files.ts';

describe('bytes that are no bundle of ours', async () => {
  const { bundle } = await builtAndLoaded(folder({ 'person.cedar': 'permit(principal, action, resource);' }));
  const changed = (parts: object): Uint8Array => Buffer.from(JSON.stringify({ ...bundle, ...parts }));

  it.each<readonly [string, Uint8Array, RegExp]>([
    ['cut off', bundleBytes(bundle).subarray(0, -5), /is no JSON/],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22]), /is no JSON/],
    ['of a later format', changed({ format: 'sallyport.policy/2' }), /reads sallyport\.policy\/1/],
    ['of another product', changed({ product: 'other' }), /not for this product/],
    ['without a version', changed({ version: '1' }), /has no version/],
    ['without a time', changed({ issuedAt: 'soon' }), /issuedAt of the bundle is no time/],
    ['of an unknown mode', changed({ settings: { ...bundle.settings, mode: 'off' } }), /neither monitor nor lockdown/],
    ['without sets', changed({ sets: undefined }), /the sets is no object/],
    ['with a set that is no list', changed({ sets: { person: {}, agent: null } }), /a set of policies is no list/],
    ['with a set left out', changed({ sets: { person: [] } }), /a set of policies is no list/],
    [
      'with an unknown operator',
      changed({ sets: { person: [{ id: 'p', form: withOperator('xor') }], agent: null } }),
      /xor is unknown/,
    ],
    ['with groups in a circle', changed({ settings: { ...bundle.settings, groups: { a: ['a'] } } }), /groups/],
    ['with an argument of no type', changed({ settings: { ...bundle.settings, arguments: { a: 'any' } } }), /no type/],
  ])('%s are refused', (_, bytes, words) => {
    expect(() => loadBundle(bytes)).toThrow(PolicyRefused);
    expect(() => loadBundle(bytes)).toThrow(words);
  });
});

function withOperator(operator: string): unknown {
  const all = { op: 'All' };
  const body = { [operator]: { left: { Value: true }, right: { Value: true } } };
  return { effect: 'forbid', principal: all, action: all, resource: all, conditions: [{ kind: 'when', body }] };
}
