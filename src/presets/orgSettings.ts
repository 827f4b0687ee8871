// A table: the tabs of the organisation settings, their umbrella, features, suggested packages and licences.
// A person who has a tab both views and edits what is under it, so each tab is one right. The levels of the page's
// headings were lost; what follows "Features" is read as features. docs/presets/orgSettings.md lists the rest.
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

/** What is assigned to others: Team too, which opens the teams that its holder is part of, whichever these are. */
const assigned = [
  ...everyPermission,
  { permission: 'teams.administer', scope: 'all' },
  { permission: 'teamMembers.edit', scope: 'all' },
  { permission: 'channels.create', scope: 'all' },
] as const;

const catalog = defineCatalog({
  id: 'orgSettings',
  label: 'Permissions 101',
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
    // It opens the eight tabs that the page lists and no others: not cost centers, opening hours, labels, wallboards, AI,
    // Contact Center or Team.
    'organization.full': {
      kind: 'right',
      label: 'Organization settings (full access)',
      section: 'organization',
      description:
        'View and edit everything under eight tabs: Account, Roles & permissions, Users & Teams, Guests, Telephony system, Contacts, Survey and Insights.',
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
    },
    'account.manage': {
      kind: 'right',
      label: 'Account',
      section: 'tabs',
      description: 'Manage account settings, purchase licenses and view audit logs.',
      implies: ['accountSettings.manage', 'licenses.purchase', 'auditLogs.view'],
    },
    'accountSettings.manage': {
      kind: 'right',
      label: 'Manage account settings',
      section: 'tabs',
      description: 'View and edit the settings of the account.',
      ...part,
    },
    'licenses.purchase': {
      kind: 'right',
      label: 'Purchase licenses',
      section: 'tabs',
      description: 'Buy licenses for the organization.',
      ...part,
    },
    'auditLogs.view': {
      kind: 'right',
      label: 'View audit logs',
      section: 'tabs',
      description: 'See who changed what, and when.',
      ...part,
    },
    'roles.manage': {
      kind: 'right',
      label: 'Roles & permissions',
      section: 'tabs',
      description: 'Create roles, edit existing ones and assign permissions to users.',
      implies: ['roles.create', 'roles.edit', { permission: 'permissions.assign', scope: 'all' }],
    },
    'roles.create': {
      kind: 'right',
      label: 'Create roles',
      section: 'tabs',
      description: 'Make roles of the organization’s own.',
      ...part,
    },
    'roles.edit': {
      kind: 'right',
      label: 'Edit existing roles',
      section: 'tabs',
      description: 'Change what a role gives.',
      ...part,
    },
    'permissions.assign': {
      kind: 'right',
      label: 'Assign permissions',
      section: 'tabs',
      description: 'Give users roles, packages and single permissions.',
      on: 'member',
      implies: ['users.view'],
      ...part,
    },
    'costCenters.manage': {
      kind: 'right',
      label: 'Manage cost centers',
      section: 'tabs',
      description: 'Administer the cost centers on invoices.',
    },
    'usersAndTeams.manage': {
      kind: 'right',
      label: 'Users & Teams',
      section: 'tabs',
      description: 'Create and edit users, and create and manage teams.',
      implies: [
        'users.create',
        'teams.manage',
        { permission: 'users.edit', scope: 'all' },
        { permission: 'teamMembers.edit', scope: 'all' },
      ],
    },
    'users.create': {
      kind: 'right',
      label: 'Create users',
      section: 'tabs',
      description: 'Add users to the organization.',
      ...part,
    },
    'users.edit': {
      kind: 'right',
      label: 'Edit users',
      section: 'tabs',
      description: 'Change the details and the extensions of users.',
      on: 'member',
      implies: ['users.view'],
      ...part,
    },
    'users.view': {
      kind: 'right',
      label: 'See users',
      section: 'tabs',
      description: 'Find users and see what they have.',
      on: 'member',
      ...part,
    },
    'teamMembers.edit': {
      kind: 'right',
      label: 'Choose who belongs to a team',
      section: 'tabs',
      description: 'Put users into teams and take them out.',
      on: 'member',
      implies: ['users.view'],
      ...part,
    },
    'teams.manage': {
      kind: 'right',
      label: 'Create and manage teams',
      section: 'tabs',
      description: 'Make teams and choose who belongs to them.',
      ...part,
    },
    'guests.manage': {
      kind: 'right',
      label: 'Guests',
      section: 'tabs',
      description: 'Create guest users and generate invitation links.',
      implies: ['guests.create', 'invitations.generate'],
    },
    'guests.create': {
      kind: 'right',
      label: 'Create guest users',
      section: 'tabs',
      description: 'Add guests to the organization.',
      ...part,
    },
    'invitations.generate': {
      kind: 'right',
      label: 'Generate invitation links',
      section: 'tabs',
      description: 'Make links by which guests join.',
      ...part,
    },
    'telephony.manage': {
      kind: 'right',
      label: 'Telephony system',
      section: 'tabs',
      description: 'Buy and assign numbers, manage response groups and manage call recordings.',
      implies: ['numbers.manage', 'responseGroups.manage', 'recordings.manage'],
    },
    'numbers.manage': {
      kind: 'right',
      label: 'Buy & assign numbers',
      section: 'tabs',
      description: 'Buy numbers and choose whose they are.',
      ...part,
    },
    'responseGroups.manage': {
      kind: 'right',
      label: 'Create & manage response groups',
      section: 'tabs',
      description: 'Make response groups and change them.',
      ...part,
    },
    'recordings.manage': {
      kind: 'right',
      label: 'Manage call recordings',
      section: 'tabs',
      description: 'Listen to call recordings, download them and delete them.',
      ...part,
    },
    'contacts.manage': {
      kind: 'right',
      label: 'Contacts',
      section: 'tabs',
      description: 'Create, edit and delete contact groups.',
    },
    'openingHours.manage': {
      kind: 'right',
      label: 'Opening hours',
      section: 'tabs',
      description: 'Set the opening hours of response groups and IVR menus.',
    },
    'labels.manage': {
      kind: 'right',
      label: 'Labels',
      section: 'tabs',
      description: 'Set up how Conversation Intelligence labels calls, and its alerts.',
    },
    'survey.manage': {
      kind: 'right',
      label: 'Survey',
      section: 'tabs',
      description: 'Distribute licenses for survey functions; buying more needs Account too.',
      implies: ['surveyLicenses.distribute', 'surveyLicenses.purchase', { permission: 'users.view', scope: 'all' }],
    },
    'surveyLicenses.distribute': {
      kind: 'right',
      label: 'Distribute licenses for survey functions',
      section: 'tabs',
      description: 'Choose which users have a license for survey functions.',
      ...part,
    },
    'surveyLicenses.purchase': {
      kind: 'right',
      label: 'Purchase additional licenses',
      section: 'tabs',
      description: 'Buy more licenses for survey functions; needs Account.',
      requires: ['account.manage'],
      ...part,
    },
    'insights.manage': {
      kind: 'right',
      label: 'Insights',
      section: 'tabs',
      description: 'Manage integrations and priorities, and connect or disconnect wallboards.',
      implies: ['integrations.manage', 'priorities.manage', 'wallboards.connect'],
    },
    'integrations.manage': {
      kind: 'right',
      label: 'Manage integrations',
      section: 'tabs',
      description: 'Set up integrations and remove them.',
      ...part,
    },
    'priorities.manage': {
      kind: 'right',
      label: 'Manage priorities',
      section: 'tabs',
      description: 'Set which calls come first.',
      ...part,
    },
    'wallboards.connect': {
      kind: 'right',
      label: 'Connect/disconnect wallboards',
      section: 'tabs',
      description: 'Connect wallboards and disconnect them.',
      ...part,
    },
    'wallboards.manage': {
      kind: 'right',
      label: 'Wallboards',
      section: 'tabs',
      description: 'Create wallboards and manage them in real time.',
    },
    'ai.use': {
      kind: 'right',
      label: 'AI in the app',
      section: 'tabs',
      description: 'Use automatic summaries, suggested answers and AI-based support.',
      implies: ['ai.summaries', 'ai.suggestions', 'ai.support'],
    },
    'ai.summaries': {
      kind: 'right',
      label: 'Automatic summaries',
      section: 'tabs',
      description: 'Get a summary of each conversation.',
      ...part,
    },
    'ai.suggestions': {
      kind: 'right',
      label: 'Suggested answers',
      section: 'tabs',
      description: 'Get suggested answers while talking or writing.',
      ...part,
    },
    'ai.support': {
      kind: 'right',
      label: 'AI-based support',
      section: 'tabs',
      description: 'Get help from an AI assistant.',
      ...part,
    },
    'contactCenter.administer': {
      kind: 'right',
      label: 'Contact Center',
      section: 'tabs',
      description: 'Administer Contact Center; the user needs the Contact Center Agent license.',
      licenses: ['contactCenterAgent'],
    },
    // On or off, with no teams to choose: a role that an organisation makes reaches its holders' own teams too.
    'team.administer': {
      kind: 'right',
      label: 'Team',
      section: 'tabs',
      description: 'Administer the teams the user is part of, and create channels in them.',
      implies: [
        { permission: 'teams.administer', scope: ownTeams },
        { permission: 'teamMembers.edit', scope: ownTeams },
        { permission: 'channels.create', scope: ownTeams },
      ],
    },
    'teams.administer': {
      kind: 'right',
      label: 'Administer the teams one is part of',
      section: 'tabs',
      description: 'Change a team and who belongs to it.',
      on: 'team',
      ...part,
    },
    'channels.create': {
      kind: 'right',
      label: 'Create new channels within teams',
      section: 'tabs',
      description: 'Make new channels in a team.',
      on: 'team',
      ...part,
    },
    'analytics.view': {
      kind: 'right',
      label: 'Analytics',
      section: 'features',
      description: 'See call statistics and analytics of the response groups that you choose.',
      on: 'statistic',
    },
    'internal.administer': {
      kind: 'right',
      label: 'Internal administration',
      section: 'features',
      description: 'Search for other users of the organization and edit them.',
      on: 'member',
      implies: ['users.edit'],
    },
    // It finds; what may be done with what was found takes the other permissions that it is combined with.
    'supersearch.use': {
      kind: 'right',
      label: 'Supersearch',
      section: 'features',
      description: 'Search the whole organization for users, response groups, IVRs and numbers.',
      implies: [{ permission: 'searchResults.find', scope: searched }],
    },
    'searchResults.find': {
      kind: 'right',
      label: 'Find what the search spans',
      section: 'features',
      description: 'Find users, response groups, IVRs and numbers.',
      on: 'searchResult',
      ...part,
    },
    // The page is about another user's; everybody is given their own.
    'personalSettings.edit': {
      kind: 'right',
      label: 'Personal settings',
      section: 'features',
      description: 'Open and change the personal settings of another user.',
      on: 'member',
    },
  },
  roles: {
    // The page names administrators and no built-in role. This one holds everything, so that everything can be handed
    // on; that one must remain is ours.
    administrator: {
      label: 'Administrator',
      description: 'Every permission of the organization.',
      unrestricted: true,
      manages: ['administrator', 'user'],
      mustBeHeld: true,
    },
    // The page knows no ranks: holders of Roles & permissions assign to anybody.
    user: {
      label: 'User',
      description: 'No permission until one is assigned.',
      grantable: everyPermission,
      // Roles & permissions assigns permissions, its holder's own or not; without it nothing can be handed out.
      gives: assigned,
      manages: ['administrator', 'user'],
    },
  },
  customRoles: { grantable: everyPermission },
  // The page announces suggestions at its bottom that its text does not hold; these are the users for whom it calls a
  // permission suitable along the way.
  packages: {
    administrators: {
      label: 'Administrators',
      description: 'What the page recommends for administrators.',
      grants: [
        'organization.full',
        'costCenters.manage',
        'openingHours.manage',
        'labels.manage',
        'ai.use',
        { permission: 'internal.administer', scope: 'all' },
      ],
    },
    financeManagers: { label: 'Finance managers', description: 'Cost centers.', grants: ['costCenters.manage'] },
    schedulers: { label: 'Schedulers', description: 'Opening hours.', grants: ['openingHours.manage'] },
    qualityManagers: { label: 'Quality managers', description: 'Labels.', grants: ['labels.manage'] },
    itManagers: {
      label: 'IT managers',
      description: 'Internal administration.',
      grants: [{ permission: 'internal.administer', scope: 'all' }],
    },
    customerService: { label: 'Customer service', description: 'AI in the app.', grants: ['ai.use'] },
    support: { label: 'Support', description: 'AI in the app.', grants: ['ai.use'] },
  },
  licenses: {
    contactCenterAgent: { label: 'Contact Center Agent user license' },
    // Distributed under Survey; the page does not say which functions it opens.
    survey: { label: 'License for survey functions' },
  },
  baseline: [{ permission: 'personalSettings.edit', scope: { own: true } }],
  delegation: {
    resource: 'member',
    view: 'users.view',
    manage: 'permissions.assign',
    editRole: 'roles.edit',
    createRole: 'roles.create',
    extensions: 'users.edit',
    memberships: { team: 'teamMembers.edit', responseGroup: 'responseGroups.manage' },
    licenses: 'surveyLicenses.distribute',
    audit: 'auditLogs.view',
  },
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
    { permission: 'analytics.view', asks: 'responseGroup' },
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
