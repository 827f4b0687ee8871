// What belongs to one person at most: extensions, and ids of dimensions that the catalog calls exclusive.
import type { CatalogDefinition } from '../../model/catalog.js';
import type { HandOver } from '../../model/edit.js';
import type { Member } from '../../model/member.js';
import { idsOf } from '../decide/reachOf.js';
import { ownEntry } from '../resolve/roleGrants.js';

/** One id of one dimension; of `extension` it is an extension, of any other a membership. */
export interface Belonging {
  readonly dimension: string;
  readonly id: string;
}

/** Whether each id of a dimension belongs to one person at most. */
export function isExclusive({ dimensions }: CatalogDefinition, dimension: string): boolean {
  return dimension === 'extension' || ownEntry(dimensions, dimension)?.exclusive === true;
}

/** What a change gives to a member that nobody else may have. */
export function exclusiveGains(catalog: CatalogDefinition, before: Member, after: Member): readonly Belonging[] {
  const dimensions = ['extension', ...Object.keys(after.memberships).filter((id) => id !== 'extension')];
  return dimensions
    .filter((dimension) => isExclusive(catalog, dimension))
    .flatMap((dimension) => {
      const had = new Set(idsOf(before, dimension));
      const gained = new Set(idsOf(after, dimension).filter((id) => !had.has(id)));
      return Array.from(gained, (id) => ({ dimension, id }));
    });
}

/** The two members after something was handed from one to the other. Says nothing about who may do so. */
export function handOver(
  from: Member,
  to: Member,
  { dimension, ids }: Pick<HandOver, 'dimension' | 'ids'>,
): readonly [Member, Member] {
  const [moved, had] = [new Set(ids), new Set(idsOf(to, dimension))];
  const left = idsOf(from, dimension).filter((id) => !moved.has(id));
  const added = [...moved].filter((id) => !had.has(id));
  return [withIds(from, dimension, left), withIds(to, dimension, [...idsOf(to, dimension), ...added])];
}

function withIds(member: Member, dimension: string, ids: readonly string[]): Member {
  if (dimension === 'extension') return { ...member, extensions: ids };
  return { ...member, memberships: { ...member.memberships, [dimension]: ids } };
}
