'use client';
import { useContext } from 'react';
import { StoreContext } from '../../react/store/PermissionContext.js';
import { type Conventions, findPermissions, type FoundPermissions } from './findPermissions.js';

/** The permissions of the provider's catalog that stand for what a component asks about. */
export function usePermissionIds<K extends string, N extends K = never>(
  conventions: Conventions<K>,
  named: Partial<Record<K, string>> | undefined,
  narrowing?: readonly N[],
): FoundPermissions<K, N> {
  return findPermissions(conventions, named, useContext(StoreContext).catalog, narrowing);
}
