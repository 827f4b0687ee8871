import { describe, expect, test } from 'vitest';
import { reasons, unknownCauses } from '../../src/model/reason.js';
import { explainDecision } from '../../src/react/hooks/explainDecision.js';
import { englishWords } from '../../src/react/store/words.js';
import { allow, catalog } from './desk.js';

describe('explainDecision', () => {
  test.each(reasons)('has a sentence of its own for the reason %s', (reason) => {
    const text = explainDecision({ status: 'denied', reason }, englishWords);
    expect(text).toMatch(/^[A-Z].+\.$/);
    expect(Object.values(englishWords).filter((other) => other === text)).toHaveLength(1);
  });

  test.each(unknownCauses)('has a sentence of its own for the cause %s', (cause) => {
    expect(explainDecision({ status: 'unknown', cause }, englishWords)).toMatch(/^[A-Z].+\.$/);
  });

  test('names what is needed in the words of the catalog', () => {
    const decision = { status: 'denied', reason: 'plan', missing: { kind: 'plan', ids: ['pro', 'max'] } } as const;
    expect(explainDecision(decision, englishWords, catalog)).toBe(
      'Your plan does not include this. Needed: Professional / Maximum.',
    );
  });

  test('names an id that the catalog does not have as it is', () => {
    const decision = { status: 'denied', reason: 'license', missing: { kind: 'license', ids: ['__proto__'] } } as const;
    expect(explainDecision(decision, englishWords, catalog)).toContain('Needed: __proto__.');
  });

  test('says nothing about what is allowed', () => {
    expect(explainDecision({ status: 'allowed', by: allow('sms.send') }, englishWords)).toBe('');
  });
});
