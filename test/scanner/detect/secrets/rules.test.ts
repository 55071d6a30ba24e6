import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../../../scanner/detect/secrets/find-secrets.ts';
import { namedRules, tokenRules } from '../../../../scanner/detect/secrets/rules/all.ts';
import { valuesOf } from './drawn.ts';

const named = tokenRules.map((rule) => [`${rule.kind} (${rule.anchors[0] ?? ''})`, rule] as const);
const seeded = { seed: 20_261_120, numRuns: 5 };

describe('the rules together', () => {
  it('know at least 120 kinds of credentials', () => {
    expect(new Set([...tokenRules, ...namedRules].map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(120);
  });

  it.each(named)('are bounded, so that one look costs a limited number of characters: %s', (_, rule) => {
    const withoutClasses = rule.shape.source.replace(/\\./g, 'c').replace(/\[[^\]]*\]/g, 'c');

    expect(withoutClasses).not.toMatch(/[*+]|,\}/);
    expect(rule.shape.flags).toBe('');
  });

  it.each(namedRules.map((rule) => [rule.kind, rule] as const))(
    'match the whole value for a vendor’s name: %s',
    (_, rule) => {
      expect(rule.shape.source).toMatch(/^\^.*\$$/);
    },
  );
});

describe('a value that has the published shape of its kind', () => {
  it.each(named)('is found from its first to its last character: %s', (_, rule) => {
    fc.assert(
      fc.property(
        valuesOf(rule),
        fc.constantFrom('', 'x = "', '{"a":"', 'see https://h.test/?q=', '\\n'),
        (value, before) => {
          const hits = findSecrets(`${before}${value} and so on`);

          expect(hits.some((hit) => hit.start <= before.length && hit.end >= before.length + value.length)).toBe(true);
        },
      ),
      seeded,
    );
  });

  it.each(
    named.filter(
      ([, rule]) =>
        /^[A-Za-z0-9(]/.test(rule.shape.source) &&
        rule.before === undefined &&
        !rule.anchors.some((anchor) => /[./:$]/.test(anchor)),
    ),
  )('is not that kind when a letter is glued to its front: %s', (_, rule) => {
    fc.assert(
      fc.property(valuesOf(rule), (value) => {
        expect(findSecrets(`Q${value} and so on`).filter((hit) => hit.kind === rule.kind && hit.start === 1)).toEqual(
          [],
        );
      }),
      seeded,
    );
  });
});
