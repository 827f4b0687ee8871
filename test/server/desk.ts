// A small organisation that the server's tests share: two groups, two queues, one manager for each group.
import { defineCatalog } from '../../src/model/defineCatalog.js';
import type { Member } from '../../src/model/member.js';
import type { Authenticate } from '../../src/server/http/Caller.js';
import type { TenantData } from '../../src/server/store/Store.js';

export const catalog = defineCatalog({
  id: 'desk',
  dimensions: {
    extension: { label: 'Extension' },
    queue: { label: 'Queue' },
    group: { label: 'Group' },
    line: {
      label: 'Line',
      values: [
        { id: 'direct', label: 'Direct' },
        { id: 'ivr', label: 'IVR' },
      ],
    },
  },
  resources: {
    call: {
      label: 'Call',
      owner: 'userId',
      dimensions: { extension: 'extension', queue: 'queue', group: 'group', line: 'line' },
    },
    member: {
      label: 'Member',
      owner: 'id',
      dimensions: { extension: 'extensions', group: 'memberships.group', queue: 'memberships.queue' },
    },
  },
  permissions: {
    'calls.view': { kind: 'right', label: 'See calls', on: 'call' },
    'recordings.play': { kind: 'right', label: 'Hear recordings', on: 'call', requires: ['calls.view'] },
    'sms.send': { kind: 'right', label: 'Send SMS' },
    'billing.edit': { kind: 'right', label: 'Change billing' },
    'billing.own': { kind: 'right', label: 'Own the contract', assignable: false },
    'members.manage': { kind: 'right', label: 'Manage members', on: 'member' },
    'members.assign-role': { kind: 'right', label: 'Assign roles', on: 'member' },
    'roles.edit': { kind: 'right', label: 'Change roles' },
    'calls.maxChannels': {
      kind: 'number',
      label: 'Calls at once',
      unit: 'count',
      min: 1,
      max: 10,
      default: 1,
    },
    'recordings.keep': {
      kind: 'choice',
      label: 'Keep recordings',
      options: [
        { id: 'month', label: 'A month' },
        { id: 'year', label: 'A year' },
      ],
      default: 'month',
    },
    'calls.tag': { kind: 'duty', label: 'Tag every call' },
  },
  roles: {
    owner: { label: 'Owner', unrestricted: true, mustBeHeld: true },
    manager: {
      label: 'Manager',
      manages: ['agent', 'senior'],
      grants: [
        { permission: 'calls.view', scope: { own: true, in: { group: 'mine' } } },
        { permission: 'recordings.play', scope: { own: true, in: { group: 'mine' } } },
        { permission: 'members.manage', scope: { in: { group: 'mine' } } },
        { permission: 'members.assign-role', scope: { in: { group: 'mine' } } },
        'sms.send',
        'roles.edit',
        { permission: 'calls.maxChannels', value: 4 },
      ],
    },
    senior: {
      label: 'Senior agent',
      grants: [{ permission: 'calls.view', scope: { own: true, in: { group: 'mine' } } }, 'sms.send'],
    },
    agent: { label: 'Agent', grants: [{ permission: 'calls.view', scope: { own: true } }] },
  },
  packages: {
    texting: { label: 'Texting', grants: ['sms.send'] },
    archive: { label: 'Archive', grants: [{ permission: 'recordings.keep', value: 'year' }] },
  },
  delegation: {
    resource: 'member',
    manage: 'members.manage',
    assignRole: 'members.assign-role',
    editRole: 'roles.edit',
  },
});

type Given = Partial<Member> & Pick<Member, 'id' | 'roles'>;

/** A member of the tenant `acme` unless told otherwise. */
export const memberWith = (given: Given): Member => ({
  tenant: 'acme',
  name: given.id,
  extensions: [],
  memberships: {},
  licenses: [],
  packages: [],
  overrides: [],
  ...given,
});

export const olga = memberWith({ id: 'olga', name: 'Olga', roles: ['owner'], extensions: ['100'] });
export const mia = memberWith({
  id: 'mia',
  name: 'Mia',
  roles: ['manager'],
  extensions: ['101'],
  memberships: { group: ['sales'] },
});
export const sam = memberWith({
  id: 'sam',
  name: 'Sám',
  roles: ['agent'],
  extensions: ['102'],
  memberships: { group: ['sales'], queue: ['inbound'] },
});
export const sue = memberWith({
  id: 'sue',
  name: 'Sue',
  roles: ['senior'],
  extensions: ['103'],
  memberships: { group: ['sales'] },
});
export const max = memberWith({
  id: 'max',
  name: 'Max',
  roles: ['manager'],
  extensions: ['104'],
  memberships: { group: ['support'] },
});
export const ann = memberWith({
  id: 'ann',
  name: 'Ann',
  roles: ['agent'],
  extensions: ['105'],
  memberships: { group: ['support'] },
});
export const stranger = memberWith({ id: 'sam', tenant: 'rival', name: 'Rival Sam', roles: ['owner'] });

export const acme: TenantData = {
  tenant: 'acme',
  members: [olga, mia, sam, sue, max, ann],
  directory: {
    group: [
      { id: 'sales', label: 'Sales' },
      { id: 'support', label: 'Support' },
    ],
    queue: [
      { id: 'inbound', label: 'Inbound' },
      { id: 'billing', label: 'Billing' },
      { id: 'night', label: 'Night' },
    ],
  },
};

export const rival: TenantData = {
  tenant: 'rival',
  members: [stranger],
  directory: { group: [{ id: 'secret', label: 'Secret project' }] },
};

/** `authorization: Member acme/sam` signs in; whatever else does not. */
export const authenticate: Authenticate = (request) => {
  const [, tenant, subject] = /^Member ([^/]+)\/(.+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
  return tenant === undefined || subject === undefined ? undefined : { tenant, subject };
};

/** A request of one member of `acme`. */
export const requestAs = (subject: string, path: string, init: RequestInit = {}): Request =>
  new Request(`https://phone.example${path}`, {
    ...init,
    headers: { authorization: `Member acme/${subject}`, ...Object.fromEntries(new Headers(init.headers)) },
  });
