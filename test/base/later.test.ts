import { expect, test, vi } from 'vitest';
import { later } from '../../src/base/later.js';

test('a part is loaded with the first call, once, and then there', async () => {
  const fetchPart = vi.fn<() => Promise<string>>(() => Promise.resolve('part'));
  const part = later(fetchPart);
  expect(part.get()).toBeUndefined();
  expect(fetchPart).not.toHaveBeenCalled();
  expect(await Promise.all([part.load(), part.load()])).toEqual(['part', 'part']);
  expect(part.get()).toBe('part');
  expect(fetchPart).toHaveBeenCalledTimes(1);
});

test('a part that could not be loaded says so, and the next call tries again', async () => {
  const fetchPart = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Error('offline'))
    .mockResolvedValue('part');
  const part = later(fetchPart);
  await expect(part.load()).rejects.toThrow('offline');
  expect([part.get(), part.hasFailed()]).toEqual([undefined, true]);
  await part.load();
  expect([part.get(), part.hasFailed()]).toEqual(['part', false]);
});
