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
});
