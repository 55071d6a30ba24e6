import { describe, expect, it } from 'vitest';
import { defaultDetectors } from '../../../../scanner/detect/content/detectors.ts';
import {
  findPersonalData,
  type PersonalKind,
} from '../../../../scanner/detect/content/personal-data/find-personal-data.ts';
import { inspectText } from '../../../../scanner/detect/content/inspect-text.ts';

describe('personal data', () => {
  it.each<[PersonalKind, string, string]>([
    ['card', 'card 4111 1111 1111 1111 charged', 'card 4111 1111 1111 1112 charged'],
    ['iban', 'to DE89 3704 0044 0532 0130 00 today', 'to DE88 3704 0044 0532 0130 00 today'],
    ['national-id', 'SSN 123-45-6789', 'part 123-45-6789'],
    ['national-id', 'National Insurance QQ 12 34 56 C'.replace('QQ', 'AB'), 'seat AB 12 34 56 C'],
    ['national-id', 'NIR 255081416802538', 'NIR 255081416802537'],
    ['national-id', 'DNI 12345678Z', 'DNI 12345678A'],
    ['phone', 'call +1 (212) 555-9876 now', 'order number 1234567890 now'],
    ['phone', 'call 555-123-4567', 'version 555.123'],
    ['email', 'write to jane.doe@acme-corp.com', 'clone git@host.example'],
    ['passport', 'passport number is 987654321', 'passport is required'],
    ['health', 'diagnosed with diabetes', 'diagnosed and fixed'],
  ])('%s: "%s" and not "%s"', (kind, real, other) => {
    expect(findPersonalData(real, [kind])).toHaveLength(1);
    expect(findPersonalData(other, [kind])).toEqual([]);
  });

  it('is not looked for unless asked', () => {
    expect(inspectText('result', 'card 4111 1111 1111 1111').findings).toEqual([]);
  });

  it('is never shown', () => {
    const { findings } = inspectText('result', 'card 4111 1111 1111 1111', {
      ...defaultDetectors,
      personalData: ['card'],
    });

    expect(findings).toMatchObject([{ rule: 'content/personal-data', evidence: '‹redacted:card›' }]);
  });
});
