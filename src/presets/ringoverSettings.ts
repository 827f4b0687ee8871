// A table: the 36 settings of one user, in the page's three sections and its order. Where the page does not say whether
// what is not allowed is hidden or frozen, there is no `whenDenied`. docs/presets/ringover.md says what else was read.
import { largestOf } from '../model/value.js';
import type { GrantSpec, PermissionDefinition } from '../model/catalog.js';
import type { Scope } from '../model/scope.js';

/** The page says that the element is shown with the permission, and so not without it. */
const hide = { kind: 'right', whenDenied: 'hide' } as const;
/** The recordings that may be played at most. */
const played = { own: true, in: { ivr: 'any' } } as const;
const software = 'software';
const calls = 'calls';
const supervision = 'supervision';

/** What an administrator sets for each user, by the page's wording. */
export const ringoverSettings = {
  // A standard is a switchboard (IVR): all of theirs are opened beside one's own, and no other direct line's.
  'recordings.access': {
    kind: 'choice',
    label: 'Play recordings',
    section: software,
    description: 'Choose which recordings the user can listen to.',
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
        grants: [{ permission: 'recordings.play', scope: played }],
      },
    ],
  },
  'sip.connect': {
    kind: 'right',
    label: 'SIP account',
    section: software,
    description: 'Connect a SIP phone to the user’s account.',
  },
  'ownSettings.edit': {
    kind: 'right',
    label: 'Edit settings',
    section: software,
    description: 'Let the user change their own settings.',
  },
  'businessHours.define': {
    ...hide,
    label: 'Business hours',
    section: software,
    description: 'Show the “Schedule” block, where the user sets the hours in which they take calls.',
  },
  'snooze.use': {
    ...hide,
    label: 'Snooze',
    section: software,
    description: 'Show the Snooze icon in the Dialer, with which the user receives no calls for a while.',
  },
  'callForwarding.edit': {
    ...hide,
    label: 'Edit call forwarding',
    section: software,
    description: 'Show the “Call forwarding” block, where the user forwards calls to other users or external numbers.',
  },
  'openGroups.join': {
    ...hide,
    label: 'Can join open groups',
    section: software,
    description: 'Show the “Groups” section, where the user joins groups with open access.',
  },
  'chat.use': { ...hide, label: 'Chat tab', section: software, description: 'Show the “Chat” tab.' },
  'video.use': { ...hide, label: 'Video calls tab', section: software, description: 'Show the “Video” tab.' },
  'analyticsTab.use': { ...hide, label: 'Analytics tab', section: software, description: 'Show the “Statistics” tab.' },
  'powerDialer.use': {
    ...hide,
    label: 'Power Dialer tab',
    section: software,
    description: 'Show the “Power Dialer” field, with which the user makes consecutive calls.',
  },
  'contactsTab.use': {
    ...hide,
    label: 'Contacts tab',
    section: software,
    description: 'Show the “Contacts” tab, where the user sees and adds contacts and sees those of your business tool.',
  },
  'oneWayTexting.use': {
    ...hide,
    label: 'One-way texting',
    section: software,
    description: 'Show the “SMS Notifications” section, where the user sends SMS on behalf of your brand.',
  },
  // The page announces a section "Calls" whose heading its text does not hold; it is read to begin here.
  'waitingList.view': {
    ...hide,
    label: 'Show the waiting list',
    section: calls,
    description: 'Show the calls that are waiting.',
  },
  // That the list must be shown too is ours: its calls are where the button is.
  'waitingList.pickUp': {
    ...hide,
    label: 'Can pick up calls in waiting list',
    section: calls,
    description: 'Show the “Answer” button on calls in the waiting list.',
    requires: ['waitingList.view'],
  },
  'calls.tag': {
    ...hide,
    label: 'Tag calls',
    section: calls,
    description: 'Show the “Tag” field during and after the call.',
  },
  'afterCall.duration': {
    kind: 'number',
    label: 'AfterCall > After-Call Work Duration',
    section: calls,
    description: 'Set how many seconds the user has after each call to finish its work.',
    setting: true,
    unit: 'seconds',
    min: 0,
    default: 0,
  },
  // That it binds only those who can tag calls is ours: nobody else could close the window.
  'tags.required': {
    kind: 'duty',
    label: 'Tags required',
    section: calls,
    description: 'Require the user to select a tag before the After-Call window closes.',
    requires: ['calls.tag'],
  },
  // The page repeats here that a tag must be selected; by its name it is a note.
  'notes.required': {
    kind: 'duty',
    label: 'Note required',
    section: calls,
    description: 'Require the user to write a note before the After-Call window closes.',
  },
  'destinations.outOfPlan': {
    kind: 'right',
    label: 'Out-of-plan destinations',
    section: calls,
    description: 'Let the user call destinations that the plan does not include.',
  },
  'destinations.frenchSpecial': {
    kind: 'right',
    label: 'French special numbers',
    section: calls,
    description: 'Let the user call French special numbers, free or surcharged.',
  },
  // More outgoing channels are added from the Marketplace, which is no permission.
  'channels.max': {
    kind: 'number',
    label: 'Maximum number of channels',
    section: calls,
    description: 'Set how many calls the user can receive and make at the same time.',
    unit: 'count',
    min: 0,
    default: 'unlimited',
  },
  // The list is the user's own list of numbers (its membership in the dimension number). "Not allowed" is the
  // permission switched off: the field is frozen.
  'callerId.edit': {
    kind: 'choice',
    label: 'Edit caller ID',
    section: calls,
    description: 'Let the user choose another number in the “Call with” field, and say among which.',
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
  },
  'localPresence.use': {
    ...hide,
    label: 'Use Local Presence',
    section: calls,
    description: 'Show the “Localized Number” field in the Dialer.',
  },
  'voicemailDrop.use': {
    ...hide,
    label: 'Activate voicemail drop',
    section: calls,
    description: 'Let the user record a voicemail in advance and drop it on the voicemail of the person called.',
  },
  'autoAnswer.display': {
    ...hide,
    label: 'Display auto answer mode',
    section: calls,
    description: 'Show the automatic answer mode.',
  },
  'autoAnswer.use': {
    kind: 'right',
    setting: true,
    label: 'Auto answer mode',
    section: calls,
    description: 'Answer the user’s calls automatically.',
  },
  'missedCalls.onlyMine': {
    kind: 'right',
    setting: true,
    label: 'Display only my missed calls on IVR',
    section: calls,
    description: 'Show only the user’s own missed calls on an IVR.',
  },
  'numbers.anonymise': {
    kind: 'duty',
    label: 'Anonymise phone numbers',
    section: calls,
    description: 'Hide phone numbers from this user.',
  },
  'supervision.beListenedTo': {
    ...hide,
    setting: true,
    label: 'The user can be listened to',
    section: supervision,
    description: 'Show an Admin or Supervisor the button to listen in on this user’s calls.',
  },
  // That only what may be played may be downloaded is ours.
  'recordings.download': {
    ...hide,
    label: 'Show download button',
    section: supervision,
    description: 'Show the “Download” button for recordings in the user’s call log.',
    on: 'recording',
    requires: ['recordings.play'],
  },
  // What is not to be recorded is not started by hand either.
  'recording.control': {
    kind: 'right',
    label: 'Start/stop recording',
    section: supervision,
    description: 'Let the user start and stop recording during a call; otherwise the “Record” button is frozen.',
    whenDenied: 'freeze',
    requires: ['recording.allow'],
  },
  // The page does not explain it.
  'recording.allow': {
    kind: 'right',
    label: 'Allow to record',
    section: supervision,
    description: 'Allow this user’s calls to be recorded.',
  },
  'recording.notify': {
    kind: 'duty',
    label: 'Notify when recording',
    section: supervision,
    description: 'Tell callers on the user’s direct line that the call may be recorded; they can object with *.',
  },
  'recording.volume': {
    kind: 'number',
    label: 'Call recording volume',
    section: supervision,
    description: 'Set the percentage of the user’s calls that are recorded.',
    setting: true,
    unit: 'percent',
    min: 0,
    max: 100,
    default: 0,
  },
  // Read as the right of the person who signs others out.
  'users.forceSignOut': {
    kind: 'right',
    label: 'Force sign-out',
    section: supervision,
    description: 'Sign users out of all devices they are signed in on.',
    on: 'user',
  },
} as const satisfies Readonly<Record<string, PermissionDefinition>>;

type SettingId = keyof typeof ringoverSettings;

/** The ids of the settings, in the page's order. */
// Object.keys forgets which keys they are.
export const ringoverSettingIds = Object.keys(ringoverSettings) as readonly SettingId[];

/** What is asked about records is a switch on the page: on as far as it can reach, or off. */
const switches: { readonly [Id in SettingId]?: Scope } = { 'recordings.download': played, 'users.forceSignOut': 'all' };

/** The rows of the settings, in the page's order. */
export const ringoverSettingRows = ringoverSettingIds.map((permission) => {
  const scope = switches[permission];
  return { permission, ...(scope !== undefined && { scope }) };
});

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
