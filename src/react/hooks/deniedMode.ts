import type { Catalog } from '../../model/catalog.js';
import { whenDeniedOf } from '../../model/whenDenied.js';

/** How a control whose right is missing is shown: it is left out, or it stays in its place, disabled with the reason. */
export type DeniedMode = 'hide' | 'disable';

/** The mode of a right whose control is not given one: what the catalog says (`whenDenied`), else `hide`. */
export function deniedModeOf(catalog: Catalog | undefined, permission: string): DeniedMode {
  // Nothing is guessed before there is a catalog: until then nothing is shown.
  return catalog && whenDeniedOf(catalog, permission) === 'freeze' ? 'disable' : 'hide';
}
