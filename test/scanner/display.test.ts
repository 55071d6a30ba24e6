import { describe, expect, it } from 'vitest';
import { shownLabel, shownWriter } from '../../scanner/display.ts';
import { pointer } from '../../scanner/formats/document.ts';
import { withChecksum } from './detect/secrets/drawn.ts';

const token = withChecksum('ghp_');

describe('a credential in a name, a path or a pointer', () => {
  it.each([
    [`my ${token}`, 'my ‹redacted:github-token›'],
    [`/work/${token}/.mcp.json`, '/work/‹redacted:github-token›/.mcp.json'],
    [pointer(['projects', `/w/${token}`, 'mcpServers', 'a']), '/projects/~1w~1‹redacted:github-token›/mcpServers/a'],
  ])('is not shown: %s', (text, shown) => {
    expect(shownLabel(text)).toBe(shown);
  });

  it.each([
    'github-token-helper',
    '/home/jo/tokens/server.py',
    pointer(['projects', '/w/a~b', 'mcpServers', 'a/b']),
    '/home/jo/PROGRA~1/x~y/server.exe',
  ])('is not seen in %s', (text) => {
    expect(shownLabel(text)).toBe(text);
  });
});

describe('the last look at a text', () => {
  it('takes the credential out and writes the home as ~', () => {
    expect(shownWriter('/home/jo')(`/home/jo/${token}/a.json`)).toBe('~/‹redacted:github-token›/a.json');
  });

  it.each([
    [String.raw`C:\Users\jo\a.json`, String.raw`~\a.json`],
    ['C:/Users/jo/a.json', '~/a.json'],
    [String.raw`--root=c:\users\jo`, '--root=~'],
    [String.raw`C:\Users\joanna\a.json`, String.raw`C:\Users\joanna\a.json`],
    [String.raw`D:\C:\Users\jo`, String.raw`D:\C:\Users\jo`],
  ])('knows a home of Windows by either slash, in any case: %s', (text, shown) => {
    expect(shownWriter(String.raw`C:\Users\jo`)(text)).toBe(shown);
  });

  it('tells homes apart whose names differ in case elsewhere', () => {
    expect(shownWriter('/home/jo')('/home/Jo/a.json')).toBe('/home/Jo/a.json');
  });
});
