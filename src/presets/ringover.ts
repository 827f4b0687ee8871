import type { Catalog } from '../model/catalog.js';
import { defineCatalog } from '../model/defineCatalog.js';
import {
  ringoverPageIds,
  ringoverPages,
  ringoverSupervisorPages,
  ringoverTechnicalPages,
  wholePages,
} from './ringoverPages.js';
import { ringoverEverySetting, ringoverSettingIds, ringoverSettings } from './ringoverSettings.js';

const billingPages = wholePages('billing');

/** Pages move between the levels that have any, whole or in part. */
const everyPage = [...billingPages, ...ringoverTechnicalPages, ...ringoverSupervisorPages];

const catalog = defineCatalog({
  id: 'ringover',
  label: 'Managing user permissions',
  note: 'The page names no defaults: what nobody set is off. What it says of levels is what they open in the dashboard; of the settings it says for no level who has them, so any may be set for anybody. A restriction is set on each page it is to hold for: to groups on every page, to direct lines or IVRs on those of calls, numbers and IVRs.',
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
  },
  resources: {
    call: {
      label: 'Call',
      owner: 'userId',
      consents: 'consents',
      dimensions: { group: 'groups', line: 'line', ivr: 'ivr', number: 'number' },
    },
    recording: {
      label: 'Recording',
      owner: 'userId',
      dimensions: { group: 'groups', line: 'line', ivr: 'ivr', number: 'number' },
    },
    number: { label: 'Number', dimensions: { number: 'id', group: 'groups', line: 'line', ivr: 'ivr' } },
    // A restriction to IVRs leaves them here, one to direct lines does not.
    ivr: { label: 'IVR', dimensions: { ivr: 'id', line: 'line', group: 'groups' } },
    contact: { label: 'Contact', owner: 'userId', dimensions: { group: 'groups' } },
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
      on: 'recording',
      assignable: false,
      note: 'Comes with Play recordings.',
    },
    'callerId.use': {
      kind: 'right',
      label: 'Call with a number',
      section: 'calls',
      on: 'number',
      assignable: false,
      note: 'Comes with Edit caller ID.',
    },
    'calls.listen': {
      kind: 'right',
      label: 'Double Listen',
      section: 'supervision',
      on: 'call',
      whenDenied: 'hide',
      consent: 'supervision.beListenedTo',
      requires: ['activity.read'],
      assignable: false,
      note: 'Comes with the Admin and Supervisor profiles, on calls of the Activity page, and with no other: people who read only some of the page listen only there.',
    },
    'calls.whisper': {
      kind: 'right',
      label: 'Whisper',
      section: 'supervision',
      on: 'call',
      whenDenied: 'hide',
      consent: 'supervision.beListenedTo',
      requires: ['calls.listen'],
      assignable: false,
      note: 'Named beside double listen in the title of an article; read as for the same profiles.',
    },
    'licenses.order': {
      kind: 'right',
      label: 'Ordering new licenses',
      section: 'general',
      note: 'What users with technical access cannot do. The page does not say who beside an Admin can; a user with billing access may be given it.',
    },
    'levels.customise': {
      kind: 'right',
      label: 'Custom actions',
      section: 'general',
      description: 'Move pages between levels, such as user management from Technical to Supervisor.',
      note: 'What no holder of a level may be given does not move to it either: no page to None, no ordering of licenses to Technical.',
    },
  },
  roles: {
    none: { label: 'None dashboard access', grantable: ringoverEverySetting, manages: [] },
    billing: {
      label: 'Billing dashboard access',
      grants: billingPages,
      grantable: ['licenses.order', ...ringoverEverySetting, ...everyPage],
      manages: [],
      note: 'The page lists none of its pages; read as one page, Billing.',
    },
    technical: {
      label: 'Technical dashboard access',
      grants: ringoverTechnicalPages,
      grantable: [...ringoverEverySetting, ...everyPage],
      manages: ['none', 'billing', 'technical', 'supervisor'],
      note: 'Configures everything in the system, except ordering new licenses. Not Admins: the page is silent. Nobody gives more than it holds (law 11), so it sets for others the settings that it was given itself and takes any of them away, and it hands out no level with pages or rights that it lacks, such as listening.',
    },
    supervisor: {
      label: 'Supervisor dashboard access',
      grants: [
        { permission: 'calls.listen', scope: 'all' },
        { permission: 'calls.whisper', scope: 'all' },
        ...ringoverSupervisorPages,
      ],
      grantable: [...ringoverEverySetting, ...everyPage],
      manages: ['none'],
      note: 'Where user management was moved here, it is that of users without dashboard access, within their groups.',
    },
    admin: {
      label: 'Admin dashboard access',
      unrestricted: true,
      grantable: ringoverEverySetting,
      manages: ['none', 'billing', 'technical', 'supervisor', 'admin'],
      mustBeHeld: true,
      note: 'Holds every setting too, so that each can be handed on, to be listened to included; a setting can be taken from one Admin. That one must remain is ours.',
    },
  },
  // A made role lifts no limit of the levels: no ordering of licenses beside Technical, no custom actions.
  customRoles: { grantable: [...ringoverEverySetting, ...everyPage] },
  delegation: { resource: 'user', manage: 'users.write', editRole: 'levels.customise' },
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
    },
    number: { mask: 'numbers.anonymise' },
  },
  rows: [
    ...ringoverSettingIds.map((permission) => ({ permission })),
    ...ringoverPageIds.map((permission) => ({ permission })),
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
