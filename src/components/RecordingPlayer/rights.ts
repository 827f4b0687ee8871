import type { Conventions, PermissionIds } from '../rights/findPermissions.js';

/** Everything that can be allowed or not about one recording. */
export const recordingRights = [
  'see',
  'listen',
  'seek',
  'speed',
  'download',
  'transcript',
  'share',
  'delete',
  'annotate',
  'unredacted',
] as const;

/** One thing that can be allowed or not about a recording. */
export type RecordingRight = (typeof recordingRights)[number];

/** Which permission of the catalog stands for which right. */
export type RecordingRights = PermissionIds<RecordingRight>;

/**
 * The permissions that are looked for in the catalog; the first that it has counts. A catalog that has no permission
 * to see recordings shows them to those who may listen. Every other right that it lacks is denied, except for those
 * in `recordingNarrowing`, unless a permission is named for it:
 *
 * ```tsx
 * <RecordingPlayer permissions={{ download: 'recordings.play' }} … />
 * ```
 */
export const recordingConventions: Conventions<RecordingRight> = {
  see: ['recordings.view', 'recordings.play', 'recordings.listen'],
  listen: ['recordings.play', 'recordings.listen'],
  seek: ['recordings.seek'],
  speed: ['recordings.speed'],
  download: ['recordings.download'],
  transcript: ['recordings.transcript'],
  share: ['recordings.share'],
  delete: ['recordings.delete'],
  annotate: ['recordings.annotate'],
  unredacted: ['recordings.unredacted'],
};

/**
 * The rights that only narrow the right to listen: to go to another moment, and to hear it at another speed. A
 * catalog that lacks them cannot take them away, so they are held with the right to listen.
 */
export const recordingNarrowing = ['seek', 'speed'] as const satisfies readonly RecordingRight[];
