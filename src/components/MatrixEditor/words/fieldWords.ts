import type { Catalog } from '../../../model/catalog.js';
import { type Setting, type Field, fieldId, type FieldValue } from '../../../matrix/field.js';
import { settingWords } from './sentences.js';
import { labelOf } from '../../../model/labelOf.js';
import { dateOf } from './timeWords.js';

/** The value of a field in words. */
export function fieldWords(catalog: Catalog, field: Field, value: FieldValue): string {
  // Which kind of value it is, the field says.
  if (field.startsWith('overrides.'))
    return settingWords(catalog, fieldId(field), value as readonly Setting[] | undefined);
  if (field.startsWith('packages.')) return value === true ? 'applied' : 'not applied';
  if (field === 'reviewedAt') return dateOf(value)?.toLocaleDateString() ?? 'never';
  const ids = Array.isArray(value) ? value.map(String) : [];
  const names = field === 'roles' ? ids.map((id) => labelOf(catalog.roles, id)) : ids;
  return names.join(', ') || 'none';
}
