import { type AbilityTuple, createMongoAbility, type MongoAbility } from '@casl/ability';
import { createEvaluator } from 'hookswitch/core';
import { race, type Timing } from './race.js';
import { allow, callsOf, catalog, evaluatorOf, grantSet, ids } from './world.js';

const rights = 60;

/** From 60 grants of 1,000 ids each to the first answer about every one of them. */
export function buildAndAsk(): readonly Timing[] {
  const queues = Array.from({ length: rights }, () => [...ids(1000)]);
  const [call] = callsOf(1, 1);
  if (!call) throw new Error('The bench made no call to ask about, so there is nothing to time. Fix callsOf.');
  const names = queues.map((_, i) => `area${i}.use`);
  const grants = names.map((name, i) => allow(name, { in: { queue: queues[i] ?? [] } }));
  const rules = names.map((action, i) => ({
    action,
    subject: 'Call',
    conditions: { queueId: { $in: queues[i] ?? [] } },
  }));
  const times = (ops: number, once: () => number) => {
    let yes = 0;
    for (let i = 0; i < ops; i += 1) yes += once();
    return yes;
  };
  return race('build and first answers, 60 grants of 1,000 ids', [
    {
      name: 'hand-written (one Map, one Set a list)',
      ops: 20,
      run: (ops) =>
        times(ops, () => {
          const held = new Map(names.map((name, i) => [name, new Set(queues[i])]));
          return names.filter((name) => held.get(name)?.has(call.queueId)).length;
        }),
    },
    {
      name: 'hookswitch',
      ops: 20,
      run: (ops) =>
        times(ops, () => {
          const may = evaluatorOf(grants);
          return names.filter((name) => may.can(name, call)).length;
        }),
    },
    {
      name: 'hookswitch, can, canSome and check of each',
      ops: 20,
      run: (ops) =>
        times(ops, () => {
          const may = evaluatorOf(grants);
          const isHeld = (name: string) => may.can(name, call) && may.canSome(name);
          return names.filter((name) => isHeld(name) && may.check(name, call).status === 'allowed').length;
        }),
    },
    {
      name: 'CASL, $in',
      ops: 20,
      run: (ops) =>
        times(ops, () => {
          const ability = createMongoAbility(rules, { detectSubjectType: () => 'Call' });
          return names.filter((name) => ability.can(name, call)).length;
        }),
    },
  ]);
}

/** One of 60 grants of 1,000 ids each changes, and every one of them is asked about again. */
export function updateAndAsk(): readonly Timing[] {
  const [call] = callsOf(1, 1);
  if (!call) throw new Error('The bench made no call to ask about, so there is nothing to time. Fix callsOf.');
  const names = Array.from({ length: rights }, (_, i) => `area${i}.use`);
  const lists = names.map(() => [...ids(1000)]);
  const grants = names.map((name, i) => allow(name, { in: { queue: lists[i] ?? [] } }));
  // Every other time the changed grant holds the call.
  const next = [[...ids(1000)].slice(1), [...ids(1000)]].map((queue) => ({
    queue,
    grants: [allow('area0.use', { in: { queue } }), ...grants.slice(1)],
  }));
  const sequence = (update: (i: number) => (name: string) => boolean) => (ops: number) => {
    let yes = 0;
    for (let i = 0; i < ops; i += 1) {
      const holds = update(i % 2);
      for (const name of names) if (holds(name)) yes += 1;
    }
    return yes;
  };
  let held = new Map(names.map((name, i) => [name, new Set(lists[i])]));
  let may = evaluatorOf(grants);
  const ability = createMongoAbility<MongoAbility<AbilityTuple>>([], { detectSubjectType: () => 'Call' });
  return race('update of one grant among 60', [
    {
      name: 'hand-written (a copy of the Map, one new Set)',
      ops: 200,
      run: sequence((i) => {
        held = new Map(held).set('area0.use', new Set(next[i]?.queue));
        return (name) => held.get(name)?.has(call.queueId) === true;
      }),
    },
    {
      name: 'hookswitch, with `previous`',
      ops: 200,
      run: sequence((i) => {
        may = createEvaluator(catalog, grantSet(next[i]?.grants ?? []), { now: 1, previous: may });
        return (name) => may.can(name, call);
      }),
    },
    {
      name: 'hookswitch, without',
      ops: 20,
      run: sequence((i) => {
        const fresh = evaluatorOf(next[i]?.grants ?? []);
        return (name) => fresh.can(name, call);
      }),
    },
    {
      name: 'CASL, update',
      ops: 200,
      run: sequence((i) => {
        ability.update(
          names.map((action, at) => ({
            action,
            subject: 'Call',
            conditions: { queueId: { $in: (at === 0 ? next[i]?.queue : lists[at]) ?? [] } },
          })),
        );
        return (name) => ability.can(name, call);
      }),
    },
  ]);
}

/** Bytes of heap for each of many evaluators that have answered once. */
export function memoryOfEvaluators(count: number): number {
  const collect = globalThis.gc;
  if (!collect)
    throw new Error('Heap figures need a collected heap, and this process has no gc. Start it with --expose-gc.');
  const [call] = callsOf(1, 1);
  collect();
  const before = process.memoryUsage().heapUsed;
  const kept = Array.from({ length: count }, (_, i) => {
    const may = evaluatorOf([allow('calls.view', { own: true, in: { queue: [`queue-${i}`] } }), allow('sms.send')]);
    if (call) may.can('calls.view', call);
    return may;
  });
  collect();
  const bytes = (process.memoryUsage().heapUsed - before) / count;
  return kept.length === count ? bytes : Number.NaN;
}
