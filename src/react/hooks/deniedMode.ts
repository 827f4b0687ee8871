import { attempt } from '../../base/attempt.js';
import type { Catalog } from '../../model/catalog.js';
import { whenDeniedOf } from '../../model/whenDenied.js';

/** How a control whose right is missing is shown: it is left out, or it stays in its place, disabled with the reason. */
export type DeniedMode = 'hide' | 'disable';

/**
 * The mode of a right whose control is not given one: what the catalog says (`whenDenied`), else `hide`. A catalog that
 * nobody checked may be anything at all, and says nothing then.
 */
export function deniedModeOf(catalog: Catalog | undefined, permission: string): DeniedMode {
  // Nothing is guessed before there is a catalog: until then nothing is shown.
  const when = catalog && attempt(() => whenDeniedOf(catalog, permission));
  return when === 'freeze' ? 'disable' : 'hide';
}
