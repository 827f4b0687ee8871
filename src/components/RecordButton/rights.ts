import { keysOf, type PartKey, recordButtonPart } from '../../model/parts.js';
import type { Conventions, Part, PermissionIds } from '../rights/findPermissions.js';

/**
 * One permission about recording a call: to record at all (`allow`), to `start` and to `stop` by hand, the share of
 * calls that is recorded (`volume`, a percentage), the duty to tell callers (`notify`), which calls it is about
 * (`announce`), and that the caller has not objected (`unopposed`).
 */
export type RecordRight = PartKey<'recordButton'>;

/** Keys of the permissions about recording a call, and about how much of it happens by itself. */
export const recordRights: readonly RecordRight[] = /* @__PURE__ */ keysOf(recordButtonPart);

/** Which permission of the catalog stands for which. */
export type RecordRights = PermissionIds<RecordRight>;

/** The permissions that are looked for in a catalog that binds none (`parts.recordButton`), the likeliest first. */
export const recordConventions: Conventions<RecordRight> = {
  allow: ['recording.allow'],
  start: ['recording.start', 'recording.control'],
  stop: ['recording.stop', 'recording.control'],
  volume: ['recording.volume'],
  notify: ['recording.notify'],
  announce: ['recording.announce'],
  unopposed: ['recording.unopposed'],
};

/**
 * What a catalog may lack: the rights that narrow each other (whether anything is recorded at all, and whether it is
 * started and stopped by hand), of which those that it has decide, and the duty, which then binds nobody. Where it has
 * none of the rights, nothing can be recorded. Without `announce` the duty is about every call, and without
 * `unopposed` nobody objects.
 */
export const recordNarrowing = [
  'allow',
  'start',
  'stop',
  'notify',
  'announce',
  'unopposed',
] as const satisfies readonly RecordRight[];

/** What the button asks. */
export const recordAsks: Part<RecordRight, (typeof recordNarrowing)[number]> = {
  name: 'recordButton',
  conventions: recordConventions,
  narrowing: recordNarrowing,
};
