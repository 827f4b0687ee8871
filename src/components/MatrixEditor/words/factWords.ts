import type { Catalog } from '../../../model/catalog.js';
import type { Member } from '../../../model/member.js';
import type { Attribute } from '../grid/Attribute.js';

/** What a member has beside its permissions: its roles, packages, plan or licences. */
export function factWords(catalog: Catalog, line: Attribute, member: Member): string {
  const names = (table: Readonly<Record<string, { readonly label: string }>> | undefined, ids: readonly string[]) =>
    ids.map((id) => (table && Object.hasOwn(table, id) ? table[id]?.label : undefined) ?? id).join(', ') || 'none';
  switch (line.kind) {
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
