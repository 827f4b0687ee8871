import { warnOnce } from '../../client/warnOnce.js';
import type { PermissionStore } from './createPermissionStore.js';
import { unprovided } from './PermissionContext.js';

/** In development, warns of a component that asks where there is no provider above it. */
export function warnOfNoProvider(store: PermissionStore): void {
  const error = store === unprovided && unprovided.status.get().error;
  if (error) warnOnce(error.message);
}
