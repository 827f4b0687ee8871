'use client';
import { useMemo } from 'react';
import type { RegisteredCatalog, ScopedRightId } from '../model/catalog.js';
import { isShallowEqual } from './isShallowEqual.js';
import type { PermissionView } from './PermissionView.js';
import { useAnswer } from './useAnswer.js';

/**
 * The records that the right is held on, in their order; none as long as that is not known. It stays the same
 * list for as long as it holds the same records.
 *
 * ```tsx
 * const visible = useVisible('calls.view', calls);
 * ```
 */
export function useVisible<T extends object>(
  permission: ScopedRightId<RegisteredCatalog>,
  records: readonly T[] | undefined,
): readonly T[] {
  const read = useMemo(() => oncePerView((view) => visibleIn(view, permission, records)), [permission, records]);
  return useAnswer(read, isShallowEqual);
}

function visibleIn<T extends object>(
  { evaluator }: PermissionView,
  permission: string,
  records: readonly T[] | undefined,
): readonly T[] {
  // A list that is still loading, or that a backend did not send as one, shows nothing and breaks nothing.
  const isList: boolean = Array.isArray(records);
  return evaluator && records && isList ? evaluator.filter(permission, records) : [];
}

/** React reads a store several times for each render; a long list is filtered once. */
function oncePerView<T>(read: (view: PermissionView) => T): (view: PermissionView) => T {
  let last: { readonly view: PermissionView; readonly value: T } | undefined;
  return (view) => {
    if (last?.view !== view) last = { view, value: read(view) };
    return last.value;
  };
}
