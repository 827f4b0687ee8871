// A table: three roles, three access levels, delegated administration (±) and outbound numbers per member.
import type { Catalog } from '../model/catalog.js';
import { defineCatalog } from '../model/defineCatalog.js';

const company = ['company'] as const;

/** What the Administrator (or, for an Agent, a Manager) may give, whole or in parts. */
const access = [
  { permission: 'access.use', scope: 'all' },
  { permission: 'access.level', value: 'callFlow' },
  { permission: 'calls.view', scope: 'all' },
  { permission: 'voicemails.listen', scope: 'all' },
  { permission: 'messages.view', scope: 'all' },
  { permission: 'numbers.callFrom', scope: 'all' },
  { permission: 'numbers.messageFrom', scope: 'all' },
] as const;

const agentsOnly = { in: { role: ['agent'] } } as const;
const byAdministrator = '±*: depends on access provided by the Administrator, can add/manage only Agents';
const byEither = '±**: depends on access provided by the Administrator or Manager';
const empty = 'The page leaves this cell empty; read as no.';

const catalog = defineCatalog({
  id: 'omnivoice',
  label: 'Extended Roles & Access',
  note: 'Available on the Company plan only.',
  dimensions: {
    extension: { label: 'Extension' },
    group: { label: 'Calling group' },
    callFlow: { label: 'Call flow' },
    number: { label: 'Business number' },
    role: { label: 'Role' },
  },
  resources: {
    call: {
      label: 'Call',
      owner: 'ownerId',
      dimensions: { extension: 'extension', group: 'groups', callFlow: 'callFlow', number: 'number' },
    },
    voicemail: {
      label: 'VM',
      owner: 'ownerId',
      dimensions: { extension: 'extension', group: 'groups', callFlow: 'callFlow', number: 'number' },
    },
    message: { label: 'Message', owner: 'ownerId', dimensions: { number: 'number' } },
    businessNumber: { label: 'Business number', dimensions: { number: 'id' } },
    member: { label: 'Team member', owner: 'id', dimensions: { role: 'roles', group: 'memberships.group' } },
  },
  sections: {
    comparison: { label: 'Roles & Access comparison' },
    levels: { label: 'Access levels' },
    outbound: { label: 'Business numbers for outbound calling and messaging' },
  },
  permissions: {
    'access.use': {
      kind: 'right',
      label: 'Access to calls, messages, business numbers',
      section: 'comparison',
      on: 'call',
      plans: company,
      implies: ['calls.view', 'voicemails.listen', 'messages.view', 'numbers.callFrom', 'numbers.messageFrom'],
      note: 'One row of the page over five things; it opens each of them as far as it reaches itself.',
    },
    'callFlows.manage': {
      kind: 'right',
      label: 'Create & manage call flows',
      section: 'comparison',
      plans: company,
    },
    'contacts.manage': { kind: 'right', label: 'Manage contacts', section: 'comparison', plans: company },
    'numbers.manage': {
      kind: 'right',
      label: 'Buy, manage & delete business numbers',
      section: 'comparison',
      plans: company,
    },
    'crm.manage': {
      kind: 'right',
      label: 'Set up & delete CRM integrations',
      section: 'comparison',
      plans: company,
    },
    'billing.manage': { kind: 'right', label: 'Manage billing information', section: 'comparison', plans: company },
    'groups.manage': {
      kind: 'right',
      label: 'Create, edit & delete user groups',
      section: 'comparison',
      plans: company,
    },
    'users.add': { kind: 'right', label: 'Add new users', section: 'comparison', on: 'member', plans: company },
    'users.manage': {
      kind: 'right',
      label: 'Manage other users’ settings',
      section: 'comparison',
      on: 'member',
      plans: company,
    },
    'access.manage': {
      kind: 'right',
      label: 'Manage other users’ access to calls, messages & business numbers',
      section: 'comparison',
      on: 'member',
      plans: company,
    },
    'roles.change': { kind: 'right', label: 'Change user roles', section: 'comparison', on: 'member', plans: company },
    'account.cancel': { kind: 'right', label: 'Cancel the Omnivoice account', section: 'comparison', plans: company },
    'access.level': {
      kind: 'choice',
      label: 'Access level',
      section: 'levels',
      description: 'Whose calls and VMs a team member reaches.',
      default: 'none',
      options: [
        { id: 'none', label: 'No level' },
        {
          id: 'personal',
          label: 'Personal',
          grants: [
            { permission: 'calls.view', scope: { own: true } },
            { permission: 'voicemails.listen', scope: { own: true } },
          ],
        },
        {
          id: 'callingGroup',
          label: 'Calling group',
          grants: [
            { permission: 'calls.view', scope: { in: { group: 'mine' } } },
            { permission: 'voicemails.listen', scope: { in: { group: 'mine' } } },
          ],
        },
        {
          id: 'callFlow',
          label: 'Call flow',
          grants: [
            { permission: 'calls.view', scope: { in: { callFlow: 'mine' } } },
            { permission: 'voicemails.listen', scope: { in: { callFlow: 'mine' } } },
          ],
        },
      ],
      // Not gated by the plan itself, so that what it opens says that the plan is missing.
      note: '“No level” is ours: the page names three levels, and until one is given nothing is seen. Calling group is read as the page words it, “only … the calls landed in their groups”: a direct call of one’s own that landed in no group is not among them.',
    },
    'calls.view': { kind: 'right', label: 'Access to calls', section: 'levels', on: 'call', plans: company },
    'voicemails.listen': { kind: 'right', label: 'Access to VMs', section: 'levels', on: 'voicemail', plans: company },
    'messages.view': {
      kind: 'right',
      label: 'Access to messages',
      section: 'outbound',
      on: 'message',
      plans: company,
      note: 'The page says of levels that they open calls and VMs; messages are given by business number.',
    },
    'numbers.callFrom': {
      kind: 'right',
      label: 'Business numbers for outbound calling',
      section: 'outbound',
      on: 'businessNumber',
      plans: company,
    },
    'numbers.messageFrom': {
      kind: 'right',
      label: 'Business numbers for messaging',
      section: 'outbound',
      on: 'businessNumber',
      plans: company,
    },
  },
  roles: {
    agent: { label: 'Agent', grants: ['contacts.manage'], grantable: access, manages: [] },
    manager: {
      label: 'Manager',
      grants: ['contacts.manage', 'crm.manage'],
      grantable: [
        ...access,
        'callFlows.manage',
        'numbers.manage',
        'billing.manage',
        'groups.manage',
        { permission: 'users.add', scope: agentsOnly },
        { permission: 'users.manage', scope: agentsOnly },
        { permission: 'access.manage', scope: agentsOnly },
      ],
      manages: ['agent'],
      note: 'Can add/manage only Agents. What it gives them is within what it was given itself (law 11), the access level too: one without a level gives none. A member has one role on the page; where one were given more, the rights over people would reach an Agent who is also a Manager, and law 11 keeps a Manager from changing that member.',
    },
    administrator: {
      label: 'Administrator',
      unrestricted: true,
      manages: ['agent', 'manager', 'administrator'],
      mustBeHeld: true,
      note: 'The page speaks of an “admin/owner” who assigns roles; its comparison knows no Owner. That one Administrator must remain is ours: without one nobody could change roles or cancel the account.',
    },
  },
  plans: { company: { label: 'Company plan' } },
  delegation: { resource: 'member', manage: 'access.manage', assignRole: 'roles.change' },
  parts: {
    // The page has no call recordings; what is played there are VMs.
    recording: { listen: 'voicemails.listen' },
    callerId: { choose: 'numbers.callFrom' },
    messageId: { choose: 'numbers.messageFrom' },
  },
  rows: [
    { permission: 'access.use', cellNotes: { agent: byEither, manager: byAdministrator } },
    { permission: 'callFlows.manage', cellNotes: { agent: empty, manager: byAdministrator } },
    { permission: 'contacts.manage' },
    { permission: 'numbers.manage', cellNotes: { agent: empty, manager: byAdministrator } },
    { permission: 'crm.manage', cellNotes: { agent: empty } },
    { permission: 'billing.manage', cellNotes: { agent: empty, manager: byAdministrator } },
    { permission: 'groups.manage', cellNotes: { agent: empty, manager: byAdministrator } },
    { permission: 'users.add', cellNotes: { agent: empty, manager: byAdministrator } },
    { permission: 'users.manage', cellNotes: { agent: empty, manager: byAdministrator } },
    { permission: 'access.manage', cellNotes: { agent: empty, manager: byAdministrator } },
    { permission: 'roles.change', cellNotes: { agent: empty, manager: empty } },
    { permission: 'account.cancel', cellNotes: { agent: empty, manager: empty } },
  ],
});

type Definition = typeof catalog extends Catalog<infer C> ? C : never;

/** The type of the preset `omnivoice`, by its name: an evaluator of it is an `Evaluator<Omnivoice>`. */
export interface Omnivoice extends Definition {}

/** Agent, Manager and Administrator of a phone system with access levels by calling group and call flow. */
export const omnivoice: Catalog<Omnivoice> = catalog;
