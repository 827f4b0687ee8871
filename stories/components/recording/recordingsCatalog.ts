import { recordingConventions, recordingRights, type RecordingRight } from 'hookswitch/components/RecordingPlayer';
import { defineCatalog, type Grant, type GrantSet, grantSetFormat } from 'hookswitch/core';

const right = (label: string) => ({ kind: 'right', label, on: 'recording' }) as const;

/** A phone system that has every right about recordings as a permission of its own. */
export const recordingsCatalog = defineCatalog({
  id: 'recordings',
  dimensions: { queue: { label: 'Queue' } },
  resources: { recording: { label: 'Recording', owner: 'ownerId', dimensions: { queue: 'queue' } } },
  permissions: {
    'recordings.view': right('See recordings'),
    'recordings.play': right('Listen to recordings'),
    'recordings.seek': right('Seek in recordings'),
    'recordings.speed': right('Change the speed of recordings'),
    'recordings.download': right('Download recordings'),
    'recordings.transcript': right('Read transcripts'),
    'recordings.share': right('Share recordings'),
    'recordings.delete': right('Delete recordings'),
    'recordings.annotate': right('Write notes on recordings'),
    'recordings.unredacted': right('Hear what is redacted'),
    'numbers.anonymise': { kind: 'duty', label: 'Anonymise phone numbers' },
  },
  roles: { supervisor: { label: 'Supervisor' } },
});

/** The call that was recorded; rights are asked about it. */
export interface RecordedCall {
  readonly id: string;
  readonly queue: string;
  readonly ownerId: string;
}

/** A call in the queue that the demo's subject has grants for. */
export const salesCall: RecordedCall = { id: 'call-1', queue: 'sales', ownerId: 'peter' };

/** What a person may do, and must do. */
export type Held = RecordingRight | 'numbers.anonymise';

/** Everything but hearing what is redacted. */
export const usualRights = recordingRights.filter((each) => each !== 'unredacted');

/** What a role gives for these rights on the calls of the sales queue. */
export const grantSpecsOf = (held: readonly Held[]) =>
  held.map((each) =>
    each === 'numbers.anonymise'
      ? { permission: each, value: true }
      : { permission: recordingConventions[each][0] ?? each, scope: { in: { queue: ['sales'] } } },
  );

/** The grants of one person who holds these rights on the calls of the sales queue. */
export function grantsOf(held: readonly Held[], more: Partial<GrantSet> = {}): GrantSet {
  const grants = grantSpecsOf(held).map((spec): Grant => ({ effect: 'allow', from: 'role:supervisor', ...spec }));
  return {
    format: grantSetFormat,
    catalog: recordingsCatalog.id,
    subject: { id: 'ada', tenant: 'harbour', roles: ['supervisor'], extensions: [], memberships: {}, licenses: [] },
    revision: 1,
    issuedAt: Date.now(),
    grants,
    ...more,
  };
}
