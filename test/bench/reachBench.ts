import type { Grant } from 'hookswitch/core';
import { createPermix } from 'permix';
import { caslLambda } from './checkBench.js';
import { race, type Timing } from './race.js';
import { allow, type Call, callsOf, count, evaluatorOf, ids } from './world.js';

type Matches = (call: Call) => boolean;

/** One way to be in reach: as grants, and as the best code that one would write for it by hand. */
interface Question {
  readonly title: string;
  readonly grants: (permission: string) => readonly Grant[];
  readonly matches: Matches;
}

const [numbers, queues, groups] = [ids(100, 'number'), ids(20), ids(2, 'group')] as const;
const [sites, teams] = [ids(3, 'site'), ids(2, 'team')] as const;
const lines = ids(2, 'line');
const has = (list: readonly string[]) => new Set(list);
const [inNumbers, inQueues, inGroups, inSites, inTeams] = [numbers, queues, groups, sites, teams].map(has);
const inLines = has(lines);

const questions: readonly Question[] = [
  {
    title: 'owner and three dimensions (five fields)',
    grants: (id) => [allow(id, { own: true, in: { number: numbers, queue: queues, group: groups } })],
    matches: (call) =>
      call.ownerId === 'user-7' ||
      call.extension === 'ext-9' ||
      inNumbers?.has(call.numberId) === true ||
      inQueues?.has(call.queueId) === true ||
      inGroups?.has(call.groupId) === true,
  },
  {
    title: 'owner and six dimensions (eight fields)',
    grants: (id) => [
      allow(id, {
        own: true,
        in: { number: numbers, queue: queues, group: groups, line: ['line-3'], site: sites, team: teams },
      }),
    ],
    matches: (call) =>
      call.ownerId === 'user-7' ||
      call.extension === 'ext-9' ||
      inNumbers?.has(call.numberId) === true ||
      inQueues?.has(call.queueId) === true ||
      inGroups?.has(call.groupId) === true ||
      call.lineId === 'line-3' ||
      inSites?.has(call.siteId) === true ||
      inTeams?.has(call.teamId) === true,
  },
  {
    title: 'own and queues, within lines',
    grants: (id) => [allow(id, { own: true, in: { queue: queues }, within: { line: lines } })],
    matches: (call) =>
      (call.ownerId === 'user-7' || call.extension === 'ext-9' || inQueues?.has(call.queueId) === true) &&
      inLines.has(call.lineId),
  },
  {
    title: 'own, and any that has a queue',
    grants: (id) => [allow(id, { own: true, in: { queue: 'any' } })],
    matches: (call) =>
      call.ownerId === 'user-7' || call.extension === 'ext-9' || (call.queueId !== undefined && call.queueId !== ''),
  },
  {
    title: 'queues, but no denied number',
    grants: (id) => [
      allow(id, { in: { queue: queues } }),
      { ...allow(id, { in: { number: numbers } }), effect: 'deny' },
    ],
    matches: (call) => inQueues?.has(call.queueId) === true && !inNumbers?.has(call.numberId),
  },
];

const idOf = (i: number) => `area${i}.use`;
/** All questions are rights of one person, as in an application: none of them has the evaluator for itself. */
const evaluator = () => evaluatorOf(questions.flatMap(({ grants }, i) => grants(idOf(i))));

function permixOf(matches: Matches): Matches {
  const permix = createPermix<{ call: { dataType: Call; action: 'view' } }>();
  permix.setup({ call: { view: (call) => call !== undefined && matches(call) } });
  return (call) => permix.check('call', 'view', call);
}

/** Checks of more than one field, on records of eight. */
export function checkReaches(): readonly { readonly title: string; readonly rows: readonly Timing[] }[] {
  const calls = callsOf(10_000, 40);
  const may = evaluator();
  const contestants = questions.map(({ title, matches }, i) => {
    const id = idOf(i);
    const lambda = caslLambda(matches);
    const permix = permixOf(matches);
    return {
      title,
      runs: [
        { name: 'hand-written', ops: 1_000_000, run: count(calls, matches) },
        { name: 'hookswitch', ops: 1_000_000, run: count(calls, (call) => may.can(id, call)) },
        { name: 'CASL, function over Sets', ops: 1_000_000, run: count(calls, (call) => lambda.can('view', call)) },
        { name: 'permix, function over Sets', ops: 1_000_000, run: count(calls, permix) },
      ],
    };
  });
  // All are asked once before any is timed: what one right teaches the engine must not be taken from the next.
  for (const { runs } of contestants) for (const { run } of runs) run(100_000);
  return contestants.map(({ title, runs }) => ({ title, rows: race(title, runs) }));
}

/** The same reaches over a million calls. */
export function filterReaches(): readonly { readonly title: string; readonly rows: readonly Timing[] }[] {
  const total = 1_000_000;
  const calls = callsOf(total, 40);
  const may = evaluator();
  return questions.map(({ title, matches }, i) => ({
    title,
    rows: race(
      title,
      [
        { name: 'hand-written (a loop)', ops: total, run: () => loop(calls, matches).length },
        { name: 'hookswitch, filter', ops: total, run: () => may.filter(idOf(i), calls).length },
      ],
      5,
    ),
  }));
}

function loop(calls: readonly Call[], matches: Matches): readonly Call[] {
  const seen: Call[] = [];
  for (const call of calls) if (matches(call)) seen.push(call);
  return seen;
}
