import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPermissionApi } from '../../../src/server/createPermissionApi.js';
import { memoryStore } from '../../../src/server/memory/memoryStore.js';
import { acme, authenticate, catalog, sam } from '../desk.js';
import { connectClient } from './connectClient.js';
import { type Fault, faultyFetch, faults } from './faultyNetwork.js';
import { unlimited } from '../unlimited.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const someFaults = fc.array(fc.constantFrom(...faults), { maxLength: 60 });

/** Tells one fault after the other, and all is well when they are through. */
const inTurn = (list: readonly Fault[]) => {
  let at = 0;
  return { next: (): Fault => list[at++] ?? 'none', heal: () => void (at = list.length) };
};

const setUp = () => {
  const store = memoryStore(acme);
  const limits = { ...unlimited, streamsPerMember: 1e6 };
  return { store, api: createPermissionApi({ store, catalog, authenticate, limits }) };
};

/** Lets time pass for as long as something takes. */
const untilDone = async (work: Promise<unknown>) => {
  let isDone = false;
  const done = work.finally(() => (isDone = true));
  while (!isDone) await vi.advanceTimersByTimeAsync(100);
  await done;
};

test('edits that are sent again until they are answered are each made once, whatever the network does', async () => {
  const property = fc.asyncProperty(someFaults, async (list) => {
    const { store, api } = setUp();
    const fetch = faultyFetch(api, inTurn(list).next);
    const answered = new Map<string, number>();
    const send = async (n: number): Promise<void> => {
      for (;;) {
        const answer = fetch('https://phone.example/members/sam', {
          method: 'PATCH',
          headers: {
            authorization: 'Member acme/olga',
            'content-type': 'application/json',
            'if-match': '*',
            'idempotency-key': `edit-${n}`,
          },
          body: JSON.stringify({ operations: [{ op: 'set-extensions', ids: [String(n)] }] }),
        });
        const body = await answer
          .then((response): Promise<{ readonly revision: number }> => response.json())
          .catch(() => undefined);
        if (body === undefined) continue;
        expect(body).toMatchObject({ member: { id: 'sam' }, revision: expect.any(Number) });
        answered.set(String(n), body.revision);
        return;
      }
    };
    await untilDone(Promise.all([1, 2, 3, 4, 5, 6].map(send)));
    const entries = await store.tenant('acme').audit({ limit: 100 });
    const made = entries.map(({ operations: [first], revision }) => {
      const [id = ''] = first?.op === 'set-extensions' ? first.ids : [];
      // Answered with the state that the edit made, or with a later one: never with one that it is not in.
      expect(answered.get(id)).toBeGreaterThanOrEqual(revision);
      return id;
    });
    expect(made).toHaveLength(6);
    expect(new Set(made)).toEqual(new Set(['1', '2', '3', '4', '5', '6']));
  });
  await fc.assert(property, { numRuns: 100 });
});

test('what is in force never goes back while the network fails, and is what the server says once it works', async () => {
  const change = fc.record({ sms: fc.boolean(), milliseconds: fc.integer({ min: 0, max: 20_000 }) });
  const property = fc.asyncProperty(someFaults, fc.array(change, { maxLength: 8 }), async (list, changes) => {
    const { store, api } = setUp();
    const { next, heal } = inTurn(list);
    const client = connectClient({ fetch: faultyFetch(api, next), user: 'sam' });
    const seen: number[] = [];
    client.store.view.subscribe(() => {
      const revision = client.revision();
      if (revision !== undefined) seen.push(revision);
    });
    for (const { sms, milliseconds } of changes) {
      await store.edit('acme', (edit) => edit.saveMember({ ...sam, packages: sms ? ['texting'] : [] }));
      await vi.advanceTimersByTimeAsync(milliseconds);
    }
    heal();
    await vi.advanceTimersByTimeAsync(300_000);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const { member } = await store.tenant('acme').subject('sam');
    expect(client.revision()).toBe(member?.revision);
    const may = client.store.view.get().evaluator;
    expect(may?.can('sms.send')).toBe(member?.member.packages.includes('texting'));
    client.disconnect();
  });
  await fc.assert(property, { numRuns: 60 });
});

test('a right that is taken away is gone at the client as soon as the event arrives', async () => {
  const { store, api } = setUp();
  await store.edit('acme', (edit) => edit.saveMember({ ...sam, packages: ['texting'] }));
  const client = connectClient({ fetch: faultyFetch(api, () => 'none'), user: 'sam' });
  await vi.advanceTimersByTimeAsync(5000);
  expect(client.store.view.get().evaluator?.can('sms.send')).toBe(true);
  await store.edit('acme', (edit) => edit.saveMember(sam));
  await vi.advanceTimersByTimeAsync(100);
  expect(client.store.view.get().evaluator?.can('sms.send')).toBe(false);
  client.disconnect();
});
