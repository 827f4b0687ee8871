'use client';
import { useContext } from 'react';
import { StoreContext } from '../../react/store/PermissionContext.js';
import { findPermissions, type FoundPermissions, type Part } from './findPermissions.js';

/** The permissions of the provider's catalog that stand for what a part asks. */
export function usePermissionIds<K extends string, N extends K = never>(
  part: Part<K, N>,
  named: Partial<Record<K, string>> | undefined,
): FoundPermissions<K, N> {
  return findPermissions(part, named, useContext(StoreContext).catalog);
}
