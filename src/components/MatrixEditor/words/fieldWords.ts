import type { Catalog } from '../../../model/catalog.js';
import { type Setting, type Field, fieldId, type FieldValue } from '../../../matrix/field.js';
import type { Reaches } from '../../../model/scope.js';
import { namesIn } from './idWords.js';
import { withinWords } from './scopeWords.js';
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
  if (field === 'plan') return typeof value === 'string' ? labelOf(catalog.plans, value) : 'none';
  if (field === 'within') return withinWords(catalog, value as Reaches | undefined);
  return namesOf(catalog, field, Array.isArray(value) ? value.map(String) : []) || 'none';
}

function namesOf(catalog: Catalog, field: Field, ids: readonly string[]): string {
  const table = field === 'roles' ? catalog.roles : field === 'licenses' ? catalog.licenses : undefined;
  if (table) return ids.map((id) => labelOf(table, id)).join(', ');
  return namesIn(catalog, field === 'extensions' ? 'extension' : fieldId(field), ids);
}
