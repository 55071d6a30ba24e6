import { describe, expect, it } from 'vitest';
import { compare } from '../../../../main/daemon/watch/compare.ts';
import type { EntryState } from '../../../../main/daemon/watch/entry-states.ts';
import { clientId } from '../../../../scanner/model/ids.ts';

const state = (pointer: string, start = 's', isGuarded = false): EntryState => ({
  client: clientId('cursor'),
  scope: 'user',
  name: pointer.slice(1),
  pointer,
  isGuarded,
  start,
});

describe('two looks at one file', () => {
  it.each<[string, readonly EntryState[], readonly EntryState[], readonly string[]]>([
    ['nothing has changed', [state('/a')], [state('/a')], []],
    ['a server came', [], [state('/a')], ['server-new a']],
    ['a server went', [state('/a')], [], ['server-gone a']],
    ['another program is started', [state('/a')], [state('/a', 't')], ['server-changed a']],
    ['the shim was put before it', [state('/a')], [state('/a', 's', true)], ['guarded a']],
    ['the shim is gone', [state('/a', 's', true)], [state('/a')], ['guard-gone a']],
    ['both at once', [state('/a', 's', true)], [state('/a', 't')], ['server-changed a', 'guard-gone a']],
    ['entries changed places', [state('/a'), state('/b')], [state('/b'), state('/a')], []],
  ])('say that %s', (_what, before, now, expected) => {
    expect(compare(before, now).map(({ kind, entry }) => `${kind} ${entry.name}`)).toEqual(expected);
  });
});
