import { QueryClient } from '@tanstack/react-query';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPermissionStore } from '../../src/react/store/createPermissionStore.js';
import { decisionIn } from '../../src/react/hooks/useCheck.js';
import { systemClock } from '../../src/client/systemClock.js';
import { allow, catalog, salesCall, setOf } from './desk.js';
import { createScriptedSource } from './scriptedSource.js';

const good = setOf([allow('sms.send'), allow('calls.view', 'all')], { revision: 5 });

const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true, withDate: true });
const hostile = fc.constantFrom<() => unknown>(
  () => new Proxy({}, { get: () => boom(), ownKeys: () => boom() }),
  () => ({ ...good, revision: 6, grants: new Proxy([], { get: () => boom() }) }),
  () => JSON.parse('{"__proto__":{"format":"hookswitch/grants@1"}}'),
  () => Object.defineProperty({ ...good }, 'subject', { get: () => boom() }),
  () => JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`),
);
/** The good set with one member replaced by anything at all but another revision that there may be. */
const broken = fc
  .tuple(fc.constantFrom('format', 'catalog', 'subject', 'revision', 'grants'), anything)
  .filter(([key, value]) => key !== 'revision' || !(Number.isSafeInteger(value) && Number(value) >= 0))
  .map(([key, value]) => ({ ...good, [key]: value }));

function boom(): never {
  throw new Error('this cannot be read');
}

function make(initialGrants: unknown) {
  return createPermissionStore({
    catalog,
    client: new QueryClient(),
    source: createScriptedSource(),
    initialGrants,
    keepFor: 60_000,
    clock: systemClock,
  });
}

describe('bad input', () => {
  test('whatever comes grants nothing, throws nothing and is told about with its path', () => {
    const property = fc.property(
      fc.oneof(
        anything,
        broken,
        hostile.map((made) => made()),
      ),
      (input) => {
        const store = make(input);
        const view = store.view.get();
        for (const ask of [decisionIn(view, 'sms.send'), decisionIn(view, 'calls.view', salesCall)]) {
          expect(ask.status).not.toBe('allowed');
        }
        const { error, state } = store.status.get();
        // An empty list of grants is as good a set as any, and no input is no mistake.
        const isFine = input === undefined || state === 'ready';
        expect(isFine || typeof error?.issue?.path).toBe(isFine || 'string');
      },
    );
    fc.assert(property, { numRuns: 1_000 });
  });

  test('a set of ten megabytes of nesting is refused in its stead', () => {
    const deep = JSON.parse(
      `{"format":"hookswitch/grants@1","catalog":${'{"a":'.repeat(1_700_000)}1${'}'.repeat(1_700_000)}}`,
    );
    const { state, error } = make(deep).status.get();
    expect(state).toBe('loading');
    expect(error?.issue).toEqual({ path: 'catalog', found: 'an object', expected: 'a text that is not empty' });
  });

  test('names of any length are told in few words', () => {
    const long = 'x'.repeat(1_000_000);
    expect(make({ ...good, catalog: long }).status.get().error?.message.length).toBeLessThan(400);
    const store = make(setOf([allow(`area.${long}`), allow('sms.send')]));
    expect(store.status.get().error?.issue?.found.length).toBeLessThan(60);
    expect(decisionIn(store.view.get(), 'sms.send').status).toBe('allowed');
  });
});
