import type { Catalog } from '../../../model/catalog.js';
import type { Member } from '../../../model/member.js';
import type { Row } from '../../../matrix/row.js';
import { labelOf } from '../../../model/labelOf.js';

/** The roles, packages, plan or licences of a member in words. */
export function factWords(catalog: Catalog, kind: Row['kind'], member: Member): string {
  const names = (table: Parameters<typeof labelOf>[0], ids: readonly string[]) =>
    ids.map((id) => labelOf(table, id)).join(', ') || 'none';
  switch (kind) {
    case 'roles':
      return names(catalog.roles, member.roles);
    case 'packages':
      return names(catalog.packages, member.packages);
    case 'plan':
      return names(catalog.plans, member.plan === undefined ? [] : [member.plan]);
    case 'licenses':
      return names(catalog.licenses, member.licenses);
    case 'permission':
    case 'section':
      return '';
  }
}
