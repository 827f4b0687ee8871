// A table: Owner, Admin and User, and the page's matrix. Its tick marks were lost, so every cell says how it was read.
import type { Catalog } from '../model/catalog.js';
import { defineCatalog } from '../model/defineCatalog.js';

const owner = 'The page’s mark was lost; read as yes: an Owner has everything, billing and legal authority included.';
const admin = 'The page’s mark was lost; read as yes: an Admin has the operational management.';
const notAdmin =
  'The page’s mark was lost; read as no: it changes the bill or commits the company, which is the Owner’s.';
const user = 'The page’s mark was lost; read as yes: a User has personal tools and own data.';
const notUser = 'The page’s mark was lost; read as no: it is neither a personal tool nor own data.';

const ownerOnly = { owner, admin: notAdmin, user: notUser } as const;
const management = { owner, admin, user: notUser } as const;
const everybody = { owner, admin, user } as const;
const employees = {
  ...management,
  admin: `${admin} Of the “roles” in this row an Admin hands out User; who makes an Admin is not said.`,
} as const;

const byOffer = 'Depends on the user’s offer; the page does not say which offers include it.';

const catalog = defineCatalog({
  id: 'onoff',
  label: 'Role and permission with Onoff Business',
  note: 'The page’s text names the rows and lost the marks. What each role holds is read from the three roles: Owner everything incl. billing and legal authority, Admin the operational management without editing billing, User personal tools and own data.',
  dimensions: {},
  resources: {
    statistic: { label: 'Statistic', owner: 'userId', dimensions: {} },
    heatmap: { label: 'Heatmap', owner: 'userId', dimensions: {} },
    recording: { label: 'Call recording', owner: 'userId', dimensions: {} },
    employee: { label: 'Employee', owner: 'id', dimensions: {} },
  },
  sections: {
    organization: { label: 'Organization Management' },
    billing: { label: 'Billing & Licenses' },
    numbers: { label: 'Number Management' },
    greeting: { label: 'Greeting (IVR)' },
    integrations: { label: 'Integrations' },
    statistics: { label: 'Statistics & Heatmap' },
    calls: { label: 'Call Features' },
    more: {
      label: 'More features',
      description:
        'No rows of the matrix: to reassign a number is under Number Management, to buy credit under Billing & Licenses; who transfers the company’s numbers to Onoff Business is not said.',
    },
  },
  permissions: {
    'employees.manage': {
      kind: 'right',
      label: 'Manage employees (Create, edit or delete, reset password, roles).',
      section: 'organization',
      on: 'employee',
    },
    'departments.manage': { kind: 'right', label: 'Manage departments', section: 'organization' },
    'language.change': { kind: 'right', label: 'Change my language', section: 'organization' },
    'billing.view': { kind: 'right', label: 'View billing information', section: 'billing' },
    'billing.edit': { kind: 'right', label: 'Edit billing information', section: 'billing' },
    'commitments.create': {
      kind: 'right',
      label: 'Create commitments, upgrade offer/frequency',
      section: 'billing',
    },
    'licenses.view': { kind: 'right', label: 'View Licenses & Credits', section: 'billing' },
    'licenses.edit': { kind: 'right', label: 'Add/Modify/Reduce Credits & Licenses', section: 'billing' },
    'numbers.assign': {
      kind: 'right',
      label: 'Assign numbers, reassign numbers, delete numbers',
      section: 'numbers',
    },
    'greeting.setUp': { kind: 'right', label: 'Set up greeting', section: 'greeting' },
    'greeting.view': {
      kind: 'right',
      label: 'View/Read greeting (list). (Depends on user offer).',
      section: 'greeting',
      plans: ['greeting', 'greetingAndIntegrations'],
      note: byOffer,
    },
    'integrations.view': {
      kind: 'right',
      label: 'See list of integrations. (Depends on user offer.)',
      section: 'integrations',
      plans: ['integrations', 'greetingAndIntegrations'],
      note: byOffer,
    },
    'integrations.legacyView': {
      kind: 'right',
      label: 'Legacy View in FE',
      section: 'integrations',
      note: 'The page does not explain it; it stands among the integrations.',
    },
    'integrations.setUp': { kind: 'right', label: 'Set-up Integration', section: 'integrations' },
    'statistics.view': { kind: 'right', label: 'View Statistics', section: 'statistics', on: 'statistic' },
    'heatmap.view': { kind: 'right', label: 'View Heatmap', section: 'statistics', on: 'heatmap' },
    'liveCalls.whisper': {
      kind: 'right',
      label: 'Use Live calls with Call Whispering',
      section: 'calls',
      note: 'The page names no calls that it is limited to and no consent of those on the call; none is asked for.',
    },
    'callTags.view': { kind: 'right', label: 'View Call Tags', section: 'calls' },
    'callTags.edit': { kind: 'right', label: 'Add/Edit Call tags', section: 'calls' },
    'recordings.listen': {
      kind: 'right',
      label: 'Listen/Download call recordings',
      section: 'calls',
      on: 'recording',
      note: 'The page has a row for all users’ recordings and none for one’s own, so nobody has only one’s own.',
    },
    'recordings.modify': {
      kind: 'right',
      label: 'Modify/Delete a call recording',
      section: 'calls',
      on: 'recording',
      note: 'The page does not say whose recordings; read as everybody’s, as in the row above it.',
    },
  },
  roles: {
    owner: {
      label: 'Owner',
      unrestricted: true,
      manages: ['owner', 'admin', 'user'],
      mustBeHeld: true,
      note: 'Everything incl. billing and legal authority. That one Owner must remain is ours: the page is silent.',
    },
    admin: {
      label: 'Admin',
      grants: [
        { permission: 'employees.manage', scope: 'all' },
        'departments.manage',
        'language.change',
        'billing.view',
        'licenses.view',
        'numbers.assign',
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
      note: 'The operational management, without editing billing. Whether an Admin makes others Admin is not said; only an Owner does. The role alone defines what its holder may do.',
    },
    user: {
      label: 'User',
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
      note: 'Personal tools and own data. The role alone defines what its holder may do.',
    },
  },
  plans: {
    greeting: { label: 'Offer with greeting (IVR)', note: byOffer },
    integrations: { label: 'Offer with integrations', note: byOffer },
    greetingAndIntegrations: { label: 'Offer with greeting (IVR) and integrations', note: byOffer },
  },
  delegation: { resource: 'employee', manage: 'employees.manage' },
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
    { permission: 'employees.manage', scope: 'all', cellNotes: employees },
    { permission: 'departments.manage', cellNotes: management },
    { permission: 'language.change', cellNotes: everybody },
    { permission: 'billing.view', cellNotes: management },
    { permission: 'billing.edit', cellNotes: ownerOnly },
    { permission: 'commitments.create', cellNotes: ownerOnly },
    { permission: 'licenses.view', cellNotes: management },
    { permission: 'licenses.edit', cellNotes: ownerOnly },
    { permission: 'numbers.assign', cellNotes: management },
    { permission: 'greeting.setUp', cellNotes: management },
    { permission: 'greeting.view', cellNotes: everybody },
    { permission: 'integrations.view', cellNotes: everybody },
    { permission: 'integrations.legacyView', cellNotes: management },
    { permission: 'integrations.setUp', cellNotes: management },
    { permission: 'statistics.view', label: 'View Statisticts All', scope: 'all', cellNotes: management },
    { permission: 'statistics.view', label: 'View Statistics Own', scope: { own: true }, cellNotes: everybody },
    { permission: 'heatmap.view', label: 'View Heatmap All', scope: 'all', cellNotes: management },
    { permission: 'heatmap.view', label: 'View Heatmap Own', scope: { own: true }, cellNotes: everybody },
    { permission: 'liveCalls.whisper', cellNotes: management },
    { permission: 'callTags.view', cellNotes: everybody },
    { permission: 'callTags.edit', cellNotes: everybody },
    {
      permission: 'recordings.listen',
      label: 'Listen/Download call recordings for all users',
      scope: 'all',
      cellNotes: management,
    },
    { permission: 'recordings.modify', scope: 'all', cellNotes: management },
  ],
});

type Definition = typeof catalog extends Catalog<infer C> ? C : never;

/** The type of the preset `onoff`, by its name: an evaluator of it is an `Evaluator<Onoff>`. */
export interface Onoff extends Definition {}

/** Owner, Admin and User of a business phone workspace. */
export const onoff: Catalog<Onoff> = catalog;
