// A table: the tabs of the organisation settings, their umbrella, features, suggested packages and licences.
import type { Catalog } from '../model/catalog.js';
import { defineCatalog } from '../model/defineCatalog.js';

/** What a tab opens: not given by itself, but with the tab. */
const part = { assignable: false } as const;

/** Everything that the search spans. */
const searched = { in: { kind: ['user', 'responseGroup', 'ivr', 'number'] } } as const;
const ownTeams = { in: { team: 'mine' } } as const;

/** What anybody may be given: the umbrella with its tabs, the other tabs, the features. */
const everyPermission = [
  'organization.full',
  'costCenters.manage',
  'openingHours.manage',
  'labels.manage',
  'wallboards.manage',
  'ai.use',
  'contactCenter.administer',
  'team.administer',
  { permission: 'analytics.view', scope: { in: { responseGroup: 'any' } } },
  { permission: 'internal.administer', scope: 'all' },
  'supersearch.use',
  { permission: 'personalSettings.edit', scope: 'all' },
] as const;

const suggested =
  'The page announces suggestions “at the bottom of the page” that its text does not hold; this is what it calls suitable for these users along the way.';

const catalog = defineCatalog({
  id: 'orgSettings',
  label: 'Permissions 101',
  note: 'A person who has a tab both views and edits what is under it, so each tab is one right. The levels of the page’s headings were lost; what follows “Features” is read as features.',
  dimensions: {
    team: { label: 'Team' },
    responseGroup: { label: 'Response group' },
    kind: {
      label: 'What is searched',
      values: [
        { id: 'user', label: 'User' },
        { id: 'responseGroup', label: 'Response groups' },
        { id: 'ivr', label: 'IVR' },
        { id: 'number', label: 'Number' },
      ],
    },
  },
  resources: {
    team: { label: 'Team', dimensions: { team: 'id' } },
    statistic: { label: 'Call statistics and analytics', dimensions: { responseGroup: 'responseGroup' } },
    searchResult: { label: 'Search result', dimensions: { kind: 'kind' } },
    member: { label: 'User', owner: 'id', dimensions: { team: 'memberships.team' } },
  },
  sections: {
    organization: {
      label: 'Organization settings',
      description: 'The rights of users, tab by tab, to make roles of.',
    },
    tabs: { label: 'Permissions under Organization Settings' },
    features: { label: 'Features' },
  },
  permissions: {
    'organization.full': {
      kind: 'right',
      label: 'Organization settings (full access)',
      section: 'organization',
      description: 'All permissions under eight of the tabs.',
      implies: [
        'account.manage',
        'roles.manage',
        'usersAndTeams.manage',
        'guests.manage',
        'telephony.manage',
        'contacts.manage',
        'survey.manage',
        'insights.manage',
      ],
      note: 'It opens the eight tabs that the page lists and no others: not cost centers, opening hours, labels, wallboards, AI, Contact Center or Team.',
    },
    'account.manage': {
      kind: 'right',
      label: 'Account',
      section: 'tabs',
      description: 'Account settings, buying licenses, audit logs. For administrators.',
      implies: ['accountSettings.manage', 'licenses.purchase', 'auditLogs.view'],
    },
    'accountSettings.manage': { kind: 'right', label: 'Manage account settings', section: 'tabs', ...part },
    'licenses.purchase': { kind: 'right', label: 'Purchase licenses', section: 'tabs', ...part },
    'auditLogs.view': { kind: 'right', label: 'View audit logs', section: 'tabs', ...part },
    'roles.manage': {
      kind: 'right',
      label: 'Roles & permissions',
      section: 'tabs',
      description: 'Roles, and who has which permissions.',
      implies: ['roles.create', 'roles.edit', { permission: 'permissions.assign', scope: 'all' }],
      note: 'The umbrella’s list writes it “Roles & Permissions”.',
    },
    'roles.create': { kind: 'right', label: 'Create roles', section: 'tabs', ...part },
    'roles.edit': { kind: 'right', label: 'Edit existing roles', section: 'tabs', ...part },
    'permissions.assign': { kind: 'right', label: 'Assign permissions', section: 'tabs', on: 'member', ...part },
    'costCenters.manage': {
      kind: 'right',
      label: 'Manage cost centers',
      section: 'tabs',
      description: 'Cost centers on invoices. For administrators or finance managers.',
    },
    'usersAndTeams.manage': {
      kind: 'right',
      label: 'Users & Teams',
      section: 'tabs',
      description: 'Users, and teams of them.',
      implies: ['users.edit', 'teams.manage'],
    },
    'users.edit': { kind: 'right', label: 'Create and edit users', section: 'tabs', ...part },
    'teams.manage': { kind: 'right', label: 'Create and manage teams', section: 'tabs', ...part },
    'guests.manage': {
      kind: 'right',
      label: 'Guests',
      section: 'tabs',
      description: 'Guest users and how they are invited.',
      implies: ['guests.create', 'invitations.generate'],
    },
    'guests.create': { kind: 'right', label: 'Create guest users', section: 'tabs', ...part },
    'invitations.generate': { kind: 'right', label: 'Generate invitation links', section: 'tabs', ...part },
    'telephony.manage': {
      kind: 'right',
      label: 'Telephony system',
      section: 'tabs',
      description: 'Numbers, response groups and recordings.',
      implies: ['numbers.manage', 'responseGroups.manage', 'recordings.manage'],
    },
    'numbers.manage': { kind: 'right', label: 'Buy & assign numbers', section: 'tabs', ...part },
    'responseGroups.manage': { kind: 'right', label: 'Create & manage response groups', section: 'tabs', ...part },
    'recordings.manage': { kind: 'right', label: 'Manage call recordings', section: 'tabs', ...part },
    'contacts.manage': {
      kind: 'right',
      label: 'Contacts',
      section: 'tabs',
      description: 'Contact groups: create, edit, delete.',
    },
    'openingHours.manage': {
      kind: 'right',
      label: 'Opening hours',
      section: 'tabs',
      description: 'Of response groups and IVR menus. For administrators or schedulers.',
    },
    'labels.manage': {
      kind: 'right',
      label: 'Labels',
      section: 'tabs',
      description: 'Calls labelled by Conversation Intelligence, and alerts. For administrators or quality managers.',
    },
    'survey.manage': {
      kind: 'right',
      label: 'Survey',
      section: 'tabs',
      description: 'Who gets a license for survey functions.',
      implies: ['surveyLicenses.distribute', 'surveyLicenses.purchase'],
    },
    'surveyLicenses.distribute': {
      kind: 'right',
      label: 'Distribute licenses for survey functions',
      section: 'tabs',
      ...part,
    },
    'surveyLicenses.purchase': {
      kind: 'right',
      label: 'Purchase additional licenses',
      section: 'tabs',
      description: 'Needs the permission Account too.',
      requires: ['account.manage'],
      ...part,
    },
    'insights.manage': {
      kind: 'right',
      label: 'Insights',
      section: 'tabs',
      description: 'Integrations, priorities and the connection of wallboards.',
      implies: ['integrations.manage', 'priorities.manage', 'wallboards.connect'],
    },
    'integrations.manage': { kind: 'right', label: 'Manage integrations', section: 'tabs', ...part },
    'priorities.manage': { kind: 'right', label: 'Manage priorities', section: 'tabs', ...part },
    'wallboards.connect': { kind: 'right', label: 'Connect/disconnect wallboards', section: 'tabs', ...part },
    'wallboards.manage': {
      kind: 'right',
      label: 'Wallboards',
      section: 'tabs',
      description: 'Wallboards in real time.',
    },
    'ai.use': {
      kind: 'right',
      label: 'AI in the app',
      section: 'tabs',
      description: 'AI features. For customer service, support or administration.',
      implies: ['ai.summaries', 'ai.suggestions', 'ai.support'],
    },
    'ai.summaries': { kind: 'right', label: 'Automatic summaries', section: 'tabs', ...part },
    'ai.suggestions': { kind: 'right', label: 'Suggested answers', section: 'tabs', ...part },
    'ai.support': { kind: 'right', label: 'AI-based support', section: 'tabs', ...part },
    'contactCenter.administer': {
      kind: 'right',
      label: 'Contact Center',
      section: 'tabs',
      description: 'Administration of Contact Center; takes its license.',
      licenses: ['contactCenterAgent'],
    },
    'team.administer': {
      kind: 'right',
      label: 'Team',
      section: 'tabs',
      description: 'The teams that one is part of, and channels within them.',
      implies: [
        { permission: 'teams.administer', scope: ownTeams },
        { permission: 'channels.create', scope: ownTeams },
      ],
      note: 'On or off, with no teams to choose: a role that an organisation makes reaches its holders’ own teams too.',
    },
    'teams.administer': {
      kind: 'right',
      label: 'Administer the teams one is part of',
      section: 'tabs',
      on: 'team',
      ...part,
    },
    'channels.create': {
      kind: 'right',
      label: 'Create new channels within teams',
      section: 'tabs',
      on: 'team',
      ...part,
    },
    'analytics.view': {
      kind: 'right',
      label: 'Analytics',
      section: 'features',
      description: 'Call statistics and analytics of chosen response groups.',
      on: 'statistic',
    },
    'internal.administer': {
      kind: 'right',
      label: 'Internal administration',
      section: 'features',
      description: 'Find other users of the organization and edit them. For IT managers or administrators.',
      on: 'member',
    },
    'supersearch.use': {
      kind: 'right',
      label: 'Supersearch',
      section: 'features',
      description: 'Search the whole organization by user, response group, IVR or number.',
      implies: [{ permission: 'searchResults.find', scope: searched }],
      note: 'It finds; what may be done with what was found takes the other permissions that it is combined with.',
    },
    'searchResults.find': {
      kind: 'right',
      label: 'Find what the search spans',
      section: 'features',
      on: 'searchResult',
      ...part,
    },
    'personalSettings.edit': {
      kind: 'right',
      label: 'Personal settings',
      section: 'features',
      description: 'Another user’s personal settings: open and edit them.',
      on: 'member',
      note: 'The page is about another user’s; everybody is given their own.',
    },
  },
  roles: {
    administrator: {
      label: 'Administrator',
      unrestricted: true,
      manages: ['administrator', 'user'],
      mustBeHeld: true,
      note: 'The page names administrators and no built-in role. This one holds everything, so that everything can be handed on; that one must remain is ours.',
    },
    user: {
      label: 'User',
      grantable: everyPermission,
      manages: ['administrator', 'user'],
      note: 'No permission until one is assigned. The page knows no ranks: holders of Roles & permissions assign to anybody, within what they hold themselves.',
    },
  },
  customRoles: { grantable: everyPermission },
  packages: {
    administrators: {
      label: 'Administrators',
      grants: [
        'organization.full',
        'costCenters.manage',
        'openingHours.manage',
        'labels.manage',
        'ai.use',
        { permission: 'internal.administer', scope: 'all' },
      ],
      note: suggested,
    },
    financeManagers: { label: 'Finance managers', grants: ['costCenters.manage'], note: suggested },
    schedulers: { label: 'Schedulers', grants: ['openingHours.manage'], note: suggested },
    qualityManagers: { label: 'Quality managers', grants: ['labels.manage'], note: suggested },
    itManagers: {
      label: 'IT managers',
      grants: [{ permission: 'internal.administer', scope: 'all' }],
      note: suggested,
    },
    customerService: { label: 'Customer service', grants: ['ai.use'], note: suggested },
    support: { label: 'Support', grants: ['ai.use'], note: suggested },
  },
  licenses: {
    contactCenterAgent: { label: 'Contact Center Agent user license' },
    survey: {
      label: 'License for survey functions',
      note: 'Distributed under Survey; the page does not say which functions it opens.',
    },
  },
  baseline: [{ permission: 'personalSettings.edit', scope: { own: true } }],
  delegation: { resource: 'member', manage: 'permissions.assign', editRole: 'roles.edit' },
  advice: { wide: { 'organization.full': ['administrator', 'administrators'] } },
  parts: {
    // Who has a tab both views and edits what is under it.
    recording: {
      listen: 'recordings.manage',
      download: 'recordings.manage',
      delete: 'recordings.manage',
      annotate: 'recordings.manage',
    },
  },
  rows: [
    { permission: 'organization.full' },
    { permission: 'account.manage' },
    { permission: 'roles.manage' },
    { permission: 'costCenters.manage' },
    { permission: 'usersAndTeams.manage' },
    { permission: 'guests.manage' },
    { permission: 'telephony.manage' },
    { permission: 'contacts.manage' },
    { permission: 'openingHours.manage' },
    { permission: 'labels.manage' },
    { permission: 'survey.manage' },
    { permission: 'insights.manage' },
    { permission: 'wallboards.manage' },
    { permission: 'ai.use' },
    { permission: 'contactCenter.administer' },
    { permission: 'team.administer' },
    { permission: 'analytics.view', note: 'For one or more response groups.' },
    { permission: 'internal.administer', scope: 'all' },
    { permission: 'supersearch.use' },
    { permission: 'personalSettings.edit', scope: 'all' },
  ],
});

type Definition = typeof catalog extends Catalog<infer C> ? C : never;

/** The type of the preset `orgSettings`, by its name: an evaluator of it is an `Evaluator<OrgSettings>`. */
export interface OrgSettings extends Definition {}

/** Organisation settings by tab, with custom roles and suggested packages. */
export const orgSettings: Catalog<OrgSettings> = catalog;
