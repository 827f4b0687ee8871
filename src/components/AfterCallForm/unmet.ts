/** Everything that can keep the form from closing. */
export const unmetDuties = ['checking', 'tags', 'note'] as const;

/** A reason that keeps the form from closing: a duty that is not met, or duties that are not known yet. */
export type Unmet = (typeof unmetDuties)[number];
