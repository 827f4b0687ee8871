import type { Catalog } from '../../../model/catalog.js';
import { type Setting, type Slot, slotId, type SlotValue } from '../../../matrix/field.js';
import { settingWords } from './sentences.js';
import { labelOf } from '../../../model/labelOf.js';
import { dateOf } from './timeWords.js';

/** What a slot holds, in words. */
export function slotWords(catalog: Catalog, slot: Slot, value: SlotValue): string {
  // Which kind of value it is, the slot says.
  if (slot.startsWith('permission:'))
    return settingWords(catalog, slotId(slot), value as readonly Setting[] | undefined);
  if (slot.startsWith('package:')) return value === true ? 'applied' : 'not applied';
  if (slot === 'reviewedAt') return dateOf(value)?.toLocaleDateString() ?? 'never';
  const ids = Array.isArray(value) ? value.map(String) : [];
  const names = slot === 'roles' ? ids.map((id) => labelOf(catalog.roles, id)) : ids;
  return names.join(', ') || 'none';
}
