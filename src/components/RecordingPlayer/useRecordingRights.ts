'use client';
import type { Decision } from '../../model/decision.js';
import { useCheck } from '../../react/hooks/useCheck.js';
import { usePermissionIds } from '../rights/usePermissionIds.js';
import { recordingAsks, type RecordingRight, type RecordingRights } from './rights.js';

/** The decision on each right about a recording. */
export type RecordingDecisions = Readonly<Record<RecordingRight, Decision>>;

/** Asks for every right about one record. A right that the catalog lacks is denied, unless it comes with the right to listen. */
export function useRecordingRights(record: object, rights?: Partial<RecordingRights>): RecordingDecisions {
  const ids = usePermissionIds(recordingAsks, rights);
  return {
    see: useCheck(ids.see ?? ids.listen, record),
    listen: useCheck(ids.listen, record),
    seek: useCheck(ids.seek ?? ids.listen, record),
    speed: useCheck(ids.speed ?? ids.listen, record),
    download: useCheck(ids.download, record),
    transcript: useCheck(ids.transcript, record),
    share: useCheck(ids.share, record),
    delete: useCheck(ids.delete, record),
    annotate: useCheck(ids.annotate, record),
    unredacted: useCheck(ids.unredacted, record),
  };
}
