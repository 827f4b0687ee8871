// A table: the levels of dashboard access, their pages, and how people are restricted.
// The page names no defaults: what nobody set is off. What it says of levels is what they open in the dashboard; of the
// settings it says for no level who has them, so any may be set for anybody. docs/presets/ringover.md lists the rest.
import type { Catalog } from '../model/catalog.js';
import { defineCatalog } from '../model/defineCatalog.js';
import {
  ringoverPageIds,
  ringoverPages,
  ringoverSupervisorPages,
  ringoverTechnicalPages,
  wholePages,
} from './ringoverPages.js';
import { ringoverEverySetting, ringoverSettingRows, ringoverSettings } from './ringoverSettings.js';

const billingPages = wholePages('billing');

/** What comes with the Admin and Supervisor profiles. */
const listening = [
  { permission: 'calls.listen', scope: 'all' },
  { permission: 'calls.whisper', scope: 'all' },
] as const;

/** What a user of any level may be given. */
const forEverybody = [...ringoverEverySetting, { permission: 'leads.view' as const, scope: 'all' as const }];

/** Pages move between the levels that have any, whole or in part. */
const everyPage = [...billingPages, ...ringoverTechnicalPages, ...ringoverSupervisorPages];

/**
 * What a technical user configures for others beside the pages that it has itself: every setting, the pages of the
 * other levels, and the profile that listens.
 */
const handedOut = [...forEverybody, ...billingPages, ...ringoverSupervisorPages, ...listening];

const catalog = defineCatalog({
  id: 'ringover',
  label: 'Managing user permissions',
  dimensions: {
    group: { label: 'Group' },
    line: {
      label: 'Line',
      values: [
        { id: 'direct', label: 'Direct lines' },
        { id: 'ivr', label: 'IVRs' },
      ],
    },
    ivr: { label: 'IVR (standard)' },
    number: { label: 'Number' },
    direction: {
      label: 'Direction',
      values: [
        { id: 'inbound', label: 'Incoming' },
        { id: 'outbound', label: 'Outgoing' },
      ],
    },
    objection: { label: 'Objection', values: [{ id: 'recording', label: 'To being recorded' }] },
    integration: { label: 'Integration' },
    lead: { label: 'Lead' },
  },
  resources: {
    call: {
      label: 'Call',
      owner: 'userId',
      consents: 'consents',
      dimensions: {
        group: 'groups',
        line: 'line',
        ivr: 'ivr',
        number: 'number',
        direction: 'direction',
        objection: 'objections',
      },
    },
    recording: {
      label: 'Recording',
      owner: 'userId',
      dimensions: { group: 'groups', line: 'line', ivr: 'ivr', number: 'number' },
    },
    number: { label: 'Number', dimensions: { number: 'id', group: 'groups', line: 'line', ivr: 'ivr' } },
    // A restriction to IVRs leaves them here, one to direct lines does not.
    ivr: { label: 'IVR', dimensions: { ivr: 'id', line: 'line', group: 'groups' } },
    contact: { label: 'Contact', owner: 'userId', dimensions: { group: 'groups', integration: 'integration' } },
    lead: {
      label: 'Lead',
      owner: 'userId',
      dimensions: { lead: 'id', group: 'groups', integration: 'integration' },
    },
    entry: { label: 'Entry of a page', dimensions: { group: 'groups' } },
    user: { label: 'User', owner: 'id', dimensions: { group: 'memberships.group' } },
  },
  sections: {
    software: { label: 'Software Customization' },
    calls: { label: 'Calls' },
    supervision: { label: 'Recording and Supervision' },
    general: { label: 'General access' },
    technical: { label: 'Technical access rights' },
    supervisor: { label: 'Supervisor Access Rights' },
  },
  permissions: {
    ...ringoverSettings,
    ...ringoverPages,
    'recordings.play': {
      kind: 'right',
      label: 'Listen to recordings',
      section: 'software',
      description: 'Listen to recordings; “Play recordings” says which.',
      on: 'recording',
      assignable: false,
    },
    'callerId.use': {
      kind: 'right',
      label: 'Call with a number',
      section: 'calls',
      description: 'Call with a number; “Edit caller ID” says with which.',
      on: 'number',
      assignable: false,
    },
    // How recording is announced, for everybody alike and for nobody to set: on incoming calls of the direct line, and
    // a caller who objects (types *) is not recorded. The phone system writes the objection into the call.
    'recording.announce': {
      kind: 'right',
      setting: true,
      label: 'Calls with an announcement',
      section: 'supervision',
      description: 'Announce the recording on incoming calls of the direct line.',
      on: 'call',
      assignable: false,
    },
    'recording.unopposed': {
      kind: 'right',
      setting: true,
      label: 'Calls without an objection',
      section: 'supervision',
      description: 'Record calls to which the caller has not objected.',
      on: 'call',
      assignable: false,
    },
    // It comes with the Admin and Supervisor profiles, on calls of the Activity page, and with no other.
    'calls.listen': {
      kind: 'right',
      label: 'Double Listen',
      section: 'supervision',
      description: 'Listen in on the calls of users who can be listened to.',
      on: 'call',
      whenDenied: 'hide',
      consent: 'supervision.beListenedTo',
      requires: ['activity.read'],
      assignable: false,
    },
    // Named beside double listen in the title of an article; read as for the same profiles.
    'calls.whisper': {
      kind: 'right',
      label: 'Whisper',
      section: 'supervision',
      description: 'Speak to the user during a call without the caller hearing it.',
      on: 'call',
      whenDenied: 'hide',
      consent: 'supervision.beListenedTo',
      requires: ['calls.listen'],
      assignable: false,
    },
    // What users with technical access cannot do. The page does not say who beside an Admin can; a user with billing
    // access may be given it.
    'licenses.order': {
      kind: 'right',
      label: 'Ordering new licenses',
      section: 'general',
      description: 'Order new licenses.',
    },
    // What no holder of a level may be given does not move to it either: no page to None, no licenses to Technical.
    // With an integration, leads of a business tool are seen; to whom, the page leaves to the administrator.
    'leads.view': {
      kind: 'right',
      label: 'View leads',
      section: 'technical',
      description: 'See the leads of your business tool, all of them or those that you choose.',
      on: 'lead',
    },
    'levels.customise': {
      kind: 'right',
      label: 'Custom actions',
      section: 'general',
      description: 'Move pages between levels, such as user management from Technical to Supervisor.',
    },
  },
  roles: {
    none: {
      label: 'None dashboard access',
      description: 'Settings of one’s own phone, and no dashboard.',
      grantable: forEverybody,
      manages: [],
    },
    // The page lists none of its pages; read as one page, Billing.
    billing: {
      label: 'Billing dashboard access',
      description: 'The billing page of the dashboard.',
      grants: billingPages,
      grantable: ['licenses.order', ...forEverybody, ...everyPage],
      manages: [],
    },
    // Not Admins: the page is silent on who manages them.
    technical: {
      label: 'Technical dashboard access',
      description: 'Configures everything in the system, except ordering new licenses.',
      grants: ringoverTechnicalPages,
      grantable: [...forEverybody, ...everyPage],
      // Everything but ordering licenses.
      gives: handedOut,
      manages: ['none', 'billing', 'technical', 'supervisor'],
    },
    // Where user management was moved here, it is that of users without dashboard access.
    supervisor: {
      label: 'Supervisor dashboard access',
      description: 'Activity, logs, analytics, campaigns and tasks; listens in on calls.',
      grants: [...listening, ...ringoverSupervisorPages],
      grantable: [...forEverybody, ...everyPage],
      // A manager of groups: to whom user management was given, within them, sets what those users have.
      gives: forEverybody,
      manages: ['none'],
    },
    // That one must remain is ours.
    admin: {
      label: 'Admin dashboard access',
      description: 'Everything, other Admins included.',
      unrestricted: true,
      grantable: forEverybody,
      manages: ['none', 'billing', 'technical', 'supervisor', 'admin'],
      mustBeHeld: true,
    },
  },
  // A made role lifts no limit of the levels: no ordering of licenses beside Technical, no custom actions.
  customRoles: { grantable: [...forEverybody, ...everyPage] },
  baseline: [
    { permission: 'recording.announce', scope: { in: { line: ['direct'] }, within: { direction: ['inbound'] } } },
    { permission: 'recording.unopposed', scope: 'all' },
    {
      permission: 'recording.unopposed',
      effect: 'deny',
      scope: { in: { objection: ['recording'] } },
      reason: 'consent',
    },
  ],
  delegation: {
    resource: 'user',
    view: 'users.read',
    manage: 'users.write',
    editRole: 'levels.customise',
    audit: 'actionLogs.read',
    signOut: 'users.forceSignOut',
  },
  parts: {
    recording: { listen: 'recordings.play', download: 'recordings.download' },
    callerId: {
      choose: 'callerId.use',
      localPresence: 'localPresence.use',
      outOfPlan: 'destinations.outOfPlan',
      special: 'destinations.frenchSpecial',
    },
    liveCall: { listen: 'calls.listen', whisper: 'calls.whisper' },
    afterCall: {
      tag: 'calls.tag',
      tagsRequired: 'tags.required',
      noteRequired: 'notes.required',
      duration: 'afterCall.duration',
    },
    waitingList: { see: 'waitingList.view', pickUp: 'waitingList.pickUp' },
    recordButton: {
      allow: 'recording.allow',
      start: 'recording.control',
      stop: 'recording.control',
      volume: 'recording.volume',
      notify: 'recording.notify',
      announce: 'recording.announce',
      unopposed: 'recording.unopposed',
    },
    number: { mask: 'numbers.anonymise' },
  },
  rows: [
    ...ringoverSettingRows,
    ...ringoverPageIds.map((permission) => ({ permission })),
    { permission: 'leads.view' },
    { permission: 'licenses.order' },
    { permission: 'levels.customise' },
    { permission: 'calls.listen' },
    { permission: 'calls.whisper' },
  ],
});

type Definition = typeof catalog extends Catalog<infer C> ? C : never;

/** The type of the preset `ringover`, by its name: an evaluator of it is an `Evaluator<Ringover>`. */
export interface Ringover extends Definition {}

/** 36 settings for each user, and five levels of dashboard access with their pages. */
export const ringover: Catalog<Ringover> = catalog;
