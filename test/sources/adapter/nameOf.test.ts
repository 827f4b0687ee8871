import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codedName, slug } from '../../../src/sources/adapter/nameOf.js';

describe('codedName', () => {
  it('keeps what can be a name already, and writes a colon as two dashes', () => {
    expect(['leave_request', 'view-all', 'view:public', 'acme:eu:call'].map(codedName)).toEqual([
      'leave_request',
      'view-all',
      'view--public',
      'acme--eu--call',
    ]);
  });

  it('ends any other name in the codes of what it replaced', () => {
    expect(['view.all', 'a--b', '1st', ':a', 'é'].map(codedName)).toEqual([
      'view-all---2e',
      'a--b---2d-2d',
      'n1st---n',
      'n-a---n-3a',
      'n----n-e9',
    ]);
  });

  it('never makes one name of two, and always makes a name', () => {
    const name = fc.oneof(
      fc.string({
        unit: fc.constantFrom('a', 'B', '1', '2', 'd', 'e', 'n', '-', ':', '.', '_', '/', ' '),
        minLength: 1,
      }),
      fc.string({ minLength: 1 }),
    );
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(codedName(a)).toMatch(/^[A-Za-z][\w-]*$/);
        expect(codedName(a) === codedName(b)).toBe(a === b);
        expect(slug('role', a) === slug('role', b)).toBe(a === b);
      }),
      { numRuns: 20_000 },
    );
  });
});
