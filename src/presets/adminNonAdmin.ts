// A table: Admin and Non-Admin, reach by extension, queue and number, feature toggles and caller-ID rules.
// docs/presets/adminNonAdmin.md lists where the page is silent, and how it was read.
import type { Catalog } from '../model/catalog.js';
import { defineCatalog } from '../model/defineCatalog.js';

/** Not set by itself: it comes with the permissions that open it. */
const opened = { assignable: false } as const;

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
    // "Access all queues, extensions, and numbers" stands among the reports and is read as theirs: it manages none of
    // them and gives no Caller ID.
    'reports.full': {
      kind: 'right',
      label: 'Full Call Report Access',
      section: 'areas',
      description: 'See every call log, report and dashboard of the account, and listen to every recording.',
      implies: [
        { permission: 'callLogs.view', scope: 'all' },
        { permission: 'reports.view', scope: 'all' },
        { permission: 'recordings.play', scope: 'all' },
        'dashboards.view',
      ],
    },
    // The page lists recordings only under Full Call Report Access, so none of these three opens any.
    'extensions.manage': {
      kind: 'right',
      label: 'Manage Extensions',
      section: 'areas',
      description: 'See reports and call logs of the extensions that you select.',
      on: 'extension',
      implies: ['callLogs.view', 'reports.view'],
    },
    'queues.manage': {
      kind: 'right',
      label: 'Manage Queues',
      section: 'areas',
      description: 'See reports and call logs of the queues that you select.',
      on: 'queue',
      implies: ['callLogs.view', 'reports.view'],
    },
    // The areas speak of inbound numbers, the access matrix of activity "including outbound and inbound": both open.
    'numbers.manage': {
      kind: 'right',
      label: 'Manage Numbers',
      section: 'areas',
      description: 'See call activity of the numbers that you select, and use them as Caller ID.',
      on: 'number',
      implies: ['callLogs.view', 'reports.view', 'callerId.choose', 'apps.use'],
    },
    'wallboard.use': {
      kind: 'right',
      label: 'Wallboard',
      section: 'toggles',
      description: 'Use the wallboard.',
    },
    'voicemail.use': {
      kind: 'right',
      label: 'Voicemail',
      section: 'toggles',
      description: 'Use voicemail.',
    },
    'sms.use': { kind: 'right', label: 'SMS', section: 'toggles', description: 'Send and receive text messages.' },
    'emailReports.use': {
      kind: 'right',
      label: 'Email Reports',
      section: 'toggles',
      description: 'Receive reports by email.',
    },
    'billing.use': {
      kind: 'right',
      label: 'Billing',
      section: 'toggles',
      description: 'Open the billing pages.',
    },
    'callLogs.view': {
      kind: 'right',
      label: 'Call logs',
      section: 'reports',
      description: 'See call logs.',
      on: 'call',
      ...opened,
    },
    'reports.view': {
      kind: 'right',
      label: 'Call reports and statistics',
      section: 'reports',
      description: 'See call reports and statistics.',
      on: 'report',
      ...opened,
    },
    'recordings.play': {
      kind: 'right',
      label: 'Call recordings',
      section: 'reports',
      description: 'Listen to call recordings.',
      on: 'recording',
      ...opened,
    },
    'dashboards.view': {
      kind: 'right',
      label: 'Reporting dashboards',
      section: 'reports',
      description: 'Open the reporting dashboards.',
      ...opened,
    },
    // Everybody may use an extension that is assigned to them; to assign one is what gives it, to an Admin too.
    'calls.make': {
      kind: 'right',
      setting: true,
      label: 'Make/receive calls',
      section: 'callerId',
      description: 'Make and receive calls on an extension; assigning the extension gives it.',
      on: 'extension',
      assignable: false,
    },
    'callerId.choose': {
      kind: 'right',
      label: 'Caller ID selection',
      section: 'callerId',
      description: 'Choose a Caller ID among the numbers that the user has access to.',
      on: 'number',
      implies: ['calls.dial'],
      ...opened,
    },
    // Beside numbers to choose from, the page does not say whether the preselected one stays usable; it does.
    'callerId.preset': {
      kind: 'right',
      single: true,
      label: 'Default number preselected by the Admin or Onboarding Team',
      section: 'callerId',
      description: 'The one Caller ID of a user who has no access to numbers.',
      on: 'number',
      implies: ['calls.dial'],
    },
    'calls.dial': {
      kind: 'right',
      label: 'Outbound calls (with a caller ID)',
      section: 'callerId',
      description: 'Call out with a number as Caller ID.',
      on: 'number',
      requires: ['calls.make'],
      ...opened,
    },
    // The page names the apps where a user has access to numbers and is silent elsewhere.
    'apps.use': {
      kind: 'right',
      label: 'Use the apps',
      section: 'callerId',
      description: 'Use the desktop and mobile apps.',
      ...opened,
    },
    'settings.manage': {
      kind: 'right',
      label: 'System settings',
      section: 'admin',
      description: 'Change the settings of the account.',
    },
    'integrations.manage': {
      kind: 'right',
      label: 'Integrations',
      section: 'admin',
      description: 'Connect and configure integrations.',
    },
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
      // That an Admin makes others Admin, and that one must remain, is ours: the page is silent.
      manages: ['admin', 'nonAdmin'],
      mustBeHeld: true,
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
      // Somebody to whom user management was enabled manages Non-Admin users, within what it holds itself.
      manages: ['nonAdmin'],
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
    { permission: 'reports.full', description: 'All call logs, reports, call recordings' },
    { permission: 'extensions.manage', description: 'Reporting and logs for selected extensions', asks: 'extension' },
    { permission: 'queues.manage', description: 'Reports and logs for specific queues', asks: 'queue' },
    { permission: 'numbers.manage', description: 'Call activity for selected inbound phone numbers', asks: 'number' },
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
      asks: 'extension',
    },
    {
      permission: 'queues.manage',
      label: 'Access to Queue X',
      description: 'Reporting data and logs related to Queue X',
      section: 'matrix',
      asks: 'queue',
    },
    {
      permission: 'numbers.manage',
      label: 'Access to Number +353…',
      description: 'Activity related to that number, including outbound and inbound',
      section: 'matrix',
      asks: 'number',
    },
    {
      permission: 'reports.full',
      description: 'All data and recordings across the account',
      section: 'matrix',
    },
    // One's own calls stay to be seen beside whatever else is opened; without an extension no call is one's own.
    {
      permission: 'callLogs.view',
      label: 'No Report Permissions',
      description: 'Only their own call history (if they have an extension)',
      section: 'matrix',
      scope: { own: true },
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
