import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventHub } from '../../../src/server/events/createEventHub.js';
import { memoryStore } from '../../../src/server/memory/memoryStore.js';
import { subjectRevision } from '../../../src/server/store/revision.js';
import type { Store, StoreEvent } from '../../../src/server/store/Store.js';
import { acme, sam, sue } from '../desk.js';

/** Something that happens to the organisation, or to the news of it. */
type Step =
  | { readonly do: 'edit-member'; readonly id: 'sam' | 'sue' }
  | { readonly do: 'edit-role'; readonly id: 'agent' | 'senior' | 'manager' }
  | { readonly do: 'swap-role'; readonly id: 'sam' | 'sue'; readonly role: 'agent' | 'senior' | 'manager' }
  /** One piece of held-back news arrives, any of them, perhaps twice. */
  | { readonly do: 'deliver'; readonly which: number; readonly twice: boolean }
  | { readonly do: 'settle' };

const who = fc.constantFrom('sam' as const, 'sue' as const);
const role = fc.constantFrom('agent' as const, 'senior' as const, 'manager' as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('edit-member' as const), id: who }),
  fc.record({ do: fc.constant('edit-role' as const), id: role }),
  fc.record({ do: fc.constant('swap-role' as const), id: who, role }),
  fc.record({ do: fc.constant('deliver' as const), which: fc.nat(), twice: fc.boolean() }),
  fc.record({ do: fc.constant('settle' as const) }),
);

const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

/** A store of which the news is held back, and let go in any order. */
const holdingBack = (store: Store) => {
  const held: StoreEvent[] = [];
  const listeners = new Set<(event: StoreEvent) => void>();
  store.listen((event) => held.push(event));
  const tell = (event: StoreEvent) => {
    for (const listener of listeners) listener(event);
  };
  return {
    store: {
      ...store,
      listen: (listener: (event: StoreEvent) => void) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    deliver: (which: number, twice: boolean) => {
      const [event] = held.splice(which % Math.max(1, held.length), 1);
      if (!event) return;
      tell(event);
      if (twice) tell(event);
    },
    deliverAll: () => {
      for (const event of held.splice(0)) tell(event);
    },
  };
};

const apply = (store: Store, change: Step) =>
  store.edit('acme', async (edit) => {
    if (change.do === 'edit-role') return edit.saveRole({ id: change.id, grants: {} });
    if (change.do !== 'edit-member' && change.do !== 'swap-role') return;
    const { member } = await edit.subject(change.id);
    const before = member?.member ?? (change.id === 'sam' ? sam : sue);
    await edit.saveMember(change.do === 'swap-role' ? { ...before, roles: [change.role] } : before);
  });

interface Outcome {
  readonly told: readonly number[];
  /** Where the subject is in the end. */
  readonly revision: number;
}

const play = async (steps: readonly Step[], joinAt: number): Promise<Outcome> => {
  const store = memoryStore(acme);
  const news = holdingBack(store);
  const hub = createEventHub(news.store, () => expect.unreachable());
  const told: number[] = [];
  const watcher = { onRevision: (at: number) => told.push(at), onEnd: () => expect.unreachable() };
  const join = () => hub.watch({ tenant: 'acme', subject: 'sam' }, watcher, undefined);
  let leave: (() => void) | undefined;
  for (const [i, each] of steps.entries()) {
    if (i === joinAt) leave = join();
    if (each.do === 'deliver') news.deliver(each.which, each.twice);
    else if (each.do === 'settle') await settle();
    else await apply(store, each);
  }
  leave ??= join();
  news.deliverAll();
  await settle();
  leave();
  const { member, roles } = await store.tenant('acme').subject('sam');
  return { told, revision: member ? subjectRevision(member, roles) : 0 };
};

const rising = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b);

test('a stream tells each revision once, rising, and ends where its subject is', async () => {
  const inOrder = step.map((each) => (each.do === 'deliver' ? { ...each, which: 0 } : each));
  const property = fc.asyncProperty(fc.array(inOrder, { maxLength: 30 }), fc.nat(30), async (steps, joinAt) => {
    const { told, revision } = await play(steps, joinAt);
    expect(told).toEqual(rising(told));
    expect(told.at(-1)).toBe(revision);
  });
  await fc.assert(property, { numRuns: 300 });
});

test('news that arrives out of order never takes a stream back, and never leaves it behind', async () => {
  const property = fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.nat(30), async (steps, joinAt) => {
    const { told, revision } = await play(steps, joinAt);
    expect(told).toEqual(rising(told));
    // It may say more than there is, where news of a role overtakes news of who has it: whoever loads finds out.
    expect(told.at(-1)).toBeGreaterThanOrEqual(revision);
  });
  await fc.assert(property, { numRuns: 300 });
});
