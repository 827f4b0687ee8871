// A table: the 36 settings of one user, in the page's three sections and its order.
import { largestOf } from '../model/value.js';
import type { GrantSpec, PermissionDefinition } from '../model/catalog.js';

/** The page says that the element is shown with the permission, and so not without it. */
const hide = { kind: 'right', whenDenied: 'hide' } as const;
const silent = 'The page does not say whether what is not allowed is hidden or frozen.';
const software = 'software';
const calls = 'calls';
const supervision = 'supervision';

/** What an administrator sets for each user, by the page's wording. */
export const ringoverSettings = {
  'recordings.access': {
    kind: 'choice',
    label: 'Play recordings',
    section: software,
    description: 'Which recordings the user can listen to.',
    default: 'none',
    options: [
      { id: 'none', label: 'None' },
      {
        id: 'own',
        label: 'Only their own',
        grants: [{ permission: 'recordings.play', scope: { own: true } }],
      },
      {
        id: 'all',
        label: 'All recordings from the standards',
        grants: [{ permission: 'recordings.play', scope: { own: true, in: { ivr: 'any' } } }],
      },
    ],
    note: `A standard is a switchboard (IVR): all of theirs are opened beside one’s own, and no other direct line’s. ${silent}`,
  },
  'sip.connect': {
    kind: 'right',
    label: 'SIP account',
    section: software,
    description: 'Connect a SIP phone to the account.',
    note: silent,
  },
  'ownSettings.edit': {
    kind: 'right',
    label: 'Edit settings',
    section: software,
    description: 'Change one’s own settings.',
    note: silent,
  },
  'businessHours.define': {
    ...hide,
    label: 'Business hours',
    section: software,
    description: 'The “Schedule” block: the hours in which calls are taken.',
  },
  'snooze.use': {
    ...hide,
    label: 'Snooze',
    section: software,
    description: 'The Snooze icon in the Dialer: receive no calls for a while.',
  },
  'callForwarding.edit': {
    ...hide,
    label: 'Edit call forwarding',
    section: software,
    description: 'The “Call forwarding” block: forward to other users or external numbers.',
  },
  'openGroups.join': {
    ...hide,
    label: 'Can join open groups',
    section: software,
    description: 'The “Groups” section: join groups with open access.',
  },
  'chat.use': { ...hide, label: 'Chat tab', section: software },
  'video.use': { ...hide, label: 'Video calls tab', section: software, description: 'The “Video” tab.' },
  'analyticsTab.use': { ...hide, label: 'Analytics tab', section: software, description: 'The “Statistics” tab.' },
  'powerDialer.use': {
    ...hide,
    label: 'Power Dialer tab',
    section: software,
    description: 'Make one call after the other.',
  },
  'contactsTab.use': {
    ...hide,
    label: 'Contacts tab',
    section: software,
    description: 'See and add contacts of the directory, and see those synchronised with the business tool.',
  },
  'oneWayTexting.use': {
    ...hide,
    label: 'One-way texting',
    section: software,
    description: 'The “SMS Notifications” section (formerly “One-Way SMS”): send SMS in the name of the brand.',
  },
  'waitingList.view': {
    ...hide,
    label: 'Show the waiting list',
    section: calls,
    description: 'See the calls that wait.',
    note: 'The page announces a section “Calls” whose heading its text does not hold; it is read to begin here.',
  },
  'waitingList.pickUp': {
    ...hide,
    label: 'Can pick up calls in waiting list',
    section: calls,
    description: 'The “Answer” button on calls that wait.',
    requires: ['waitingList.view'],
    note: 'That the list must be shown too is ours: its calls are where the button is.',
  },
  'calls.tag': {
    ...hide,
    label: 'Tag calls',
    section: calls,
    description: 'The “Tag” field during and after the call.',
  },
  'afterCall.duration': {
    kind: 'number',
    label: 'AfterCall > After-Call Work Duration',
    section: calls,
    description: 'Time without calls after each call, to finish its work.',
    unit: 'seconds',
    min: 0,
    max: 3600,
    default: 0,
    note: `The page names no bounds; up to an hour is ours. ${silent}`,
  },
  'tags.required': {
    kind: 'duty',
    label: 'Tags required',
    section: calls,
    description: 'A tag must be selected before the After-Call window closes.',
    requires: ['calls.tag'],
    note: 'That it binds only who can tag calls is ours: nobody else could close the window.',
  },
  'notes.required': {
    kind: 'duty',
    label: 'Note required',
    section: calls,
    description: 'A note must be written before the After-Call window closes.',
    note: 'The page repeats here that a tag must be selected; by its name it is a note.',
  },
  'destinations.outOfPlan': {
    kind: 'right',
    label: 'Out-of-plan destinations',
    section: calls,
    description: 'Call destinations that the plan does not include.',
    note: silent,
  },
  'destinations.frenchSpecial': {
    kind: 'right',
    label: 'French special numbers',
    section: calls,
    description: 'Call French special numbers, free or surcharged.',
    note: silent,
  },
  'channels.max': {
    kind: 'number',
    label: 'Maximum number of channels',
    section: calls,
    description: 'How many incoming and outgoing calls may run at the same time.',
    unit: 'count',
    min: 0,
    max: 100,
    default: 0,
    note: `The page names no bounds and no default; up to a hundred is ours, and none until it is set. More outgoing channels are added from the Marketplace, which is no permission. ${silent}`,
  },
  'callerId.edit': {
    kind: 'choice',
    label: 'Edit caller ID',
    section: calls,
    description: 'Whether another number can be chosen in the “Call with” field, and among which.',
    whenDenied: 'freeze',
    default: 'off',
    options: [
      { id: 'off', label: 'Not allowed' },
      {
        id: 'assignedIvrs',
        label: 'Only allow IVR numbers that the user is assigned to',
        grants: [{ permission: 'callerId.use', scope: { in: { ivr: 'mine' } } }],
      },
      {
        id: 'list',
        label: 'Select numbers from list',
        grants: [{ permission: 'callerId.use', scope: { in: { number: 'mine' } } }],
      },
      {
        id: 'standards',
        label: 'All standard numbers',
        grants: [{ permission: 'callerId.use', scope: { in: { ivr: 'any' } } }],
      },
    ],
    note: 'The list is the user’s own list of numbers (its membership in the dimension number). “Not allowed” is the permission switched off: the field is frozen.',
  },
  'localPresence.use': {
    ...hide,
    label: 'Use Local Presence',
    section: calls,
    description: 'The “Localized Number” field in the Dialer.',
  },
  'voicemailDrop.use': {
    ...hide,
    label: 'Activate voicemail drop',
    section: calls,
    description: 'Record a voicemail beforehand and drop it on the other party’s.',
  },
  'autoAnswer.display': { ...hide, label: 'Display auto answer mode', section: calls },
  'autoAnswer.use': {
    kind: 'right',
    label: 'Auto answer mode',
    section: calls,
    description: 'Have calls answered automatically.',
    note: silent,
  },
  'missedCalls.onlyMine': {
    kind: 'right',
    label: 'Display only my missed calls on IVR',
    section: calls,
    note: silent,
  },
  'numbers.anonymise': {
    kind: 'duty',
    label: 'Anonymise phone numbers',
    section: calls,
    description: 'Phone numbers must not be shown to this user.',
  },
  'supervision.beListenedTo': {
    ...hide,
    label: 'The user can be listened to',
    section: supervision,
    description: 'The double listening button on this user’s ongoing calls, for an Admin or Supervisor to click.',
  },
  'recordings.download': {
    ...hide,
    label: 'Show download button',
    section: supervision,
    description: 'Download and save the recordings of the call log.',
    on: 'recording',
    requires: ['recordings.play'],
    note: 'That only what may be played may be downloaded is ours.',
  },
  'recording.control': {
    kind: 'right',
    label: 'Start/stop recording',
    section: supervision,
    description: 'The “Record” button in the Dialer.',
    whenDenied: 'freeze',
  },
  'recording.allow': {
    kind: 'right',
    label: 'Allow to record',
    section: supervision,
    note: `The page does not explain it. ${silent}`,
  },
  'recording.notify': {
    kind: 'duty',
    label: 'Notify when recording',
    section: supervision,
    description: 'On the direct line, callers are told that the call may be recorded; they object by typing *.',
  },
  'recording.volume': {
    kind: 'number',
    label: 'Call recording volume',
    section: supervision,
    description: 'The share of calls that are recorded.',
    unit: 'percent',
    min: 0,
    max: 100,
    default: 0,
    note: silent,
  },
  'users.forceSignOut': {
    kind: 'right',
    label: 'Force sign-out',
    section: supervision,
    description: 'Sign a user out of all devices.',
    on: 'user',
    note: `Read as the right of the person who signs others out. ${silent}`,
  },
} as const satisfies Readonly<Record<string, PermissionDefinition>>;

type SettingId = keyof typeof ringoverSettings;

/** The ids of the settings, in the page's order. */
// Object.keys forgets which keys they are.
export const ringoverSettingIds = Object.keys(ringoverSettings) as readonly SettingId[];

/** The most of each setting that a user may be given: everything. */
export const ringoverEverySetting = ringoverSettingIds.map(everything);

function everything(permission: SettingId): GrantSpec<SettingId> {
  const definition: PermissionDefinition = ringoverSettings[permission];
  switch (definition.kind) {
    case 'right':
      return definition.on === undefined ? permission : { permission, scope: 'all' };
    case 'choice':
      return { permission, value: definition.options.at(-1)?.id ?? definition.default };
    case 'number':
      return { permission, value: largestOf(definition) };
    case 'duty':
      return { permission, value: true };
  }
}
