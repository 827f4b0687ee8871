import { expect, test } from 'vitest';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import { acme, sam, stranger } from './desk.js';
import { storeConformance } from './storeConformance.js';

storeConformance(async () => memoryStore({ members: [] }));

test('a memory store begins with what it is given, at revision 1', async () => {
  const { member } = await memoryStore(acme).tenant('acme').subject('sam');
  expect(member).toEqual({ member: sam, revision: 1 });
});

test('a member of another tenant is refused at the start', () => {
  expect(() => memoryStore({ members: [sam, stranger] })).toThrow(
    /Member 'sam' is of tenant 'rival' but was given for 'acme'.*Give each tenant its own members/,
  );
});
