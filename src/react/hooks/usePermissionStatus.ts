'use client';
import { useContext, useSyncExternalStore } from 'react';
import { StoreContext } from '../store/PermissionContext.js';
import type { PermissionStatus } from '../store/PermissionStatus.js';

/**
 * The state of the grants: loading, ready, stale, failed or closed, with what went wrong and a way to ask again.
 *
 * ```tsx
 * const { state, error, refetch } = usePermissionStatus();
 * ```
 */
export function usePermissionStatus(): PermissionStatus {
  const { status } = useContext(StoreContext);
  return useSyncExternalStore(status.subscribe, status.get, status.getInitial);
}
