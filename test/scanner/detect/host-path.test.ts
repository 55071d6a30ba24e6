import { describe, expect, it } from 'vitest';
import { isWithin, normalPath, tilde } from '../../../scanner/detect/host-path.ts';

describe('a path in one spelling', () => {
  it.each([
    ['linux', '/a/../b/./c/', '/b/c'],
    ['linux', '~/x', '/home/ada/x'],
    ['linux', '/', '/'],
    ['linux', '/../..', '/'],
    ['linux', 'x/y', null],
    ['linux', '${DATA}/x', null],
    ['darwin', '/private/tmp/X', '/tmp/x'],
    ['darwin', '/private/own', '/private/own'],
    ['win32', 'C:\\A\\b', 'c:/a/b'],
    ['win32', 'C:', 'c:/'],
    ['win32', '/c/Users', 'c:/users'],
    ['win32', '\\temp', null],
  ] as const)('on %s: %s is %s', (os, path, expected) => {
    expect(normalPath(path, { os, home: '/home/ada' })).toBe(expected);
  });

  it('is inside a folder only on a boundary', () => {
    expect(isWithin('/tmp/x', '/tmp')).toBe(true);
    expect(isWithin('/tmp', '/tmp')).toBe(true);
    expect(isWithin('/tmpfiles', '/tmp')).toBe(false);
    expect(isWithin('/x', '/')).toBe(true);
  });

  it('shows the home as ~ only on a boundary', () => {
    const rules = { os: 'linux', home: '/home/ada' } as const;

    expect(tilde('/home/ada/x', rules)).toBe('~/x');
    expect(tilde('/home/adam/x', rules)).toBe('/home/adam/x');
  });
});
