import type { Conventions } from '../rights/findPermissions.js';

/** Keys of the permissions about recording a call, and about how much of it happens by itself. */
export const recordRights = ['allow', 'start', 'stop', 'volume', 'notify'] as const;

/**
 * One of them: to record at all (`allow`), to `start` and to `stop` by hand, the share of calls that is recorded
 * (`volume`, a percentage), and the duty to tell callers (`notify`).
 */
export type RecordRight = (typeof recordRights)[number];

/** Which permission of the catalog stands for which. */
export type RecordRights = Readonly<Record<RecordRight, string>>;

/** The permissions that catalogs have by convention, the likeliest first. */
export const recordConventions: Conventions<RecordRight> = {
  allow: ['recording.allow'],
  start: ['recording.start', 'recording.control'],
  stop: ['recording.stop', 'recording.control'],
  volume: ['recording.volume'],
  notify: ['recording.notify'],
};

/**
 * The rights that narrow each other: whether anything is recorded at all, and whether it is started and stopped by
 * hand. Where a catalog has only some of them, these decide; where it has none, nothing can be recorded.
 */
export const recordNarrowing = ['allow', 'start', 'stop'] as const satisfies readonly RecordRight[];
