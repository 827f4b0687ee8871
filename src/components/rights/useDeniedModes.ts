'use client';
import { useContext } from 'react';
import { type DeniedMode, deniedModeOf } from '../../react/hooks/deniedMode.js';
import { StoreContext } from '../../react/store/PermissionContext.js';

/** How the control of each right is shown where that right is missing. */
export type DeniedModes<K extends string> = Readonly<Record<K, DeniedMode>>;

/** What the catalog says about controls whose right is missing, by the permissions that stand for their rights. */
export function useDeniedModes<K extends string>(ids: Readonly<Record<K, string>>): DeniedModes<K> {
  const { catalog } = useContext(StoreContext);
  const modes: Partial<Record<K, DeniedMode>> = {};
  for (const key in ids) modes[key] = deniedModeOf(catalog, ids[key]);
  // Every key of the ids is filled in above.
  return modes as DeniedModes<K>;
}
