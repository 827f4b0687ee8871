// A table: three roles, three access levels, delegated administration (±) and outbound numbers per member.
// An empty cell of the page is read as no. docs/presets/omnivoice.md lists where the page is silent.
import type { Catalog } from '../model/catalog.js';
import { defineCatalog } from '../model/defineCatalog.js';

/**
 * Extended Roles & Access is of the Company plan: what is given to an Agent or a Manager beside their role takes effect
 * on it alone. What the Administrator does (billing, numbers, closing the account) takes no plan.
 */
const given = { requires: ['access.given'] } as const;

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

const catalog = defineCatalog({
  id: 'omnivoice',
  label: 'Extended Roles & Access',
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
    // One row of the page over five things; it opens each of them as far as it reaches itself.
    'access.use': {
      kind: 'right',
      label: 'Access to calls, messages, business numbers',
      section: 'comparison',
      description: 'See calls, VMs and messages, and call and message from the business numbers that you choose.',
      on: 'call',
      implies: ['calls.view', 'voicemails.listen', 'messages.view', 'numbers.callFrom', 'numbers.messageFrom'],
      ...given,
    },
    'callFlows.manage': {
      kind: 'right',
      label: 'Create & manage call flows',
      section: 'comparison',
      description: 'Create call flows and change them.',
      ...given,
    },
    'contacts.manage': {
      kind: 'right',
      label: 'Manage contacts',
      section: 'comparison',
      description: 'Add, edit and delete contacts.',
    },
    'numbers.manage': {
      kind: 'right',
      label: 'Buy, manage & delete business numbers',
      section: 'comparison',
      description: 'Buy business numbers, set them up and delete them.',
      ...given,
    },
    'crm.manage': {
      kind: 'right',
      label: 'Set up & delete CRM integrations',
      section: 'comparison',
      description: 'Connect a CRM and disconnect it.',
    },
    'billing.manage': {
      kind: 'right',
      label: 'Manage billing information',
      section: 'comparison',
      description: 'See and change billing information.',
      ...given,
    },
    'groups.manage': {
      kind: 'right',
      label: 'Create, edit & delete user groups',
      section: 'comparison',
      description: 'Create user groups, choose who belongs to them, and delete them.',
      ...given,
    },
    'users.add': {
      kind: 'right',
      label: 'Add new users',
      section: 'comparison',
      description: 'Invite new team members.',
      on: 'member',
      implies: ['members.view'],
      ...given,
    },
    'users.manage': {
      kind: 'right',
      label: 'Manage other users’ settings',
      section: 'comparison',
      description: 'Change the settings of other team members.',
      on: 'member',
      implies: ['members.view'],
      ...given,
    },
    'access.manage': {
      kind: 'right',
      label: 'Manage other users’ access to calls, messages & business numbers',
      section: 'comparison',
      description: 'Give other team members an access level, business numbers and the rights of a Manager.',
      on: 'member',
      implies: ['members.view'],
      ...given,
    },
    'roles.change': {
      kind: 'right',
      label: 'Change user roles',
      section: 'comparison',
      description: 'Make team members Agents, Managers or Administrators.',
      on: 'member',
      // The roles are the feature, and the feature is of this plan.
      plans: ['company'],
    },
    'account.cancel': {
      kind: 'right',
      label: 'Cancel the Omnivoice account',
      section: 'comparison',
      description: 'Close the account of the whole company.',
    },
    // Each level includes those below it. "No level" is ours: it closes what a level would open.
    'access.level': {
      kind: 'choice',
      label: 'Access level',
      section: 'levels',
      description: 'Choose whose calls and VMs a team member reaches.',
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
            { permission: 'calls.view', scope: { own: true, in: { group: 'mine' } } },
            { permission: 'voicemails.listen', scope: { own: true, in: { group: 'mine' } } },
          ],
        },
        {
          id: 'callFlow',
          label: 'Call flow',
          grants: [
            { permission: 'calls.view', scope: { own: true, in: { group: 'mine', callFlow: 'mine' } } },
            { permission: 'voicemails.listen', scope: { own: true, in: { group: 'mine', callFlow: 'mine' } } },
          ],
        },
      ],
    },
    'calls.view': {
      kind: 'right',
      label: 'Access to calls',
      section: 'levels',
      description: 'See calls and their recordings.',
      on: 'call',
      ...given,
    },
    'voicemails.listen': {
      kind: 'right',
      label: 'Access to VMs',
      section: 'levels',
      description: 'Listen to voicemails.',
      on: 'voicemail',
      ...given,
    },
    // Levels open calls and VMs; messages are given by business number.
    'messages.view': {
      kind: 'right',
      label: 'Access to messages',
      section: 'outbound',
      description: 'See the messages of business numbers.',
      on: 'message',
      ...given,
    },
    'numbers.callFrom': {
      kind: 'right',
      label: 'Business numbers for outbound calling',
      section: 'outbound',
      description: 'Choose from which business numbers a team member calls.',
      on: 'businessNumber',
      ...given,
    },
    'numbers.messageFrom': {
      kind: 'right',
      label: 'Business numbers for messaging',
      section: 'outbound',
      description: 'Choose from which business numbers a team member sends messages.',
      on: 'businessNumber',
      ...given,
    },
    // To see whom one administers is part of each of the three.
    'members.view': {
      kind: 'right',
      label: 'See other users',
      section: 'comparison',
      description: 'See the team members whose settings or access one manages.',
      on: 'member',
      assignable: false,
    },
    // Two rights and no row: Agents and Managers hold the first, which opens the second on the Company plan only; an
    // Administrator holds both. So the plan gates what was given, and not the Administrator.
    'access.extended': {
      kind: 'right',
      label: 'Extended Roles & Access',
      section: 'levels',
      description: 'Work in a role, with what was given beside it; available on the Company plan only.',
      plans: ['company'],
      implies: ['access.given'],
      assignable: false,
    },
    'access.given': {
      kind: 'right',
      label: 'Extended Roles & Access (Company plan)',
      section: 'levels',
      description: 'Use what was given beside the role.',
      assignable: false,
    },
  },
  roles: {
    agent: {
      label: 'Agent',
      description: 'Calls, messages and numbers as far as they were given.',
      grants: ['contacts.manage', 'access.extended', { permission: 'access.level', value: 'callingGroup' }],
      grantable: access,
      manages: [],
    },
    // What a Manager gives Agents is within what it was given itself (law 11). A member has one role on the page; where
    // one were given more, the rights over people would reach an Agent who is also a Manager, and law 11 keeps a Manager
    // from changing that member.
    manager: {
      label: 'Manager',
      description: 'Contacts and CRM, and of the administration of Agents what the Administrator gives.',
      grants: ['contacts.manage', 'crm.manage', 'access.extended'],
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
    },
    // The page speaks of an "admin/owner" who assigns roles; its comparison knows no Owner. That one Administrator must
    // remain is ours: without one nobody could change roles or cancel the account.
    administrator: {
      label: 'Administrator',
      description: 'Everything.',
      unrestricted: true,
      manages: ['agent', 'manager', 'administrator'],
      mustBeHeld: true,
    },
  },
  plans: { company: { label: 'Company plan' } },
  delegation: {
    resource: 'member',
    view: 'members.view',
    manage: 'access.manage',
    assignRole: 'roles.change',
    extensions: 'users.manage',
    memberships: { group: 'groups.manage', callFlow: 'callFlows.manage', number: 'access.manage' },
    licenses: 'billing.manage',
  },
  parts: {
    // The page has no call recordings; what is played there are VMs.
    recording: { listen: 'voicemails.listen' },
    callerId: { choose: 'numbers.callFrom' },
    messageId: { choose: 'numbers.messageFrom' },
  },
  // The notes are the page's own footnotes.
  rows: [
    { permission: 'access.use', cellNotes: { agent: byEither, manager: byAdministrator } },
    { permission: 'callFlows.manage', cellNotes: { manager: byAdministrator } },
    { permission: 'contacts.manage' },
    { permission: 'numbers.manage', cellNotes: { manager: byAdministrator } },
    { permission: 'crm.manage' },
    { permission: 'billing.manage', cellNotes: { manager: byAdministrator } },
    { permission: 'groups.manage', cellNotes: { manager: byAdministrator } },
    { permission: 'users.add', cellNotes: { manager: byAdministrator } },
    { permission: 'users.manage', cellNotes: { manager: byAdministrator } },
    { permission: 'access.manage', cellNotes: { manager: byAdministrator } },
    { permission: 'roles.change' },
    { permission: 'account.cancel' },
  ],
});

type Definition = typeof catalog extends Catalog<infer C> ? C : never;

/** The type of the preset `omnivoice`, by its name: an evaluator of it is an `Evaluator<Omnivoice>`. */
export interface Omnivoice extends Definition {}

/** Agent, Manager and Administrator of a phone system with access levels by calling group and call flow. */
export const omnivoice: Catalog<Omnivoice> = catalog;
