'use client';
import type { Decision } from '../../model/decision.js';
import { useDecision } from '../../react/hooks/useDecision.js';
import { usePermissionIds } from '../rights/usePermissionIds.js';
import { recordingConventions, recordingNarrowing, type RecordingRight, type RecordingRights } from './rights.js';

/** The decision on each right about a recording. */
export type RecordingDecisions = Readonly<Record<RecordingRight, Decision>>;

/** Asks for every right about one record. A right that the catalog lacks is denied, unless it only narrows the right to listen. */
export function useRecordingRights(record: object, rights?: Partial<RecordingRights>): RecordingDecisions {
  const ids = usePermissionIds(recordingConventions, rights, recordingNarrowing);
  return {
    see: useDecision(ids.see, record),
    listen: useDecision(ids.listen, record),
    seek: useDecision(ids.seek ?? ids.listen, record),
    speed: useDecision(ids.speed ?? ids.listen, record),
    download: useDecision(ids.download, record),
    transcript: useDecision(ids.transcript, record),
    share: useDecision(ids.share, record),
    delete: useDecision(ids.delete, record),
    annotate: useDecision(ids.annotate, record),
    unredacted: useDecision(ids.unredacted, record),
  };
}
