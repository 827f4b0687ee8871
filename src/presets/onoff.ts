// A table: Owner, Admin and User, and the page's matrix.
// The page's tick marks were lost. They are read from its three roles: an Owner holds everything, billing included; an
// Admin holds the operational management and does not change the bill or commit the company; a User holds personal
// tools and its own data. docs/presets/onoff.md lists what else was read, and how.
import type { Catalog } from '../model/catalog.js';
import { defineCatalog } from '../model/defineCatalog.js';

/** The offers that include the greeting, and those that include integrations; the page names none of them. */
const withGreeting = ['greeting', 'greetingAndIntegrations'] as const;
const withIntegrations = ['integrations', 'greetingAndIntegrations'] as const;

const catalog = defineCatalog({
  id: 'onoff',
  label: 'Role and permission with Onoff Business',
  // The foundation of finer rights: what reaches people, statistics and recordings can be limited by all of these.
  dimensions: {
    department: { label: 'Department' },
    team: { label: 'Team' },
    // The page assigns a number to one employee, and hands it on to another.
    number: { label: 'Number', exclusive: true },
  },
  resources: {
    statistic: {
      label: 'Statistic',
      owner: 'userId',
      dimensions: { department: 'department', team: 'team', number: 'number' },
    },
    heatmap: {
      label: 'Heatmap',
      owner: 'userId',
      dimensions: { department: 'department', team: 'team', number: 'number' },
    },
    recording: {
      label: 'Call recording',
      owner: 'userId',
      dimensions: { department: 'department', team: 'team', number: 'number' },
    },
    employee: {
      label: 'Employee',
      owner: 'id',
      dimensions: { department: 'memberships.department', team: 'memberships.team', number: 'memberships.number' },
    },
  },
  sections: {
    organization: { label: 'Organization Management' },
    billing: { label: 'Billing & Licenses' },
    numbers: { label: 'Number Management' },
    greeting: { label: 'Greeting (IVR)' },
    integrations: { label: 'Integrations' },
    statistics: { label: 'Statistics & Heatmap' },
    calls: { label: 'Call Features' },
    more: { label: 'More features' },
  },
  permissions: {
    'employees.manage': {
      kind: 'right',
      label: 'Manage employees (Create, edit or delete, reset password, roles).',
      section: 'organization',
      description: 'Create, edit and delete employees, reset their passwords and change their roles.',
      on: 'employee',
    },
    'departments.manage': {
      kind: 'right',
      label: 'Manage departments',
      section: 'organization',
      description: 'Create, edit and delete departments, and choose who belongs to them.',
    },
    'language.change': {
      kind: 'right',
      label: 'Change my language',
      section: 'organization',
      description: 'Choose the language of one’s own workspace.',
    },
    'billing.view': {
      kind: 'right',
      label: 'View billing information',
      section: 'billing',
      description: 'See invoices and billing details.',
    },
    'billing.edit': {
      kind: 'right',
      label: 'Edit billing information',
      section: 'billing',
      description: 'Change the billing details of the company.',
    },
    'commitments.create': {
      kind: 'right',
      label: 'Create commitments, upgrade offer/frequency',
      section: 'billing',
      description: 'Commit the company to a term, and move it to a larger offer or another billing frequency.',
    },
    'licenses.view': {
      kind: 'right',
      label: 'View Licenses & Credits',
      section: 'billing',
      description: 'See how many licenses and how much credit the company has.',
    },
    'licenses.edit': {
      kind: 'right',
      label: 'Add/Modify/Reduce Credits & Licenses',
      section: 'billing',
      description: 'Buy, change and reduce licenses and credit, such as credit for premium and international calls.',
    },
    'numbers.assign': {
      kind: 'right',
      label: 'Assign numbers, reassign numbers, delete numbers',
      section: 'numbers',
      description: 'Give numbers to employees, move a number from one employee to another, and delete numbers.',
    },
    'greeting.setUp': {
      kind: 'right',
      label: 'Set up greeting',
      section: 'greeting',
      description: 'Create and change the greeting that callers hear.',
      // An offer without the greeting has none to set up.
      plans: withGreeting,
    },
    'greeting.view': {
      kind: 'right',
      label: 'View/Read greeting (list). (Depends on user offer).',
      section: 'greeting',
      description: 'See the list of greetings.',
      plans: withGreeting,
    },
    'integrations.view': {
      kind: 'right',
      label: 'See list of integrations. (Depends on user offer.)',
      section: 'integrations',
      description: 'See which integrations there are.',
      plans: withIntegrations,
    },
    'integrations.legacyView': {
      kind: 'right',
      label: 'Legacy View in FE',
      section: 'integrations',
      description: 'See the earlier view of integrations.',
      // The page does not explain it; it stands among the integrations.
      plans: withIntegrations,
    },
    'integrations.setUp': {
      kind: 'right',
      label: 'Set-up Integration',
      section: 'integrations',
      description: 'Connect and configure an integration.',
      plans: withIntegrations,
    },
    'statistics.view': {
      kind: 'right',
      label: 'View Statistics',
      section: 'statistics',
      description: 'See call statistics.',
      on: 'statistic',
    },
    'heatmap.view': {
      kind: 'right',
      label: 'View Heatmap',
      section: 'statistics',
      description: 'See at which hours calls come in.',
      on: 'heatmap',
    },
    // The page names no calls that it is limited to and no consent of those on the call; none is asked for.
    'liveCalls.whisper': {
      kind: 'right',
      label: 'Use Live calls with Call Whispering',
      section: 'calls',
      description: 'Listen to calls in progress, and speak to the employee without the caller hearing it.',
    },
    'callTags.view': {
      kind: 'right',
      label: 'View Call Tags',
      section: 'calls',
      description: 'See the tags of calls.',
    },
    'callTags.edit': {
      kind: 'right',
      label: 'Add/Edit Call tags',
      section: 'calls',
      description: 'Add tags to calls and change them.',
    },
    // The page has a row for all users' recordings and none for one's own, so nobody has only their own.
    'recordings.listen': {
      kind: 'right',
      label: 'Listen/Download call recordings',
      section: 'calls',
      description: 'Listen to call recordings and download them.',
      on: 'recording',
    },
    // The page does not say whose; read as everybody's, as in the row above it.
    'recordings.modify': {
      kind: 'right',
      label: 'Modify/Delete a call recording',
      section: 'calls',
      description: 'Change and delete call recordings.',
      on: 'recording',
    },
    // No row of the matrix: the page says that it can be done and not by whom; read as number management.
    'numbers.transfer': {
      kind: 'right',
      label: 'Transfer your current business numbers to Onoff Business',
      section: 'more',
      description: 'Bring the numbers that the company has with another operator.',
    },
  },
  roles: {
    owner: {
      label: 'Owner',
      description: 'Everything, billing and legal authority included.',
      unrestricted: true,
      manages: ['owner', 'admin', 'user'],
      // The page is silent: without an Owner nobody could change the bill.
      mustBeHeld: true,
    },
    // Who makes an Admin is not said; only an Owner does. The role alone defines what its holder may do.
    admin: {
      label: 'Admin',
      description: 'The operational management, without changing the bill.',
      grants: [
        { permission: 'employees.manage', scope: 'all' },
        'departments.manage',
        'language.change',
        'billing.view',
        'licenses.view',
        'numbers.assign',
        'numbers.transfer',
        'greeting.setUp',
        'greeting.view',
        'integrations.view',
        'integrations.legacyView',
        'integrations.setUp',
        { permission: 'statistics.view', scope: 'all' },
        { permission: 'heatmap.view', scope: 'all' },
        'liveCalls.whisper',
        'callTags.view',
        'callTags.edit',
        { permission: 'recordings.listen', scope: 'all' },
        { permission: 'recordings.modify', scope: 'all' },
      ],
      grantable: [],
      manages: ['user'],
    },
    user: {
      label: 'User',
      description: 'Personal tools and one’s own data.',
      grants: [
        'language.change',
        'greeting.view',
        'integrations.view',
        { permission: 'statistics.view', scope: { own: true } },
        { permission: 'heatmap.view', scope: { own: true } },
        'callTags.view',
        'callTags.edit',
      ],
      grantable: [],
      manages: [],
    },
  },
  plans: {
    greeting: { label: 'Offer with greeting (IVR)' },
    integrations: { label: 'Offer with integrations' },
    greetingAndIntegrations: { label: 'Offer with greeting (IVR) and integrations' },
  },
  delegation: {
    resource: 'employee',
    manage: 'employees.manage',
    memberships: { department: 'departments.manage', number: 'numbers.assign' },
    licenses: 'licenses.edit',
  },
  parts: {
    // One row is to listen and to download, one to modify and to delete; whispering is part of the live calls.
    recording: {
      listen: 'recordings.listen',
      download: 'recordings.listen',
      delete: 'recordings.modify',
      annotate: 'recordings.modify',
    },
    liveCall: { listen: 'liveCalls.whisper', whisper: 'liveCalls.whisper' },
    afterCall: { tag: 'callTags.edit' },
  },
  rows: [
    { permission: 'employees.manage', scope: 'all' },
    { permission: 'departments.manage' },
    { permission: 'language.change' },
    { permission: 'billing.view' },
    { permission: 'billing.edit' },
    { permission: 'commitments.create' },
    { permission: 'licenses.view' },
    { permission: 'licenses.edit' },
    { permission: 'numbers.assign' },
    { permission: 'greeting.setUp' },
    { permission: 'greeting.view' },
    { permission: 'integrations.view' },
    { permission: 'integrations.legacyView' },
    { permission: 'integrations.setUp' },
    { permission: 'statistics.view', label: 'View Statisticts All', scope: 'all' },
    { permission: 'statistics.view', label: 'View Statistics Own', scope: { own: true } },
    { permission: 'heatmap.view', label: 'View Heatmap All', scope: 'all' },
    { permission: 'heatmap.view', label: 'View Heatmap Own', scope: { own: true } },
    { permission: 'liveCalls.whisper' },
    { permission: 'callTags.view' },
    { permission: 'callTags.edit' },
    {
      permission: 'recordings.listen',
      label: 'Listen/Download call recordings for all users',
      scope: 'all',
    },
    { permission: 'recordings.modify', scope: 'all' },
  ],
});

type Definition = typeof catalog extends Catalog<infer C> ? C : never;

/** The type of the preset `onoff`, by its name: an evaluator of it is an `Evaluator<Onoff>`. */
export interface Onoff extends Definition {}

/** Owner, Admin and User of a business phone workspace. */
export const onoff: Catalog<Onoff> = catalog;
