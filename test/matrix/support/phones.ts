import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import { defineCatalog } from '../../../src/model/defineCatalog.js';
import type { Catalog } from '../../../src/model/catalog.js';
import type { Member } from '../../../src/model/member.js';

/** A small phone system with every kind of permission, an umbrella, a prerequisite, a plan, a licence and a lock. */
export const phones: Catalog = defineCatalog({
  id: 'phones',
  dimensions: { queue: { label: 'Queue' }, extension: { label: 'Extension' } },
  resources: {
    call: { label: 'Call', owner: 'agent', dimensions: { queue: 'queue', extension: 'extension' } },
    member: { label: 'Member', dimensions: {} },
  },
  sections: { calls: { label: 'Calls' }, settings: { label: 'Settings' } },
  permissions: {
    'calls.view': { kind: 'right', label: 'View calls', section: 'calls', on: 'call' },
    'calls.listen': {
      kind: 'right',
      label: 'Listen to recordings',
      section: 'calls',
      on: 'call',
      requires: ['calls.view'],
      description: 'Plays the recording of a call.',
    },
    'calls.export': { kind: 'right', label: 'Export calls', section: 'calls', plans: ['business'] },
    'reports.full': {
      kind: 'right',
      label: 'Full call report access',
      section: 'calls',
      implies: [{ permission: 'calls.view', scope: 'all' }],
    },
    'calls.channels': {
      kind: 'number',
      label: 'Channels',
      section: 'settings',
      unit: 'count',
      min: 1,
      max: 10,
      unlimited: true,
      default: 1,
    },
    'calls.callerId': {
      kind: 'choice',
      label: 'Caller ID',
      section: 'settings',
      default: 'none',
      options: [
        { id: 'none', label: 'None' },
        { id: 'own', label: 'Own number' },
        { id: 'any', label: 'Any number' },
      ],
    },
    'calls.tag': { kind: 'duty', label: 'Tags required', section: 'settings' },
    'members.manage': { kind: 'right', label: 'Manage members', section: 'settings', on: 'member' },
    'roles.edit': { kind: 'right', label: 'Edit roles', section: 'settings' },
    'account.close': { kind: 'right', label: 'Close the account', section: 'settings', assignable: false },
  },
  roles: {
    owner: { label: 'Owner', unrestricted: true, manages: ['admin', 'lead', 'agent'], mustBeHeld: true },
    admin: { label: 'Administrator', unrestricted: true, manages: ['admin', 'lead', 'agent'], mustBeHeld: true },
    lead: {
      label: 'Team lead',
      manages: ['agent'],
      grants: [
        { permission: 'calls.view', scope: { in: { queue: ['sales'] } } },
        { permission: 'members.manage', scope: 'all' },
        { permission: 'calls.channels', value: 3 },
      ],
    },
    agent: { label: 'Agent', grants: [{ permission: 'calls.view', scope: { own: true } }] },
  },
  packages: { quality: { label: 'Quality', grants: [{ permission: 'calls.listen', scope: 'all' }, 'calls.export'] } },
  plans: { basic: { label: 'Basic' }, business: { label: 'Business' } },
  delegation: { resource: 'member', manage: 'members.manage', editRole: 'roles.edit' },
});

/** A member of the organisation of these tests. */
export function person(id: string, role: string, more: Partial<Member> = {}): Member {
  return {
    id,
    tenant: 'acme',
    name: id.replace(/^./, (letter) => letter.toUpperCase()),
    roles: [role],
    extensions: [],
    memberships: {},
    licenses: [],
    packages: [],
    overrides: [],
    plan: 'business',
    ...more,
  };
}

/** The grants of a member, as its browser has them. */
export function grantsOf(member: Member) {
  return resolveGrants(phones, member, { revision: 1 });
}
