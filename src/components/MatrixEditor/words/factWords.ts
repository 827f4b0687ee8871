import type { Member } from '../../../model/member.js';
import { idsOf } from '../../../evaluator/decide/reachOf.js';
import type { NamedCatalog } from '../../../matrix/createNames.js';
import { memberDimensions, type Row } from '../../../matrix/row.js';
import { dimensionLabel, namesIn } from './idWords.js';
import { labelOf } from '../../../model/labelOf.js';
import { withinWords } from './scopeWords.js';

/** What a member has and belongs to, in words: `Extension 101, Queue Sales`. */
function belongingWords(catalog: NamedCatalog, member: Member): string {
  const belongings = ['extension', ...memberDimensions(catalog)].flatMap((dimension) => {
    const ids = idsOf(member, dimension);
    return ids.length > 0 ? [`${dimensionLabel(catalog, dimension)} ${namesIn(catalog, dimension, ids)}`] : [];
  });
  const limit = member.within === undefined ? [] : [`restricted to ${withinWords(catalog, member.within)}`];
  return [...belongings, ...limit].join('; ') || 'nothing';
}

/** The roles, packages, plan, licences or belongings of a member in words. */
export function factWords(catalog: NamedCatalog, kind: Row['kind'], member: Member): string {
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
    case 'belongings':
      return belongingWords(catalog, member);
    case 'permission':
    case 'section':
      return '';
  }
}
