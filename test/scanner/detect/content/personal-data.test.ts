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
    ['card', 'card 3782 822463 10005 charged', '0000e940  41 11 11 11 11 11 11 11  00 ff 0a'],
    ['card', 'card 6200 0000 0000 0005 charged', 'card 6900 0000 0000 0004 charged'],
    ['email', 'write to jo@2x.example.com', 'the picture logo@2x.png'],
    ['email', 'write to abc@mail.acme-corp.com', 'dsn https://abc@o1.ingest.acme-corp.com/1'],
    ['passport', 'passport no. C01X00T47', 'passport is necessary'],
    ['health', 'MRN: 12345678', 'MRN: unknown'],
    ['bank', 'ABA 021000021', 'ABA 021000022'],
    ['bank', 'the routing number is 021000021', 'routing 2024-01-02 table'],
    ['national-id', 'social security number: 219099998', 'social security since 219099998'],
    ['iban', 'to DE89 3704 0044 0532 0130 00 today', 'to DE88 3704 0044 0532 0130 00 today'],
    ['national-id', 'SSN 123-45-6789', 'part 123-45-6789'],
    ['national-id', 'National Insurance QQ 12 34 56 C'.replace('QQ', 'AB'), 'seat AB 12 34 56 C'],
    ['national-id', 'NIR 255081416802538', 'NIR 255081416802537'],
    ['national-id', 'DNI 12345678Z', 'DNI 12345678A'],
    ['phone', 'call +1 (212) 555-9876 now', 'order number 1234567890 now'],
    ['phone', 'call 555-123-4567', 'version 555.123'],
    ['phone', 'call 212.555.0143', 'ticket 100-200-3000'],
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

describe('numbers by which states know people', () => {
  it.each([
    ['Germany', 'Steuer-IdNr. 86 095 742 719', 'Steuer-IdNr. 86 095 742 718'],
    ['Italy', 'codice RSSMRA85T10A562S', 'codice RSSMRA85T10A562T'],
    ['the Netherlands', 'BSN 111222333', 'BSN 111222334'],
    ['Poland', 'PESEL 44051401359', 'PESEL 44051401358'],
    ['Belgium', 'rijksregister 85.07.30-033.28', 'rijksregister 85.07.30-033.29'],
    ['Switzerland', 'AHV 756.9217.0769.85', 'AHV 756.9217.0769.84'],
    ['Sweden', 'personnummer 811228-9874', 'personnummer 811228-9875'],
    ['Finland', 'tunnus 131052-308T', 'tunnus 131052-308U'],
    ['Portugal', 'NIF 123456789', 'NIF 123456788'],
    ['Brazil', 'CPF 529.982.247-25', 'CPF 529.982.247-26'],
    ['India', 'Aadhaar 9999 4105 7058', 'Aadhaar 9999 4105 7059'],
    ['India, taxes', 'PAN ABCPE1234F', 'part ABCPE1234F'],
    ['Canada', 'SIN 130 692 544', 'SIN 130 692 545'],
    ['Australia', 'tax file number 123 456 782', 'tax file number 123 456 783'],
    ['China', '11010519491231002X', '110105194912310021'],
    ['Korea', '830328-6172464', '831328-6172464'],
    ['Mexico', 'HEGG560427MVZRRL04', 'HEGG561327MVZRRL04'],
    ['South Africa', 'ID 8001015009087', 'ID 8001015009088'],
  ])('are found for %s, and not with a wrong digit', (_, real, other) => {
    expect(findPersonalData(real, ['national-id'])).toHaveLength(1);
    expect(findPersonalData(other, ['national-id'])).toEqual([]);
  });
});

describe('a number of a bank account', () => {
  it.each(['account number 12345678', 'Sort code: 20-00-00', 'SWIFT code DEUTDEFF500', 'routing number 021000021'])(
    'is found where it is called so: %s',
    (text) => {
      expect(findPersonalData(text, ['bank'])).toHaveLength(1);
    },
  );

  it.each(['order number 12345678', 'the account number is required', 'swift action is needed'])(
    'is not seen in "%s"',
    (text) => {
      expect(findPersonalData(text, ['bank'])).toEqual([]);
    },
  );
});

describe('addresses of mail', () => {
  const listOf = (count: number): string =>
    Array.from({ length: count }, (_, number) => `person${number}@acme-corp.com`).join(', ');
  const severities = (text: string): ReadonlySet<string> =>
    new Set(findPersonalData(text, ['email']).map(({ severity }) => severity));

  it("are little alone, and somebody's data in bulk", () => {
    expect(severities(listOf(3))).toEqual(new Set(['low']));
    expect(severities(listOf(12))).toEqual(new Set(['medium']));
  });

  it('are all found, however many: what is to be redacted must not be left out', () => {
    expect(findPersonalData(listOf(1000), ['email'])).toHaveLength(1000);
  });
});
