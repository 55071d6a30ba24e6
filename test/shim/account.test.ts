import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { accountHere, homeHere, usualStateFolder, type Account } from '../../shim/account.ts';
import { removeFolders, temporaryFolder } from './real-shim.ts';

afterAll(removeFolders);

let home: string;
let elsewhere: string;
let anna: Account;
beforeEach(() => {
  home = temporaryFolder();
  elsewhere = temporaryFolder();
  anna = { name: 'anna', id: '1000', home, shell: null };
});

describe.skipIf(process.platform === 'win32')('the state folder that nobody has named', () => {
  it("is the account's, whatever an entry's HOME says", () => {
    mkdirSync(join(home, '.sallyport'));

    expect(usualStateFolder(anna, { HOME: elsewhere })).toBe(join(home, '.sallyport'));
    expect(usualStateFolder(anna, { HOME: '' })).toBe(join(home, '.sallyport'));
    expect(usualStateFolder(anna, {})).toBe(join(home, '.sallyport'));
  });

  it('lies in HOME for an account that has none yet', () => {
    expect(usualStateFolder(anna, { HOME: elsewhere })).toBe(join(elsewhere, '.sallyport'));
  });

  it.each(['', 'relative', '.'])('is never in the current folder: HOME=%j', (value) => {
    expect(usualStateFolder(anna, { HOME: value })).toBe(join(home, '.sallyport'));
  });

  it('is found for an id that no database knows', () => {
    const nobody = { ...anna, home: null };

    expect(usualStateFolder(nobody, { HOME: elsewhere })).toBe(join(elsewhere, '.sallyport'));
    expect(usualStateFolder(nobody, {})).toBe('/.sallyport');
  });
});

describe.skipIf(process.platform === 'win32')('the home whose files tell what a server is', () => {
  it('is the one the shim is installed in, whatever HOME says', () => {
    expect(homeHere(join(elsewhere, '.sallyport'), anna, { HOME: home })).toBe(elsewhere);
  });

  it('is the one that HOME says where the shim lies elsewhere, and else of the account', () => {
    expect(homeHere(join(elsewhere, 'other'), anna, { HOME: '/h' })).toBe('/h');
    expect(homeHere(null, anna, { HOME: '/h' })).toBe('/h');
    expect(homeHere(null, anna, {})).toBe(home);
  });
});

describe('the account', () => {
  it('is known by number at least', () => {
    expect(accountHere().id).toBe(String(process.getuid?.() ?? -1));
  });
});
