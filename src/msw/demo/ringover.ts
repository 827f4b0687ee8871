import { createEvaluator } from '../../evaluator/decide/createEvaluator.js';
import { resolveGrants } from '../../evaluator/resolve/resolveGrants.js';
import type { Member, Override } from '../../model/member.js';
import { ringover } from '../../presets/ringover.js';
import type { TenantData } from '../../server/store/Store.js';
import { createRandom } from './createRandom.js';

/** A number of the demo organisation, as `callerId.use` is asked about it. */
export interface RingoverNumber {
  /** In E.164. */
  readonly id: string;
  readonly label: string;
  readonly line: 'direct' | 'ivr';
  readonly ivr?: string;
  readonly groups: readonly string[];
}

/** A call of the demo organisation, running, waiting or past. */
export interface RingoverCall {
  readonly id: string;
  /** Whose call it is; nobody's while it waits. */
  readonly userId?: string;
  readonly groups: readonly string[];
  readonly line: 'direct' | 'ivr';
  readonly ivr?: string;
  readonly number: string;
  /** The other party's number. */
  readonly customer: string;
  /** In milliseconds since 1970. */
  readonly startedAt: number;
  readonly seconds: number;
  /** What the user on the call agrees to; `supervision.beListenedTo` where the user can be listened to. */
  readonly consents: readonly string[];
}

const tenant = 'ringover-demo';
const now = Date.UTC(2026, 10, 20, 10);

const mainLine: RingoverNumber = {
  id: '+33199000001',
  label: 'Main line',
  line: 'ivr',
  ivr: 'main',
  groups: ['sales', 'support'],
};
const nightLine: RingoverNumber = {
  id: '+33199000002',
  label: 'Night line',
  line: 'ivr',
  ivr: 'night',
  groups: ['support'],
};
const umasLine: RingoverNumber = { id: '+33199000011', label: 'Uma', line: 'direct', groups: ['sales'] };
const ugosLine: RingoverNumber = { id: '+33199000012', label: 'Ugo', line: 'direct', groups: ['sales'] };
const inesLine: RingoverNumber = { id: '+33199000013', label: 'Ines', line: 'direct', groups: ['support'] };

/** Two IVRs and three direct lines, from the range that France keeps for fiction. */
export const ringoverNumbers: readonly RingoverNumber[] = [mainLine, nightLine, umasLine, ugosLine, inesLine];

const on = (permission: string, rest: Omit<Override, 'permission' | 'effect'> = {}): Override => ({
  permission,
  effect: 'allow',
  ...rest,
});
const off = (permission: string): Override => ({ permission, effect: 'deny' });

/** What every agent of the demo may do. */
const usual = ['ownSettings.edit', 'snooze.use', 'chat.use', 'contactsTab.use', 'waitingList.view', 'calls.tag'].map(
  (permission) => on(permission),
);

function user(id: string, role: string, group: string, rest: Partial<Member>, overrides: readonly Override[]): Member {
  const { memberships, ...others } = rest;
  return {
    id,
    name: id.charAt(0).toUpperCase() + id.slice(1),
    tenant,
    roles: [role],
    extensions: [],
    memberships: { group: [group], ...memberships },
    licenses: [],
    packages: [],
    overrides,
    reviewedAt: Date.UTC(2026, 9, 1),
    ...others,
  };
}

/** Three agents with settings that differ, and one person on each further level of dashboard access. */
export const ringoverMembers: readonly Member[] = [
  user('uma', 'none', 'sales', { memberships: { ivr: ['main'], number: ['+33199000001', '+33199000011'] } }, [
    ...usual,
    on('waitingList.pickUp'),
    on('recordings.access', { value: 'own' }),
    on('recordings.download', { scope: 'all' }),
    on('callerId.edit', { value: 'list' }),
    on('channels.max', { value: 2 }),
    on('afterCall.duration', { value: 60 }),
    on('tags.required', { value: true }),
    on('notes.required', { value: true }),
    on('recording.allow'),
    on('recording.control'),
    on('recording.volume', { value: 100 }),
    on('supervision.beListenedTo'),
  ]),
  user('ugo', 'none', 'sales', { memberships: { ivr: ['main', 'night'] } }, [
    ...usual,
    on('recordings.access', { value: 'all' }),
    on('callerId.edit', { value: 'standards' }),
    on('localPresence.use'),
    on('channels.max', { value: 4 }),
    on('destinations.outOfPlan'),
    on('recording.allow'),
    on('recording.notify', { value: true }),
    on('recording.volume', { value: 50 }),
    on('supervision.beListenedTo'),
  ]),
  user('ines', 'none', 'support', { memberships: { ivr: ['main'] } }, [
    on('snooze.use'),
    on('channels.max', { value: 1 }),
    on('numbers.anonymise', { value: true }),
  ]),
  user('bea', 'billing', 'office', {}, []),
  user('timo', 'technical', 'office', {}, [off('ivrs.write')]),
  user('sara', 'supervisor', 'sales', {}, [
    on('logs.read', { scope: { all: true, within: { group: ['sales'] } } }),
    off('logs.write'),
    on('users.write', { scope: { in: { group: ['sales'] } } }),
    ...usual,
  ]),
  user('alma', 'admin', 'office', {}, []),
];

function consentsOf(userId: string | undefined): readonly string[] {
  const member = ringoverMembers.find((each) => each.id === userId);
  if (!member) return [];
  const may = createEvaluator(ringover, resolveGrants(ringover, member), { now });
  return may.can('supervision.beListenedTo') ? ['supervision.beListenedTo'] : [];
}

function callOn(number: RingoverNumber, id: string, startedAt: number, seconds: number, userId?: string): RingoverCall {
  const { line, ivr, groups } = number;
  return {
    id,
    ...(userId !== undefined && { userId }),
    groups,
    line,
    ...(ivr !== undefined && { ivr }),
    number: number.id,
    customer: `+3363998${String((startedAt / 1_000) % 10_000).padStart(4, '0')}`,
    startedAt,
    seconds,
    consents: consentsOf(userId),
  };
}

/** Calls that run at the demo's moment. */
export const ringoverLiveCalls: readonly RingoverCall[] = [
  callOn(mainLine, 'live-1', now - 190_000, 190, 'uma'),
  callOn(ugosLine, 'live-2', now - 45_000, 45, 'ugo'),
  callOn(nightLine, 'live-3', now - 610_000, 610, 'ines'),
];

/** Calls that wait to be answered at the demo's moment, the longest first. */
export const ringoverWaitingCalls: readonly RingoverCall[] = [
  callOn(mainLine, 'waiting-1', now - 95_000, 95),
  callOn(nightLine, 'waiting-2', now - 30_000, 30),
];

/** Recorded calls, the newest first; the same ones each time. */
export const ringoverRecordings: readonly RingoverCall[] = createRecordings();

function createRecordings(): readonly RingoverCall[] {
  const random = createRandom(0x52_494e47);
  return Array.from({ length: 60 }, (_, index) => {
    const [userId, own] = random.pick<readonly [string, RingoverNumber]>([
      ['uma', umasLine],
      ['ugo', ugosLine],
      ['ines', inesLine],
    ]);
    const number = random.pick([mainLine, nightLine, own]);
    return callOn(number, `recording-${60 - index}`, now - (index + 1) * 1_740_000, random.between(20, 900), userId);
  });
}

/** The demo organisation as a store begins with it. */
export const ringoverTenant: TenantData = {
  tenant,
  members: ringoverMembers,
  directory: {
    group: ['sales', 'support', 'office'].map((id) => ({ id, label: id.charAt(0).toUpperCase() + id.slice(1) })),
    ivr: [
      { id: 'main', label: 'Main' },
      { id: 'night', label: 'Night' },
    ],
    line: ringover.dimensions.line.values,
    number: ringoverNumbers.map(({ id, label }) => ({ id, label: `${label} ${id}` })),
  },
};
