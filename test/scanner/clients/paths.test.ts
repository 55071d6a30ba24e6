import { describe, expect, it } from 'vitest';
import { expandPaths } from '../../../scanner/clients/expand.ts';
import { applicationData, inConfigFolder, macApp, together } from '../../../scanner/clients/paths.ts';
import type { Os } from '../../../scanner/model/launch.ts';
import { machine } from './looking.ts';

describe('the folder of application data', () => {
  it.each<[Os, readonly string[]]>([
    ['darwin', ['/h/Library/Application Support/Code/User']],
    ['win32', ['/h/AppData/Roaming/Code/User']],
    ['linux', ['/h/.config/Code/User']],
  ])('is the custom of %s', (os, expected) => {
    expect(expandPaths(applicationData('Code/User'), machine(os))).toEqual(expected);
  });
});

describe('a config folder that a variable moves', () => {
  it('is looked at beside the default one', () => {
    const paths = expandPaths(inConfigFolder('zed'), machine('linux', { XDG_CONFIG_HOME: '/x' }));

    expect(paths).toEqual(['/x/zed', '/h/.config/zed']);
  });
});

describe('paths of several kinds joined', () => {
  it('give each system its own, then those for all', () => {
    const joined = together(macApp('Zed'), ['{home}/.zed']);

    expect(expandPaths(joined, machine('darwin'))).toEqual([
      '/Applications/Zed.app',
      '/h/Applications/Zed.app',
      '/h/.zed',
    ]);
    expect(expandPaths(joined, machine('linux'))).toEqual(['/h/.zed']);
  });
});
