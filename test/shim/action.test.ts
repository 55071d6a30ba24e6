import { describe, expect, it } from 'vitest';
import { readAction } from '../../shim/action.ts';

describe('what is asked for', () => {
  it.each([
    ['null', { name: 't', arguments: null }],
    ['absent', { name: 't' }],
    ['empty', { name: 't', arguments: {} }],
  ])('is without arguments where they are %s', (_, params) => {
    expect(readAction('tools/call', { params })).toEqual({ method: 'tools/call', target: 't', input: {} });
  });

  it('of a method we do not know has parameters by position in it, so that no two lists look alike', () => {
    expect(readAction('x-vendor/do', { params: ['junk', 2] }).input).toEqual({ 0: 'junk', 1: 2 });
    expect(readAction('x-vendor/do', { params: ['payroll', 2] }).input).toEqual({ 0: 'payroll', 1: 2 });
  });
});
