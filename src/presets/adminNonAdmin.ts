// A table: Admin and Non-Admin, reach by extension, queue and number, feature toggles and caller-ID rules.
import type { Catalog } from '../model/catalog.js';
import { defineCatalog } from '../model/defineCatalog.js';

const module = 'Switched on or off for each user.';
const opened = { assignable: false, note: 'Not set by itself: it comes with the permissions that open it.' } as const;

const catalog = defineCatalog({
  id: 'adminNonAdmin',
  label: 'User Permissions & Access Control',
  dimensions: {
    extension: { label: 'Extension' },
    queue: { label: 'Queue' },
    number: { label: 'Number' },
  },
  resources: {
    // No owner: one's own calls are those of one's extension, as the page has it.
    call: { label: 'Call', dimensions: { extension: 'extension', queue: 'queue', number: 'number' } },
    recording: { label: 'Call recording', dimensions: { extension: 'extension', queue: 'queue', number: 'number' } },
    report: { label: 'Report', dimensions: { extension: 'extension', queue: 'queue', number: 'number' } },
    extension: { label: 'Extension', dimensions: { extension: 'id' } },
    queue: { label: 'Queue', dimensions: { queue: 'id' } },
    number: { label: 'Number', dimensions: { number: 'id' } },
    member: { label: 'User', owner: 'id', dimensions: { extension: 'extensions' } },
  },
  sections: {
    areas: { label: 'Core Permission Areas', description: 'Set for each user: Permission Type | Controls Access To…' },
    toggles: { label: 'Other Feature Toggles', description: 'Wallboard, Voicemail, SMS, Email Reports, and more' },
    reports: { label: 'Call Reports & Logs' },
    callerId: { label: 'Caller ID & Outbound Calling' },
    admin: { label: 'Admin settings' },
    matrix: { label: 'Access Matrix', description: 'Permission Granted | User Will See' },
  },
  permissions: {
    'reports.full': {
      kind: 'right',
      label: 'Full Call Report Access',
      section: 'areas',
      description: 'All call logs, reports, call recordings',
      implies: [
        { permission: 'callLogs.view', scope: 'all' },
        { permission: 'reports.view', scope: 'all' },
        { permission: 'recordings.play', scope: 'all' },
        'dashboards.view',
      ],
      note: '“Access all queues, extensions, and numbers” stands among the reports and is read as theirs: it manages none of them and gives no Caller ID.',
    },
    'extensions.manage': {
      kind: 'right',
      label: 'Manage Extensions',
      section: 'areas',
      description: 'Reporting and logs for selected extensions',
      on: 'extension',
      implies: ['callLogs.view', 'reports.view'],
      note: 'The page lists recordings only under Full Call Report Access, so this opens none.',
    },
    'queues.manage': {
      kind: 'right',
      label: 'Manage Queues',
      section: 'areas',
      description: 'Reports and logs for specific queues',
      on: 'queue',
      implies: ['callLogs.view', 'reports.view'],
      note: 'The page lists recordings only under Full Call Report Access, so this opens none.',
    },
    'numbers.manage': {
      kind: 'right',
      label: 'Manage Numbers',
      section: 'areas',
      description: 'Call activity for selected inbound phone numbers',
      on: 'number',
      implies: ['callLogs.view', 'reports.view', 'callerId.choose', 'apps.use'],
      note: 'The areas speak of inbound numbers, the access matrix of activity “including outbound and inbound”: both are opened. Recordings are listed only under Full Call Report Access, so this opens none.',
    },
    'wallboard.use': {
      kind: 'right',
      label: 'Wallboard',
      section: 'toggles',
      description: module,
      licenses: ['wallboard'],
    },
    'voicemail.use': {
      kind: 'right',
      label: 'Voicemail',
      section: 'toggles',
      description: module,
      licenses: ['voicemail'],
    },
    'sms.use': { kind: 'right', label: 'SMS', section: 'toggles', description: module, licenses: ['sms'] },
    'emailReports.use': {
      kind: 'right',
      label: 'Email Reports',
      section: 'toggles',
      description: module,
      licenses: ['emailReports'],
    },
    'billing.use': {
      kind: 'right',
      label: 'Billing',
      section: 'toggles',
      description: module,
      note: 'Named among the modules that an Admin enables or disables for a user; no part of a package.',
    },
    'callLogs.view': { kind: 'right', label: 'Call logs', section: 'reports', on: 'call', ...opened },
    'reports.view': {
      kind: 'right',
      label: 'Call reports and statistics',
      section: 'reports',
      on: 'report',
      ...opened,
    },
    'recordings.play': { kind: 'right', label: 'Call recordings', section: 'reports', on: 'recording', ...opened },
    'dashboards.view': { kind: 'right', label: 'Reporting dashboards', section: 'reports', ...opened },
    'calls.make': {
      kind: 'right',
      label: 'Make/receive calls',
      section: 'callerId',
      description: 'For people who have an extension.',
      on: 'extension',
      assignable: false,
      note: 'Everybody may use an extension that is assigned to them; assigning one is what gives it. An Admin, who is unrestricted, holds it for every extension, so that each can be assigned.',
    },
    'callerId.choose': {
      kind: 'right',
      label: 'Caller ID selection',
      section: 'callerId',
      description: 'Choose among the numbers that one has access to.',
      on: 'number',
      implies: ['calls.dial'],
      ...opened,
    },
    'callerId.preset': {
      kind: 'right',
      label: 'Default number preselected by the Admin or Onboarding Team',
      section: 'callerId',
      description: 'The one Caller ID of a user without access to numbers.',
      on: 'number',
      implies: ['calls.dial'],
      note: 'Given for the one number that is preselected; where several are, one of them is used. Where a user also has numbers to choose from, the page does not say whether the preselected one stays usable; it does.',
    },
    'calls.dial': {
      kind: 'right',
      label: 'Outbound calls (with a caller ID)',
      section: 'callerId',
      on: 'number',
      requires: ['calls.make'],
      ...opened,
    },
    'apps.use': {
      kind: 'right',
      label: 'Use the apps',
      section: 'callerId',
      ...opened,
      note: 'The page names it where a user has access to numbers and is silent elsewhere; it comes with Manage Numbers.',
    },
    'settings.manage': { kind: 'right', label: 'System settings', section: 'admin' },
    'integrations.manage': { kind: 'right', label: 'Integrations', section: 'admin' },
    'users.manage': {
      kind: 'right',
      label: 'User management',
      section: 'admin',
      description: 'Manage users, their permissions and their access.',
      on: 'member',
    },
  },
  roles: {
    admin: {
      label: 'Admin',
      description:
        'Everything within the subscription package: features, calls, recordings, reports, billing, settings, integrations and users.',
      unrestricted: true,
      manages: ['admin', 'nonAdmin'],
      mustBeHeld: true,
      note: 'That one Admin must remain, and that an Admin makes others Admin, is ours; the page is silent.',
    },
    nonAdmin: {
      label: 'Non-Admin User',
      description: 'Only what an Admin allowed.',
      // Each of the three reaches by its own kind of thing and no other, so that it opens exactly theirs.
      grantable: [
        'reports.full',
        { permission: 'extensions.manage', scope: { own: true, in: { extension: 'any' } } },
        { permission: 'queues.manage', scope: { in: { queue: 'any' } } },
        { permission: 'numbers.manage', scope: { in: { number: 'any' } } },
        { permission: 'callerId.preset', scope: { in: { number: 'any' } } },
        'wallboard.use',
        'voicemail.use',
        'sms.use',
        'emailReports.use',
        'billing.use',
        'settings.manage',
        'integrations.manage',
        { permission: 'users.manage', scope: 'all' },
      ],
      manages: ['nonAdmin'],
      note: '“No access to admin settings unless explicitly enabled”: so they can be enabled. Somebody to whom user management was enabled manages Non-Admin users, within what it holds itself.',
    },
  },
  licenses: {
    wallboard: {
      label: 'Wallboard',
      note: 'The page names no packages; a module is read as a part that one may hold.',
    },
    voicemail: {
      label: 'Voicemail',
      note: 'The page names no packages; a module is read as a part that one may hold.',
    },
    sms: { label: 'SMS', note: 'The page names no packages; a module is read as a part that one may hold.' },
    emailReports: {
      label: 'Email Reports',
      note: 'The page names no packages; a module is read as a part that one may hold.',
    },
  },
  baseline: [
    { permission: 'callLogs.view', scope: { own: true } },
    { permission: 'calls.make', scope: { own: true } },
  ],
  delegation: { resource: 'member', manage: 'users.manage' },
  advice: {
    needsExtension: ['callerId.choose', 'callerId.preset'],
    callerId: { dialOut: 'calls.make', oneOf: ['numbers.manage', 'callerId.preset'], dimension: 'number' },
    wide: { 'reports.full': ['admin'] },
  },
  parts: {
    recording: { listen: 'recordings.play' },
    callerId: { choose: 'callerId.choose', preset: 'callerId.preset', dial: 'calls.dial' },
    // The page is silent on the sender of an SMS: the numbers that one may call with.
    messageId: { choose: 'callerId.choose', preset: 'callerId.preset', dial: 'sms.use' },
  },
  rows: [
    { permission: 'reports.full' },
    { permission: 'extensions.manage' },
    { permission: 'queues.manage' },
    { permission: 'numbers.manage' },
    { permission: 'wallboard.use' },
    { permission: 'voicemail.use' },
    { permission: 'sms.use' },
    { permission: 'emailReports.use' },
    { permission: 'billing.use' },
    {
      permission: 'extensions.manage',
      label: 'Access to Extension A',
      description: 'Inbound & outbound call stats, logs for that extension',
      section: 'matrix',
      scope: { in: { extension: ['A'] } },
    },
    {
      permission: 'queues.manage',
      label: 'Access to Queue X',
      description: 'Reporting data and logs related to Queue X',
      section: 'matrix',
      scope: { in: { queue: ['X'] } },
    },
    {
      permission: 'numbers.manage',
      label: 'Access to Number +353…',
      description: 'Activity related to that number, including outbound and inbound',
      section: 'matrix',
      scope: { in: { number: ['+353…'] } },
    },
    {
      permission: 'reports.full',
      description: 'All data and recordings across the account',
      section: 'matrix',
    },
    {
      permission: 'callLogs.view',
      label: 'No Report Permissions',
      description: 'Only their own call history (if they have an extension)',
      section: 'matrix',
      scope: { own: true },
      note: 'One’s own calls stay to be seen beside whatever else is opened; the page does not say otherwise. Without an extension no call is one’s own.',
    },
    {
      permission: 'callerId.choose',
      label: 'Manage Numbers',
      description: 'Ability to select Caller ID from allowed numbers',
      section: 'matrix',
    },
  ],
});

type Definition = typeof catalog extends Catalog<infer C> ? C : never;

/** The type of the preset `adminNonAdmin`, by its name: an evaluator of it is an `Evaluator<AdminNonAdmin>`. */
export interface AdminNonAdmin extends Definition {}

/** Admin, and Non-Admin users who see what their extensions, queues and numbers open to them. */
export const adminNonAdmin: Catalog<AdminNonAdmin> = catalog;
