'use client';
import { isSame } from '../../base/isSame.js';
import type { DimensionId, RegisteredCatalog, RightId } from '../../model/catalog.js';
import type { EffectiveScope } from '../../model/scope.js';
import { aboutAny, orClosed, useAnswer } from './useAnswer.js';

const nothing: EffectiveScope<DimensionId<RegisteredCatalog>> = { includes: [], excludes: [] };

/** The reach of a right, for a picker or a query string; nothing as long as that is not known. */
export function useScopeOf(permission: RightId<RegisteredCatalog>): EffectiveScope<DimensionId<RegisteredCatalog>> {
  return useAnswer(
    orClosed(nothing, (view) => aboutAny(view, permission)?.scopeOf(permission)),
    isSame,
  );
}
