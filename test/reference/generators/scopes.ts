import type { Reach, Reaches, Scope } from '../../../src/model/scope.js';
import { type Draw, once, pick, several, some } from './draw.js';
import { ids } from './names.js';

/** A scope over these dimensions, from nothing to everything. */
export function drawScope(draw: Draw, dimensions: readonly string[]): Scope {
  if (once(draw, 4)) return 'all';
  return {
    ...(once(draw, 4) && { all: true }),
    ...(once(draw, 3) && { own: true }),
    ...(!once(draw, 3) && { in: drawReaches(draw, dimensions, 2) }),
    ...(once(draw, 4) && { within: drawReaches(draw, dimensions, 3) }),
  };
}

/** A reach for some dimensions, each with a chance of one in `n`. */
export function drawReaches(draw: Draw, dimensions: readonly string[], n: number): Reaches {
  return Object.fromEntries(some(draw, dimensions, n).map((dimension) => [dimension, drawReach(draw)]));
}

function drawReach(draw: Draw): Reach {
  if (once(draw, 5)) return 'any';
  return once(draw, 3) ? 'mine' : several(draw, 0, 4, () => pick(draw, ids));
}
