import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEvaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { parseGrantSet } from '../../../src/model/wire.js';
import {
  type RingcentralAnswers,
  ringcentralCatalog,
  ringcentralGrants,
} from '../../../src/sources/ringcentral/index.js';
import { SourceError } from '../../../src/sources/index.js';
import { drawn, pick } from '../../reference/generators/draw.js';
import { mistype } from '../../model/mutations.js';
import { at, type Json, placesIn, withAt } from '../../model/payload.js';
import { answers, records } from './fixtures.js';

const documents = Object.keys(answers) as (keyof RingcentralAnswers)[];
const catalog = ringcentralCatalog(answers);
const asked = [
  ...records('extension-grants').map(({ extension }) => extension as object),
  ...records('callLog'),
  { id: 208594004, type: 'User' },
  { from: { extensionNumber: '101' } },
  { id: 771, type: 'User' },
];

/** Every right that some answers give, on each record or without one. */
function allowedBy(given: RingcentralAnswers): Set<string> {
  const may = createEvaluator(catalog, parseGrantSet(JSON.parse(JSON.stringify(ringcentralGrants(given)))), { now: 0 });
  const rights = Object.keys(catalog.permissions);
  return new Set(
    rights.flatMap((id) => [
      ...(may.can(id) ? [id] : []),
      ...asked.flatMap((record, i) => (may.can(id, record) ? [`${id} on ${i}`] : [])),
    ]),
  );
}

const before = allowedBy(answers);

/** A copy of one document in which one place is broken: of another type, gone, or another word. */
const broken = drawn((draw) => {
  const name = pick(draw, documents);
  const document = answers[name] as Json;
  const places = placesIn(document);
  const path = pick(draw, places);
  const [wrong, gone] = [mistype(draw, document)?.payload ?? null, withAt(document, path, undefined)];
  const word =
    typeof at(document, path) === 'string'
      ? withAt(document, path, pick(draw, ['', 'zzz', '__proto__', 'selF']))
      : wrong;
  // Without the record that takes a feature away, its permission is still not granted; without one that gives, neither.
  return { ...answers, [name]: pick(draw, [wrong, gone, word]) };
});

it("whatever breaks in RingCentral's answers, they allow no more than before, or are refused with a SourceError", () => {
  expect(before.size).toBeGreaterThan(200);
  let refused = 0;
  fc.assert(
    fc.property(broken, (given) => {
      try {
        expect([...allowedBy(given)].filter((what) => !before.has(what))).toEqual([]);
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        expect(error).toMatchObject({ code: 'malformed', retryable: false });
        refused += 1;
      }
    }),
    { numRuns: 300 },
  );
  expect(refused).toBeGreaterThan(30);
});
