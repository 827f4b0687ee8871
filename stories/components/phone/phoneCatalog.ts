import { defineCatalog, type Grant, type GrantSet, grantSetFormat, type Scope } from 'hookswitch/core';

const toggle = (label: string) => ({ kind: 'right', label }) as const;
const onNumber = (label: string) => ({ kind: 'right', label, on: 'number' }) as const;
const onCall = (label: string) => ({ kind: 'right', label, on: 'call', consent: 'supervision.agree' }) as const;

/** A phone system that has every permission that the parts of a dialer ask about, by their conventional names. */
export const phoneCatalog = defineCatalog({
  id: 'phone',
  dimensions: { queue: { label: 'Queue' }, number: { label: 'Number' } },
  resources: {
    call: { label: 'Call', consents: 'consents', dimensions: { queue: 'queue' } },
    number: { label: 'Number', dimensions: { number: 'id' } },
  },
  permissions: {
    'callerId.choose': onNumber('Choose a caller ID'),
    'callerId.preset': onNumber('A caller ID that an administrator chose'),
    'callerId.anonymous': toggle('Call anonymously'),
    'messageId.choose': onNumber('Choose a number for messages'),
    'localPresence.use': toggle('Local presence'),
    'destinations.outOfPlan': toggle('Destinations outside the plan'),
    'destinations.special': toggle('Special numbers'),
    'numbers.anonymise': { kind: 'duty', label: 'Anonymise phone numbers' },
    'supervision.agree': toggle('May be listened to'),
    'calls.listen': onCall('Listen in'),
    'calls.whisper': { ...onCall('Whisper'), requires: ['calls.listen'] },
    'calls.barge': { ...onCall('Join'), requires: ['calls.whisper'] },
    'calls.takeOver': { ...onCall('Take over'), requires: ['calls.barge'] },
    'recording.allow': toggle('Recording'),
    'recording.start': toggle('Start recording'),
    'recording.stop': toggle('Stop recording'),
    'recording.volume': { kind: 'number', label: 'Recorded share', unit: 'percent', min: 0, max: 100, default: 0 },
    'recording.notify': { kind: 'duty', label: 'Tell callers that they are recorded' },
    'calls.tag': toggle('Tag calls'),
    'tags.required': { kind: 'duty', label: 'A tag is required', requires: ['calls.tag'] },
    'notes.required': { kind: 'duty', label: 'A note is required' },
    'afterCall.duration': { kind: 'number', label: 'After-call time', unit: 'seconds', min: 0, max: 600, default: 0 },
    'waitingList.view': toggle('See waiting calls'),
    'waitingList.pickUp': { ...toggle('Answer waiting calls'), requires: ['waitingList.view'] },
  },
  roles: { agent: { label: 'Agent' } },
});

/** The permissions of the phone system. */
export type PhonePermission = keyof typeof phoneCatalog.permissions;

/** One thing that is given: a permission as far as it goes, or with its scope or value. */
export type Given =
  PhonePermission | { readonly permission: PhonePermission; readonly scope?: Scope; readonly value?: number | boolean };

/** One person's grants; without a scope, a right reaches everything. */
export function phoneGrants(given: readonly Given[], more: Partial<GrantSet> = {}): GrantSet {
  const grants = given.map((each): Grant => {
    const spec = typeof each === 'string' ? { permission: each } : each;
    const { kind } = phoneCatalog.permissions[spec.permission];
    const whole = kind === 'right' ? ({ scope: 'all' } as const) : {};
    return { effect: 'allow', from: 'role:agent', ...whole, ...spec };
  });
  return {
    format: grantSetFormat,
    catalog: phoneCatalog.id,
    subject: { id: 'ada', tenant: 'harbour', roles: ['agent'], extensions: ['100'], memberships: {}, licenses: [] },
    revision: 1,
    issuedAt: Date.now(),
    grants,
    ...more,
  };
}

/** So many numbers of one dimension. */
export const onlyNumbers = (...ids: readonly string[]): Scope => ({ in: { number: ids } });
