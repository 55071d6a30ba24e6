import { describe, expect, it } from 'vitest';
import { inspectText } from '../../../../scanner/detect/content/inspect-text.ts';
import { drawn } from '../secrets/drawn.ts';

const password = drawn(14);

describe('a password that stands where a program reads it', () => {
  it.each([
    [`machine api.corp.example login bot password ${password}`, 'machine api.corp.example login bot password PASSWORD'],
    [
      `machine a.example\n  login bot\n  password ${password}\n`,
      'The machine has a login form with password reset2go.',
    ],
    [`mysql -u root -p'${password}' shop`, 'mysql -u root -p shop2026 < dump.sql'],
    [`sshpass -p ${password} ssh root@10.0.0.1`, 'sshpass -p "$PASS" ssh root@10.0.0.1'],
  ])('counts: %s', (text, nearMiss) => {
    const { verdict, findings } = inspectText('result', text);

    expect(verdict).toBe('bad');
    expect(findings.map(({ where: { span } }) => text.slice(span.start, span.end))).toEqual([password]);
    expect(inspectText('result', nearMiss).verdict).toBe('clean');
  });
});
