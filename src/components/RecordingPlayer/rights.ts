import type { Conventions, PermissionIds } from '../shared/findPermissions.js';

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
 * to see recordings shows them to those who may listen. For every other right that it lacks nothing is assumed: the
 * right is denied, unless a permission is named for it:
 *
 * ```tsx
 * <RecordingPlayer rights={{ seek: 'recordings.play', speed: 'recordings.play' }} … />
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
