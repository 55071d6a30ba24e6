import { describe, expect, it } from 'vitest';
import { foreignName } from '../../renderer/parts/foreign-name.ts';

describe('a name that others chose', () => {
  it('shows what hides in it, and stays as it is where nothing does', () => {
    expect(foreignName('gpj.\u202Etpircs')).toBe('gpj.\\u202etpircs');
    expect(foreignName('notes')).toBe('notes');
    expect(foreignName('n\u00F6tes \u{1F9E8}')).toBe('n\u00F6tes \u{1F9E8}');
  });

  it('stays short, however long it is or gets by being written out, and breaks no letter in two', () => {
    expect(foreignName('a'.repeat(10_000))).toBe(`${'a'.repeat(120)}…`);
    expect(foreignName('\u200B'.repeat(100))).toHaveLength(121);
    expect(foreignName('\u{1F9E8}'.repeat(130))).toBe(`${'\u{1F9E8}'.repeat(120)}…`);
    expect(foreignName('a'.repeat(120))).toBe('a'.repeat(120));
  });
});
