'use client';
import type { Decision } from '../../model/decision.js';
import { useCheck } from '../../react/hooks/useCheck.js';
import { usePermissionIds } from '../rights/usePermissionIds.js';
import { recordingAsks, type RecordingRight, type RecordingRights } from './rights.js';

/** The decision on each right about a recording. */
export type RecordingDecisions = Readonly<Record<RecordingRight, Decision>>;

/** The permission that stands for each right. A right that the catalog lacks is denied, unless it comes with listening. */
export function useRecordingIds(named: Partial<RecordingRights> | undefined): RecordingRights {
  const { see, seek, speed, ...ids } = usePermissionIds(recordingAsks, named);
  const { listen } = ids;
  return { ...ids, see: see ?? listen, seek: seek ?? listen, speed: speed ?? listen };
}

/** Asks for every right about one record. */
export function useRecordingRights(record: object, ids: RecordingRights): RecordingDecisions {
  return {
    see: useCheck(ids.see, record),
    listen: useCheck(ids.listen, record),
    seek: useCheck(ids.seek, record),
    speed: useCheck(ids.speed, record),
    download: useCheck(ids.download, record),
    transcript: useCheck(ids.transcript, record),
    share: useCheck(ids.share, record),
    delete: useCheck(ids.delete, record),
    annotate: useCheck(ids.annotate, record),
    unredacted: useCheck(ids.unredacted, record),
  };
}
