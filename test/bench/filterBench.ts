import { indexRecords } from 'hookswitch/core';
import { caslLambda } from './checkBench.js';
import { race, type Timing } from './race.js';
import { allow, callsOf, catalog, evaluatorOf, ids } from './world.js';
import { createMongoAbility } from '@casl/ability';

const total = 1_000_000;

/** A million calls, of which about a tenth is in reach by owner, extension or queue. */
export function filterMillion(): { readonly once: readonly Timing[]; readonly again: readonly Timing[] } {
  const calls = callsOf(total, 500);
  const queues = ids(50);
  const held = new Set(queues);
  const may = evaluatorOf([allow('calls.view', { own: true, in: { queue: queues } })]);
  const lambda = caslLambda(
    (call) => call.ownerId === 'user-7' || call.extension === 'ext-9' || held.has(call.queueId),
  );
  const casl = createMongoAbility(
    [
      { action: 'view', subject: 'Call', conditions: { ownerId: 'user-7' } },
      { action: 'view', subject: 'Call', conditions: { extension: 'ext-9' } },
      { action: 'view', subject: 'Call', conditions: { queueId: { $in: [...queues] } } },
    ],
    { detectSubjectType: () => 'Call' },
  );
  const plain = {
    name: 'hand-written (one fused loop)',
    ops: total,
    run: (ops: number) => {
      const seen = [];
      for (let i = 0; i < ops; i += 1) {
        const call = calls[i];
        if (call && (call.ownerId === 'user-7' || call.extension === 'ext-9' || held.has(call.queueId)))
          seen.push(call);
      }
      return seen.length;
    },
  };
  const once = race(
    'filter of 1,000,000 calls',
    [
      plain,
      { name: 'hookswitch, filter', ops: total, run: () => may.filter('calls.view', calls).length },
      {
        name: 'CASL, function over a Set',
        ops: total,
        run: () => calls.filter((call) => lambda.can('view', call)).length,
      },
      { name: 'CASL, $in', ops: total, run: () => calls.filter((call) => casl.can('view', call)).length },
    ],
    5,
  );
  const index = indexRecords(catalog, 'call', calls);
  // Each time an evaluator that has answered nothing yet; the very first question builds the columns.
  const changed = Array.from({ length: 64 }, () =>
    evaluatorOf([allow('calls.view', { own: true, in: { queue: queues } })]),
  );
  let turn = 0;
  const select = (ops: number) => {
    let seen = 0;
    for (let done = 0; done < ops; done += total)
      seen += (changed[(turn += 1)] ?? may).filter('calls.view', index).length;
    return seen;
  };
  const again = race('the same calls after a permission change', [
    plain,
    // The plain loop has just driven everything else out of the processor's caches.
    { name: 'hookswitch, indexed, once after that loop', ops: total, run: select },
    { name: 'hookswitch, indexed, five times in a row', ops: 5 * total, run: select },
  ]);
  return { once, again };
}
