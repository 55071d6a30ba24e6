import { describe, expect, it } from 'vitest';
import type { Level } from '../../../main/contract/overview.ts';
import { iconOf, rowsOf } from '../../../main/shell/tray-icon.ts';

const levels: readonly Level[] = ['fine', 'attention', 'asking', 'paused', 'broken', 'not-scanned'];

describe('the icons of the tray', () => {
  it('differ from one another in shape', () => {
    expect(new Set(levels.map((level) => rowsOf(level).join('\n'))).size).toBe(levels.length);
  });

  it('are sixteen points wide and high', () => {
    for (const level of levels) {
      expect(rowsOf(level).map((row) => row.length)).toEqual(Array.from({ length: 16 }, () => 16));
    }
  });

  it('are PNGs of the size that was asked for', () => {
    const bytes = iconOf('asking', 2, [0, 0, 0]);

    expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([32, 32]);
  });
});
