import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../src/evaluator/decide/createEvaluator.js';
import { valueRank } from '../../src/model/value.js';
import { safeParseGrantSet } from '../../src/model/wire.js';
import { questions, type World } from '../reference/agreement.js';
import { drawn, once, pick, whole } from '../reference/generators/draw.js';
import {
  addWord,
  double,
  hostileKeys,
  insert,
  lose,
  misspell,
  mistype,
  type Mutation,
  reorder,
  scribble,
} from './mutations.js';
import { at, drawValidWorld, type Json, placesIn, withAt, written } from './payload.js';

/*
 * What is changed here is what breaks on the way, or is broken on purpose, and can be told from another valid
 * set. Some changes cannot: without `within`, `endsAt`, `conditional`, `expiresAt` or a whole grant that denies,
 * a payload is a valid one of somebody with more rights, and so is one with other ids where something is denied,
 * with a longer list of the subject's memberships, or with another value of the right type. The reader has no
 * means to know, so these changes are left out; what protects against them is the transport.
 */

/** Everything that a payload allows in a world: rights on records, rights without one, and how high values are. */
function allowedBy(world: World, payload: unknown): Map<string, number> {
  const read = safeParseGrantSet(payload);
  const answers = new Map<string, number>();
  if (!read.ok) return answers;
  const { catalog, records, now } = world;
  const may = createEvaluator(catalog, read.value, { now });
  for (const permission of questions) {
    if (may.can(permission)) answers.set(permission, 1);
    for (const [i, record] of records.entries())
      if (may.can(permission, record)) answers.set(`${permission} on ${i}`, 1);
    const definition = Object.hasOwn(catalog.permissions, permission) ? catalog.permissions[permission] : undefined;
    const value = may.value(permission);
    // A right less may free a duty: one that cannot be done is none. So how much a duty leaves is not compared.
    if (definition && definition.kind !== 'duty' && value !== undefined)
      answers.set(`${permission} at`, valueRank(definition, value === Infinity ? 'unlimited' : value));
  }
  return answers;
}

/** What the second allows beyond the first, of rights and, where they are asked for, choices and numbers. */
function excess(
  before: Map<string, number>,
  after: Map<string, number>,
  { values }: { readonly values: boolean },
): string[] {
  return [...after]
    .filter(([what, rank]) =>
      what.endsWith(' at') ? values && rank > (before.get(what) ?? -Infinity) : !before.has(what),
    )
    .map(([what]) => what);
}

const mutated = (mutate: (draw: fc.GeneratorValue, payload: Json) => Mutation | undefined) =>
  drawn((draw) => {
    const world = drawValidWorld(draw);
    return { world, mutation: mutate(draw, world.payload) };
  });

function refusalOf(payload: unknown) {
  const read = safeParseGrantSet(payload);
  return read.ok ? { path: 'accepted', found: '', expected: '' } : read.issue;
}

const runs = { numRuns: 200 };

describe('safeParseGrantSet', () => {
  it('reads every valid payload as it is', () => {
    fc.assert(
      fc.property(drawn(drawValidWorld), ({ payload }) => {
        const read = safeParseGrantSet(payload);
        expect(read.ok && JSON.parse(JSON.stringify(read.value))).toEqual(payload);
      }),
      runs,
    );
  });

  it('refuses a wrong type anywhere, naming its path', () => {
    fc.assert(
      fc.property(mutated(mistype), ({ mutation }) => {
        if (!mutation) return;
        // What is none of ours in a set or a subject is passed over; every other place is named.
        expect(refusalOf(mutation.payload).path).toBe(written(mutation.path));
      }),
      runs,
    );
  });

  it('refuses a set that lacks what it must have, naming what is missing', () => {
    fc.assert(
      fc.property(mutated(lose), ({ mutation }) => {
        if (!mutation) return;
        const issue = refusalOf(mutation.payload);
        // In a grant, the strange word that took the place of a known one is named instead.
        const holder = written(mutation.path.slice(0, -1));
        expect(issue.path.startsWith(holder)).toBe(true);
        if (issue.path === written(mutation.path)) expect(issue.found).toBe('missing');
        else expect(issue.expected).toMatch(/^one of /);
      }),
      runs,
    );
  });

  it('refuses a word that it does not know in a grant or a scope, naming it', () => {
    fc.assert(
      fc.property(mutated(addWord), ({ mutation }) => {
        if (mutation) expect(refusalOf(mutation.payload).path).toBe(written(mutation.path));
      }),
      runs,
    );
  });

  it('refuses a word outside of a closed list, naming what it found and what it expected', () => {
    fc.assert(
      fc.property(mutated(misspell), ({ mutation }) => {
        if (!mutation) return;
        const issue = refusalOf(mutation.payload);
        expect(issue.path).toBe(written(mutation.path));
        expect(issue.found).toContain(String(at(mutation.payload, mutation.path)).slice(0, 40));
        expect(issue.expected).not.toBe('');
      }),
      runs,
    );
  });

  it('allows no more after a text in a grant that allows was replaced', () => {
    fc.assert(
      fc.property(mutated(scribble), ({ world, mutation }) => {
        if (!mutation) return;
        const [before, after] = [allowedBy(world, world.payload), allowedBy(world, mutation.payload)];
        // Where the lowest of several values counts, one grant less may be more: rights only.
        expect(excess(before, after, { values: false })).toEqual([]);
      }),
      runs,
    );
  });

  it('allows no more after something strange was put in', () => {
    fc.assert(
      fc.property(mutated(insert), ({ world, mutation }) => {
        if (!mutation) return;
        const [before, after] = [allowedBy(world, world.payload), allowedBy(world, mutation.payload)];
        expect(excess(before, after, { values: true })).toEqual([]);
        expect(Object.prototype).not.toHaveProperty('zzz');
      }),
      runs,
    );
  });

  it('allows the same when everything is in another order, or something is there twice', () => {
    const worlds = drawn((draw) => {
      const world = drawValidWorld(draw);
      const doubled = double(draw, world.payload)?.payload ?? world.payload;
      return { world, doubled, reordered: reorder(draw, doubled) };
    });
    fc.assert(
      fc.property(worlds, ({ world, doubled, reordered }) => {
        const before = allowedBy(world, world.payload);
        expect(allowedBy(world, doubled)).toEqual(before);
        expect(allowedBy(world, reordered)).toEqual(before);
      }),
      runs,
    );
  });

  it('allows no more after any number of changes, one on top of the other', () => {
    const changes = [mistype, lose, addWord, misspell, scribble, insert, double];
    const worlds = drawn((draw) => {
      const world = drawValidWorld(draw);
      let payload = world.payload;
      for (let left = whole(draw, 1, 5); left > 0; left -= 1)
        payload = pick(draw, changes)(draw, payload)?.payload ?? payload;
      return { world, payload: once(draw, 2) ? reorder(draw, payload) : payload };
    });
    fc.assert(
      fc.property(worlds, ({ world, payload }) => {
        expect(excess(allowedBy(world, world.payload), allowedBy(world, payload), { values: false })).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it('is never asked about a payload that was cut off: that is no JSON any more', () => {
    fc.assert(
      fc.property(
        drawn(drawValidWorld),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        ({ payload }, part) => {
          const text = JSON.stringify(payload);
          const cut = text.slice(0, Math.floor(text.length * part));
          expect(() => void JSON.parse(cut)).toThrow(SyntaxError);
        },
      ),
    );
  });

  it('never throws, whatever it is given', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
      withTypedArray: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        expect(safeParseGrantSet(value).ok).toBe(false);
      }),
      runs,
    );
    const trap = () => {
      throw new Error('boo');
    };
    const hostile = new Proxy(
      {},
      { get: trap, has: trap, ownKeys: trap, getOwnPropertyDescriptor: trap, getPrototypeOf: trap },
    );
    expect(safeParseGrantSet(hostile)).toMatchObject({ ok: false, issue: { found: 'unreadable' } });
  });

  it('takes nothing from a prototype', () => {
    const { payload } = fc.sample(drawn(drawValidWorld), { numRuns: 1, seed: 1 })[0] ?? { payload: null };
    expect(safeParseGrantSet(payload).ok).toBe(true);
    for (const key of hostileKeys) {
      const wrapped = withAt({}, [key], payload);
      expect(safeParseGrantSet(wrapped)).toMatchObject({ ok: false, issue: { path: 'format', found: 'missing' } });
    }
  });

  it('copes with ten megabytes of nesting or of one text at any place, in a short error', () => {
    const { payload } = fc.sample(drawn(drawValidWorld), { numRuns: 1, seed: 7 })[0] ?? { payload: null };
    const deepList = '['.repeat(5_000_000) + ']'.repeat(5_000_000);
    const deepObject = '{"in":'.repeat(1_400_000) + '1' + '}'.repeat(1_400_000);
    const places = placesIn(payload).filter((path) => path.length <= 3);
    const parts = [deepList, deepObject, JSON.stringify('x'.repeat(10_000_000))];
    for (const [i, part] of parts.entries()) {
      const value = JSON.parse(part) as Json;
      for (const path of [[], ...places]) {
        const broken = path.length === 0 ? value : withoutCloning(payload, path, value);
        const read = safeParseGrantSet(broken);
        // A long text is a text, where one belongs.
        if (i < 2) expect([written(path), read.ok]).toEqual([written(path), false]);
        if (!read.ok) expect(JSON.stringify(read.issue).length).toBeLessThan(500);
      }
    }
  });

  it('keeps its errors short where a key is long', () => {
    const { payload } = fc.sample(drawn(drawValidWorld), { numRuns: 1, seed: 7 })[0] ?? { payload: null };
    const long = 'k'.repeat(1_000_000);
    const broken = withAt(payload, ['subject', 'memberships', long], 7);
    expect(JSON.stringify(refusalOf(broken)).length).toBeLessThan(500);
    expect(JSON.stringify(refusalOf(withAt(payload, ['grants', 0, long], 7))).length).toBeLessThan(500);
  });
});

/** `withAt` for what is too deep to be cloned: only the way to the place is copied. */
function withoutCloning(value: Json, [key, ...rest]: readonly (string | number)[], next: Json): Json {
  if (key === undefined || typeof value !== 'object' || value === null) return next;
  const inner = withoutCloning(at(value, [key]), rest, next);
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...value, [key]: inner };
}
