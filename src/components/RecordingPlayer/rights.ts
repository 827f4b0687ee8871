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
export type RecordingRights = Readonly<Record<RecordingRight, string>>;

/**
 * The permissions that a catalog has by convention. One that it lacks is not assumed: what it stands for is denied.
 * A catalog with one permission for several rights is told so:
 *
 * ```tsx
 * <RecordingPlayer rights={{ seek: 'recordings.play', speed: 'recordings.play' }} … />
 * ```
 */
export const conventionalRights: RecordingRights = {
  see: 'recordings.view',
  listen: 'recordings.play',
  seek: 'recordings.seek',
  speed: 'recordings.speed',
  download: 'recordings.download',
  transcript: 'recordings.transcript',
  share: 'recordings.share',
  delete: 'recordings.delete',
  annotate: 'recordings.annotate',
  unredacted: 'recordings.unredacted',
};
