import type { Conventions } from '../rights/findPermissions.js';

/** The ladder of what a supervisor can do in somebody else's call, from the least to the most. */
export const rungs = ['listen', 'whisper', 'barge', 'takeOver'] as const;

/** One step of the ladder. */
export type Rung = (typeof rungs)[number];

/** Which permission of the catalog stands for which step. What one step needs of another is the catalog's to say. */
export type LiveCallRights = Readonly<Record<Rung, string>>;

/** The permissions that catalogs have by convention, the likeliest first; a step that a catalog lacks is denied. */
export const liveCallConventions: Conventions<Rung> = {
  listen: ['calls.listen', 'calls.listenIn', 'calls.monitor'],
  whisper: ['calls.whisper', 'liveCalls.whisper'],
  barge: ['calls.barge', 'calls.bargeIn'],
  takeOver: ['calls.takeOver'],
};
