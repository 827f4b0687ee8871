import { keysOf, liveCallPart, type PartKey } from '../../model/parts.js';
import type { Conventions, Part, PermissionIds } from '../rights/findPermissions.js';

/** One step of the ladder. */
export type Rung = PartKey<'liveCall'>;

/** The ladder of what a supervisor can do in somebody else's call, from the least to the most. */
export const rungs: readonly Rung[] = /* @__PURE__ */ keysOf(liveCallPart);

/** Which permission of the catalog stands for which step. What one step needs of another is the catalog's to say. */
export type LiveCallRights = PermissionIds<Rung>;

/**
 * The permissions that are looked for in a catalog that binds none (`parts.liveCall`), the likeliest first; a step that
 * a catalog lacks is denied.
 */
export const liveCallConventions: Conventions<Rung> = {
  listen: ['calls.listen', 'calls.listenIn', 'calls.monitor'],
  whisper: ['calls.whisper', 'liveCalls.whisper'],
  barge: ['calls.barge', 'calls.bargeIn'],
  takeOver: ['calls.takeOver'],
};

/** What the controls ask. */
export const liveCallAsks: Part<Rung> = { name: 'liveCall', conventions: liveCallConventions };
