import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEvaluator } from '../../src/evaluator/decide/createEvaluator.js';
import { drawWorld, questions } from './agreement.js';
import { drawn } from './generators/draw.js';

test('the random questions reach every answer that an evaluator of grants can give', () => {
  const answers = new Set<string>();
  for (const { catalog, set, records, now } of fc.sample(drawn(drawWorld), 1_000)) {
    const may = createEvaluator(catalog, set, { now });
    for (const decision of questions.flatMap((id) => [...records, undefined].map((record) => may.check(id, record)))) {
      if (decision.status === 'denied') answers.add(decision.reason);
      else answers.add(decision.status === 'unknown' ? decision.cause : decision.status);
    }
  }
  expect([...answers].sort()).toEqual(
    [
      ...['allowed', 'ask-server', 'consent-not-known', 'stale'],
      ...['unknown-permission', 'wrong-kind', 'not-granted', 'denied', 'out-of-scope', 'resource-required'],
      ...['plan', 'license', 'prerequisite', 'not-yet', 'expired', 'consent', 'rank', 'account', 'delegated'],
    ].sort(),
  );
});
