'use client';
import { useMemo } from 'react';
import type { RecordIndex } from '../../evaluator/decide/indexRecords.js';
import type { RegisteredCatalog, ScopedRightId } from '../../model/catalog.js';
import { isShallowEqual } from '../store/isShallowEqual.js';
import type { PermissionView } from '../store/PermissionView.js';
import { warnOfQuestion } from '../store/warnOf.js';
import { orClosed, useAnswer } from './useAnswer.js';

/** A list of records, or an index over a long one; `undefined` while it is being loaded. */
export type RecordList<T extends object> = readonly T[] | RecordIndex<T> | undefined;

/**
 * The records that the right is held on, in their order; none as long as that is not known. It stays the same
 * list for as long as it holds the same records. A list of very many is filtered faster through an index, made
 * once with `indexRecords`.
 *
 * ```tsx
 * const visible = useFilter('calls.view', calls);
 * ```
 */
export function useFilter<T extends object>(
  permission: ScopedRightId<RegisteredCatalog>,
  records: RecordList<T>,
): readonly T[] {
  const read = useMemo(
    () =>
      oncePerView(
        orClosed<readonly T[]>(nothing, (view) => {
          if (process.env.NODE_ENV !== 'production') warnOfFirst(view, permission, records);
          return records && view.evaluator?.filter(permission, records);
        }),
      ),
    [permission, records],
  );
  return useAnswer(read, isShallowEqual);
}

// A backend may send something else than a list, which shows nothing and breaks nothing.
const nothing: readonly never[] = [];

/** In development, looks at the first record only: a list holds records of one type. */
function warnOfFirst(view: PermissionView, permission: string, records: RecordList<object>): void {
  const list = records && 'records' in records ? records.records : records;
  const isAboutOne = Array.isArray(list) && list.length > 0;
  warnOfQuestion(view, { permission, isAboutOne, record: isAboutOne ? list?.[0] : undefined });
}

/** React reads a store several times for each render; a long list is filtered once. */
function oncePerView<T>(read: (view: PermissionView) => T): (view: PermissionView) => T {
  let last: { readonly view: PermissionView; readonly value: T } | undefined;
  return (view) => {
    if (last?.view !== view) last = { view, value: read(view) };
    return last.value;
  };
}
