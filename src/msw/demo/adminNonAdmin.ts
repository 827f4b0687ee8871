import type { Member, Override } from '../../model/member.js';
import type { TenantData } from '../../server/store/Store.js';
import { createRandom } from './createRandom.js';

/** One call of the demo organisation. */
export interface AdminNonAdminCall {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  /** In milliseconds since 1970. */
  readonly startedAt: number;
  readonly seconds: number;
  /** The extension that took or made the call. */
  readonly extension?: string;
  readonly queue?: string;
  /** The organisation's own number that was called, or called from. */
  readonly number: string;
  /** The other party's number. */
  readonly customer: string;
}

const tenant = 'admin-demo';

/** The demo organisation's own numbers, the first two with a queue behind them. */
const salesNumber = '+35315550100';
const supportNumber = '+35315550101';
const officeNumber = '+35315550102';

const allow = (permission: string, scope?: Override['scope']): Override => ({
  permission,
  effect: 'allow',
  ...(scope !== undefined && { scope }),
});

function user(id: string, name: string, rest: Partial<Member>, ...overrides: readonly Override[]): Member {
  return {
    id,
    name,
    tenant,
    roles: ['nonAdmin'],
    extensions: [],
    memberships: {},
    licenses: ['wallboard', 'voicemail', 'sms'],
    packages: [],
    overrides,
    reviewedAt: Date.UTC(2026, 9, 1),
    ...rest,
  };
}

/** An Admin, the users of the page's three examples, and one user for each of its tips. */
export const adminNonAdminMembers: readonly Member[] = [
  user('ada', 'Ada', { roles: ['admin'], extensions: ['100'] }),
  user('nora', 'Nora', {}, allow('extensions.manage', { in: { extension: ['101'] } })),
  user('nils', 'Nils', { extensions: ['102'] }, allow('voicemail.use')),
  user('nina', 'Nina', { extensions: ['103'] }, allow('reports.full'), allow('wallboard.use')),
  user(
    'nico',
    'Nico',
    { extensions: ['101'] },
    allow('queues.manage', { in: { queue: ['sales'] } }),
    allow('numbers.manage', { in: { number: [salesNumber, officeNumber] } }),
    allow('sms.use'),
  ),
  user(
    'noel',
    'Noel',
    { extensions: ['104'], reviewedAt: Date.UTC(2026, 3, 1) },
    allow('callerId.preset', { in: { number: [supportNumber] } }),
  ),
  // Has numbers to call from and no extension to call with.
  user('nell', 'Nell', {}, allow('numbers.manage', { in: { number: [officeNumber] } }), allow('emailReports.use')),
];

/** Calls of three days, the newest first; the same ones each time. */
export const adminNonAdminCalls: readonly AdminNonAdminCall[] = createCalls();

function createCalls(): readonly AdminNonAdminCall[] {
  const random = createRandom(0x0353_1555);
  const start = Date.UTC(2026, 10, 20, 17);
  return Array.from({ length: 120 }, (_, index): AdminNonAdminCall => {
    const isInbound = random.percent(65);
    const number = random.pick([salesNumber, supportNumber, officeNumber]);
    const queue = number === salesNumber ? 'sales' : 'support';
    const isMissed = isInbound && random.percent(15);
    return {
      id: `call-${120 - index}`,
      direction: isInbound ? 'inbound' : 'outbound',
      startedAt: start - index * 1_260_000,
      seconds: isMissed ? 0 : random.between(10, 900),
      ...(!isMissed && { extension: random.pick(['100', '101', '102', '103', '104']) }),
      ...(isInbound && number !== officeNumber && { queue }),
      number,
      customer: `+353209${random.between(100, 999)}${random.between(100, 999)}`,
    };
  });
}

/** The demo organisation as a store begins with it. */
export const adminNonAdminTenant: TenantData = {
  tenant,
  members: adminNonAdminMembers,
  directory: {
    extension: ['100', '101', '102', '103', '104'].map((id) => ({ id, label: `Extension ${id}` })),
    queue: [
      { id: 'sales', label: 'Sales' },
      { id: 'support', label: 'Support' },
    ],
    number: [
      { id: salesNumber, label: '+353 1 555 0100' },
      { id: supportNumber, label: '+353 1 555 0101' },
      { id: officeNumber, label: '+353 1 555 0102' },
    ],
  },
};
