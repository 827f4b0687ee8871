import { keysOf, type PartKey, recordingPart } from '../../model/parts.js';
import type { Conventions, Part, PermissionIds } from '../rights/findPermissions.js';

/** One thing that can be allowed or not about a recording. */
export type RecordingRight = PartKey<'recording'>;

/** Everything that can be allowed or not about one recording. */
export const recordingRights: readonly RecordingRight[] = /* @__PURE__ */ keysOf(recordingPart);

/** Which permission of the catalog stands for which right. */
export type RecordingRights = PermissionIds<RecordingRight>;

/**
 * The permissions that are looked for in a catalog that binds none (`parts.recording`); the first that it has counts.
 * Every right that it lacks is denied, except for those in `recordingNarrowing`, unless a permission is named for it:
 *
 * ```tsx
 * <RecordingPlayer permissions={{ download: 'recordings.play' }} … />
 * ```
 */
export const recordingConventions: Conventions<RecordingRight> = {
  see: ['recordings.view'],
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
 * The rights that a catalog may leave to the right to listen: to see that there is a recording, to go to another
 * moment, and to hear it at another speed. Where it has none of their permissions, they are held with that right.
 */
export const recordingNarrowing = ['see', 'seek', 'speed'] as const satisfies readonly RecordingRight[];

/** What the player asks. */
export const recordingAsks: Part<RecordingRight, (typeof recordingNarrowing)[number]> = {
  name: 'recording',
  conventions: recordingConventions,
  narrowing: recordingNarrowing,
};
