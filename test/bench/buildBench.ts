import { createMongoAbility } from '@casl/ability';
import { race, type Timing } from './race.js';
import { allow, callsOf, evaluatorOf, ids } from './world.js';

const rights = 60;

/** From 60 grants of 1,000 ids each to the first answer about every one of them. */
export function buildAndAsk(): readonly Timing[] {
  const queues = Array.from({ length: rights }, () => [...ids(1000)]);
  const [call] = callsOf(1, 1);
  if (!call) throw new Error('The bench made no call to ask about, so there is nothing to time. Mend callsOf.');
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
