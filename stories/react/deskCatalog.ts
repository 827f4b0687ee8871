import { defineCatalog, type Grant, type GrantSet, type Subject } from 'hookswitch/core';

/** A small call centre, for the stories of gates and hooks. */
export const deskCatalog = defineCatalog({
  id: 'desk',
  label: 'Call centre',
  dimensions: { queue: { label: 'Queue' } },
  resources: { recording: { label: 'Recording', dimensions: { queue: 'queue' } } },
  permissions: {
    'recordings.play': { kind: 'right', label: 'Listen to recordings', on: 'recording' },
    'recordings.download': { kind: 'right', label: 'Download recordings', on: 'recording' },
    'recordings.note': { kind: 'right', label: 'Write notes', on: 'recording', requires: ['recordings.play'] },
    'recordings.share': { kind: 'right', label: 'Share recordings', on: 'recording', plans: ['pro', 'max'] },
  },
  roles: { agent: { label: 'Agent' } },
  plans: { pro: { label: 'Professional' }, max: { label: 'Maximum' } },
});

/** One recorded call. */
export interface Recording {
  readonly id: string;
  readonly caller: string;
  readonly length: string;
  readonly queue: string;
}

export const salesRecording: Recording = { id: 'r1', caller: '+1 (213) 555-0147', length: '4:12', queue: 'sales' };
export const supportRecording: Recording = { id: 'r2', caller: '+1 (332) 555-0198', length: '11:36', queue: 'support' };

/** Grants of recordings in the sales queue. */
export function salesGrants(...permissions: string[]): Grant[] {
  return permissions.map((permission) => ({
    permission,
    effect: 'allow',
    from: 'role:agent',
    scope: { in: { queue: ['sales'] } },
  }));
}

export const everything = salesGrants('recordings.play', 'recordings.download', 'recordings.note');

/** One person's grant set. */
export function deskSet(
  grants: readonly Grant[],
  { revision = 1, expiresAt, ...who }: Partial<Subject> & { revision?: number; expiresAt?: number } = {},
): GrantSet {
  const subject = {
    id: 'mia',
    tenant: 'acme',
    roles: ['agent'],
    extensions: [],
    memberships: {},
    licenses: [],
    ...who,
  };
  return {
    format: 'hookswitch/grants@1',
    catalog: deskCatalog.id,
    subject,
    revision,
    issuedAt: Date.now(),
    ...(expiresAt !== undefined && { expiresAt }),
    grants,
  };
}
