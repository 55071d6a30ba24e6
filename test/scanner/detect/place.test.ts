import { describe, expect, it } from 'vitest';
import { argumentPlace, envPlace } from '../../../scanner/detect/place.ts';
import { remote, stdio, subjectOf } from './subject.ts';

describe('the place of a part of an entry', () => {
  it('counts arguments from where they begin in an array that also holds the command', () => {
    const { entry } = subjectOf({ launch: stdio('npx', ['-y', 'x-mcp']) });
    const shifted = { ...entry, places: { ...entry.places, args: { base: '/mcp/x/command', offset: 1 } } };

    expect(argumentPlace(shifted, (argument) => argument === 'x-mcp')).toBe('/mcp/x/command/2');
  });

  it('is the command when the argument lies inside a wrapper', () => {
    const { entry } = subjectOf({ launch: stdio('guard', ['--b64', 'W10']) });

    expect(argumentPlace(entry, (argument) => argument === 'x-mcp')).toBe('/mcpServers/github/command');
  });

  it('is the address of a remote server', () => {
    expect(argumentPlace(subjectOf({ launch: remote('https://x.example.com') }).entry, () => true)).toBe(
      '/mcpServers/github/url',
    );
  });

  it('escapes the names of variables', () => {
    const { entry } = subjectOf({ launch: stdio('x', [], { 'A/B~C': '1' }) });

    expect(envPlace(entry, 'A/B~C')).toBe('/mcpServers/github/env/A~1B~0C');
    expect(envPlace(entry, 'OTHER')).toBe('/mcpServers/github');
  });
});
