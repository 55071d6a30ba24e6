import { describe, expect, it } from 'vitest';
import { detectDeceptiveName } from '../../../scanner/detect/deceptive-name.ts';
import { subjectOf } from './subject.ts';

const named = (name: string) => subjectOf({ entry: { name } });

describe('the name of a server', () => {
  it('is high when it commands the terminal, and is not repeated in the message', () => {
    expect(detectDeceptiveName(named('ok\u001B[31m'))).toEqual([
      {
        rule: 'config/deceptive-name',
        severity: 'high',
        confidence: 'certain',
        where: '/mcpServers/github',
        message: "the server's name holds a command to the terminal (U+001B)",
        remedy: 'Find out who added this entry, and rename or remove it.',
      },
    ]);
  });

  it('is high when a whole word of another alphabet reads as a well-known name', () => {
    // "slack" in Cyrillic letters only.
    expect(detectDeceptiveName(named('\u0455\u04CF\u0430\u0441\u043A'))).toMatchObject([
      { severity: 'high', confidence: 'likely' },
    ]);
  });

  it.each(['почта', 'рост', 'github', 'файлы 📁', 'файл-server'])('is fine: %s', (name) => {
    expect(detectDeceptiveName(named(name))).toEqual([]);
  });
});
