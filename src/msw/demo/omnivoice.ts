// Demo data: the sample call flow of the product's page, its people, and half a week of calls.
import type { Member, Override } from '../../model/member.js';
import type { TenantData } from '../../server/store/Store.js';
import { createRandom, type Random } from './createRandom.js';
import { type DemoRecordingName, demoRecordings } from './recordingFiles.js';

/** One call of the demo organisation. */
export interface OmnivoiceCall {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  /** In milliseconds since 1970. */
  readonly startedAt: number;
  /** How long people spoke; 0 where nobody answered. */
  readonly seconds: number;
  readonly outcome: 'answered' | 'missed' | 'voicemail';
  /** The organisation's own number that was called, or called from. */
  readonly number: string;
  /** The other party's number. */
  readonly customer: string;
  /** The call flow that the call came in through. */
  readonly callFlow?: string;
  /** Calling groups that the call landed in, or was made for. */
  readonly groups: readonly string[];
  /** Who answered or made it. */
  readonly ownerId?: string;
  readonly extension?: string;
  /** What was recorded of it, as long as the call: one of the demo recordings. */
  readonly recording?: { readonly id: string; readonly seconds: number; readonly name: DemoRecordingName };
}

/** A message that a caller left; it went the way of its call. */
export interface OmnivoiceVoicemail extends Pick<
  OmnivoiceCall,
  'id' | 'startedAt' | 'seconds' | 'number' | 'customer' | 'callFlow' | 'groups'
> {
  readonly callId: string;
}

const tenant = 'omnivoice-demo';

/** The two business numbers of the sample call flow. */
export const omnivoiceFlowNumbers = ['+12136472453', '+13322139228'] as const;

const directNumbers = { john: '+16465550100', jessica: '+16465550102', jasmine: '+16465550103' } as const;
const warehouseNumber = '+17185550142';

type Setting = Omit<Override, 'effect'>;

function person(
  id: string,
  role: string,
  extension: string,
  rest: Partial<Member>,
  given: readonly Setting[] = [],
): Member {
  return {
    id,
    name: id.charAt(0).toUpperCase() + id.slice(1),
    tenant,
    roles: [role],
    extensions: [extension],
    memberships: {},
    plan: 'company',
    licenses: [],
    packages: [],
    overrides: given.map((each) => ({ ...each, effect: 'allow' })),
    reviewedAt: Date.UTC(2026, 9, 1),
    ...rest,
  };
}

const level = (value: 'personal' | 'callingGroup' | 'callFlow'): Setting => ({ permission: 'access.level', value });

const numbers = (...ids: readonly string[]): readonly Setting[] =>
  ['numbers.callFrom', 'numbers.messageFrom'].map((permission) => ({ permission, scope: { in: { number: ids } } }));

const [westNumber, eastNumber] = omnivoiceFlowNumbers;
const inFlow = (...groups: readonly string[]) => ({ memberships: { callFlow: ['main'], group: groups } });

/**
 * The people of the page's sample call flow. The page does not say who is in Sales and who in Support: the first
 * two Agents are put into Sales, the other two into Support; 103 Jasmine and 106 Karey are reached by steps of the
 * flow of their own. Nor does it say who may call from which number.
 */
export const omnivoicePeople: readonly Member[] = [
  person('john', 'agent', '100', inFlow('sales'), [level('callingGroup'), ...numbers(westNumber)]),
  person('peter', 'agent', '101', inFlow('sales'), [level('callingGroup'), ...numbers(westNumber)]),
  person('jessica', 'agent', '102', inFlow('support'), [level('callingGroup'), ...numbers(eastNumber)]),
  person('jasmine', 'agent', '103', inFlow(), [level('personal'), ...numbers(directNumbers.jasmine)]),
  person('allie', 'agent', '104', inFlow('support'), [level('callingGroup'), ...numbers(eastNumber)]),
  person('leo', 'manager', '105', { reviewedAt: Date.UTC(2026, 5, 1) }, [
    { permission: 'calls.view', scope: { in: { number: omnivoiceFlowNumbers } } },
    ...numbers(westNumber, eastNumber),
  ]),
  person('karey', 'agent', '106', inFlow(), [level('callFlow'), ...numbers(westNumber, eastNumber)]),
];

/** Everybody of the demo organisation: the page's people, and three of ours who stand outside of its call flow. */
export const omnivoiceMembers: readonly Member[] = [
  ...omnivoicePeople,
  person('dana', 'administrator', '107', {}),
  person('omar', 'agent', '110', { memberships: { callFlow: ['warehouse'], group: ['dispatch'] } }, [
    level('callingGroup'),
  ]),
  person('nina', 'agent', '111', { memberships: { callFlow: ['warehouse'], group: ['dispatch'] } }, [
    level('callingGroup'),
  ]),
];

type Route = Pick<OmnivoiceCall, 'direction' | 'number' | 'callFlow' | 'groups' | 'ownerId'>;

/** How often something happens, and what it is. */
interface Situation {
  readonly times: number;
  readonly route: (random: Random) => Route;
}

const fromFlow = (random: Random, groups: readonly string[], ownerId?: string): Route => ({
  direction: 'inbound',
  number: random.pick(omnivoiceFlowNumbers),
  callFlow: 'main',
  groups,
  ...(ownerId !== undefined && { ownerId }),
});

const direct = (id: keyof typeof directNumbers): Route => ({
  direction: 'inbound',
  number: directNumbers[id],
  groups: [],
  ownerId: id,
});

const outbound = (number: string, groups: readonly string[], ownerId: string): Route => ({
  direction: 'outbound',
  number,
  groups,
  ownerId,
});

const answeredBy = (random: Random, one: string, other: string): string | undefined =>
  random.percent(80) ? random.pick([one, other]) : undefined;

const situations: readonly Situation[] = [
  { times: 38, route: (random) => fromFlow(random, ['sales'], answeredBy(random, 'john', 'peter')) },
  { times: 36, route: (random) => fromFlow(random, ['support'], answeredBy(random, 'jessica', 'allie')) },
  // Sales handed them on to Support.
  { times: 6, route: (random) => fromFlow(random, ['sales', 'support'], random.pick(['jessica', 'allie'])) },
  { times: 12, route: (random) => fromFlow(random, [], 'jasmine') },
  // Support handed them on to Jasmine.
  { times: 4, route: (random) => fromFlow(random, ['support'], 'jasmine') },
  { times: 10, route: (random) => fromFlow(random, [], answeredBy(random, 'karey', 'karey')) },
  // Hung up in the menu.
  { times: 6, route: (random) => fromFlow(random, []) },
  // To the two numbers while the flow was switched off.
  { times: 4, route: (random) => ({ direction: 'inbound', number: random.pick(omnivoiceFlowNumbers), groups: [] }) },
  { times: 12, route: (random) => outbound(westNumber, ['sales'], random.pick(['john', 'peter'])) },
  { times: 8, route: (random) => outbound(eastNumber, ['support'], random.pick(['jessica', 'allie'])) },
  { times: 4, route: () => outbound(directNumbers.jasmine, [], 'jasmine') },
  { times: 3, route: () => outbound(westNumber, [], 'karey') },
  { times: 5, route: (random) => direct(random.pick(['john', 'jessica'])) },
  { times: 3, route: () => direct('jasmine') },
  {
    times: 24,
    route: (random) => ({
      direction: 'inbound',
      number: warehouseNumber,
      callFlow: 'warehouse',
      groups: ['dispatch'],
      ownerId: random.pick(['omar', 'nina']),
    }),
  },
];

const extensionOf = new Map(omnivoiceMembers.map((member) => [member.id, member.extensions[0]]));

/** In the working hours of New York, on one of three days. */
function startOf(random: Random): number {
  const day = random.between(19, 21);
  return Date.UTC(2026, 10, day, 14) + random.between(0, 479) * 60_000 + random.between(0, 59) * 1_000;
}

function createCall(random: Random, route: Route): Omit<OmnivoiceCall, 'id'> {
  const isAnswered = route.ownerId !== undefined;
  const seconds = isAnswered ? random.between(12, 1_100) : 0;
  const extension = extensionOf.get(route.ownerId ?? '');
  return {
    ...route,
    ...(extension !== undefined && { extension }),
    startedAt: startOf(random),
    seconds,
    outcome: isAnswered ? 'answered' : random.percent(50) ? 'voicemail' : 'missed',
    customer: `+1${random.pick(['213', '332', '415', '617', '718'])}55501${random.between(10, 99)}`,
  };
}

/** What people may have talked about in a call: something that fits who called whom. */
function recordingsOf({ direction, groups }: Pick<OmnivoiceCall, 'direction' | 'groups'>): Talks {
  if (direction === 'outbound') return ['callBack'];
  if (groups.includes('support')) return ['billing', 'outage'];
  return groups.includes('sales') ? ['order', 'wrongNumber'] : ['billing', 'wrongNumber'];
}

type Talks = readonly [DemoRecordingName, ...DemoRecordingName[]];

function createCalls(): readonly OmnivoiceCall[] {
  const random = createRandom(0x0071_c077);
  const calls = situations.flatMap(({ times, route }) =>
    Array.from({ length: times }, () => createCall(random, route(random))),
  );
  return calls
    .sort((a, b) => b.startedAt - a.startedAt)
    .map((call, index) => {
      const id = `call-${String(calls.length - index).padStart(3, '0')}`;
      const isRecorded = call.outcome === 'answered' && random.percent(60);
      if (!isRecorded) return { id, ...call };
      const talks = recordingsOf(call);
      const name = talks[index % talks.length] ?? talks[0];
      const seconds = demoRecordings[name].duration;
      return { id, ...call, seconds, recording: { id: `recording-${id}`, seconds, name } };
    });
}

/** Every call of the demo organisation, the newest first; the same ones each time. */
export const omnivoiceCalls: readonly OmnivoiceCall[] = createCalls();

/** Every message that callers of these calls left, the newest first. */
export const omnivoiceVoicemails: readonly OmnivoiceVoicemail[] = omnivoiceCalls
  .filter((call) => call.outcome === 'voicemail')
  .map(({ id, startedAt, number, customer, callFlow, groups }, index) => ({
    id: `vm-${id}`,
    callId: id,
    startedAt,
    seconds: 8 + ((index * 7) % 50),
    number,
    customer,
    groups,
    ...(callFlow !== undefined && { callFlow }),
  }));

/** The demo organisation as a store begins with it. */
export const omnivoiceTenant: TenantData = {
  tenant,
  members: omnivoiceMembers,
  directory: {
    extension: omnivoiceMembers.flatMap(({ extensions, name = '' }) =>
      extensions.map((id) => ({ id, label: `${id} ${name}` })),
    ),
    group: [
      { id: 'sales', label: 'Sales' },
      { id: 'support', label: 'Support' },
      { id: 'dispatch', label: 'Dispatch' },
    ],
    callFlow: [
      { id: 'main', label: 'Sample call flow' },
      { id: 'warehouse', label: 'Warehouse' },
    ],
    number: [
      { id: westNumber, label: '+1 (213) 647-2453' },
      { id: eastNumber, label: '+1 (332) 213-9228' },
      { id: warehouseNumber, label: '+1 (718) 555-0142' },
      { id: directNumbers.john, label: '+1 (646) 555-0100' },
      { id: directNumbers.jessica, label: '+1 (646) 555-0102' },
      { id: directNumbers.jasmine, label: '+1 (646) 555-0103' },
    ],
  },
};
