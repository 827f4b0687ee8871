import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createShareCache } from '../../src/server/session/createShareCache.js';

test('a cache keeps what was used last within its bytes', () => {
  const cache = createShareCache<string>({ bytes: 10, bytesOfTenant: 10 });
  for (const key of ['a', 'b', 'c']) cache.set('t', key, key, 3);
  expect(cache.get('t', 'a')).toBe('a');
  cache.set('t', 'd', 'd', 3);
  expect(['a', 'b', 'c', 'd'].map((key) => cache.get('t', key))).toEqual(['a', undefined, 'c', 'd']);
  cache.set('t', 'd', 'D', 1);
  expect([cache.get('t', 'd'), cache.bytes]).toEqual(['D', 7]);
});

test('a tenant that keeps more and more pushes out what it kept itself, and nothing of another one', () => {
  const cache = createShareCache<number>({ bytes: 1_000, bytesOfTenant: 400 });
  for (let i = 0; i < 20; i++) cache.set('quiet', `q${i}`, i, 10);
  for (let i = 0; i < 5_000; i++) cache.set('noisy', `n${i}`, i, 10);
  expect(Array.from({ length: 20 }, (_, i) => cache.get('quiet', `q${i}`))).toEqual(
    Array.from({ length: 20 }, (_, i) => i),
  );
  expect(cache.bytes).toBe(200 + 400);
});

test('where all is full, whichever tenant has the most makes room', () => {
  const cache = createShareCache<number>({ bytes: 100, bytesOfTenant: 60 });
  for (let i = 0; i < 6; i++) cache.set('large', `l${i}`, i, 10);
  for (let i = 0; i < 4; i++) cache.set('small', `s${i}`, i, 10);
  cache.set('new', 'x', 0, 10);
  expect([cache.get('large', 'l0'), cache.get('large', 'l1'), cache.get('small', 's0'), cache.get('new', 'x')]).toEqual(
    [undefined, 1, 0, 0],
  );
});

test('nothing larger than a share is kept, and what it would have replaced is gone', () => {
  const cache = createShareCache<number>({ bytes: 100, bytesOfTenant: 50 });
  cache.set('t', 'a', 1, 10);
  cache.set('t', 'a', 2, 51);
  expect([cache.get('t', 'a'), cache.bytes]).toEqual([undefined, 0]);
  const none = createShareCache<number>({ bytes: 0, bytesOfTenant: 50 });
  none.set('t', 'a', 1, 10);
  expect(none.get('t', 'a')).toBeUndefined();
});

test('whatever is kept, it is within the bytes of each tenant and of all, and never another value', () => {
  const step = fc.record({
    tenant: fc.constantFrom('a', 'b', 'c'),
    key: fc.constantFrom('x', 'y', 'z'),
    bytes: fc.nat(60),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const cache = createShareCache<number>({ bytes: 100, bytesOfTenant: 50 });
      const last = new Map<string, { value: number; bytes: number }>();
      for (const [value, { tenant, key, bytes }] of steps.entries()) {
        cache.set(tenant, key, value, bytes);
        last.set(`${tenant}/${key}`, { value, bytes });
        const sums = new Map<string, number>();
        for (const [place, { value: expected, bytes: size }] of last) {
          const [of = '', name = ''] = place.split('/');
          const found = cache.get(of, name);
          expect(found === undefined || found === expected).toBe(true);
          if (found !== undefined) sums.set(of, (sums.get(of) ?? 0) + size);
        }
        for (const sum of sums.values()) expect(sum).toBeLessThanOrEqual(50);
        expect([...sums.values()].reduce((a, b) => a + b, 0)).toBe(cache.bytes);
        expect(cache.bytes).toBeLessThanOrEqual(100);
      }
    }),
  );
});
