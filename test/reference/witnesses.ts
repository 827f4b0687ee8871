import type { CatalogDefinition } from '../../src/model/catalog.js';
import type { Grant } from '../../src/model/grant.js';
import type { Reach, Scope } from '../../src/model/scope.js';
import type { Subject } from '../../src/model/subject.js';
import { type Facts, idsIn } from './facts.js';
import { holdsUnscoped, namedIds } from './reach.js';

/** One thing a record would have to carry: the subject as its owner, or an id in a dimension. */
type Trait = 'owner' | { readonly dimension: string; readonly id: string };

/** An id that no grant names. */
const fresh = 'an id that nobody named';

/**
 * The records worth trying when asking whether a right is held for anything at all. Reach only ever grows with
 * what a record carries, so of all records that an allow reaches, those that carry least escape the most denies.
 * `also` names the rights that the records must carry something for; all of its prerequisites unless told.
 */
export function witnesses(
  catalog: CatalogDefinition,
  subject: Subject,
  grants: readonly Grant[],
  id: string,
  also?: readonly string[],
): readonly Facts[] {
  const permission = catalog.permissions[id];
  if (permission?.kind !== 'right' || permission.on === undefined) return [];
  const resource = catalog.resources[permission.on];
  const chain = also ?? sameType(catalog, id, permission.on);
  const carried = chain.map((each) =>
    grants
      .filter((grant) => grant.permission === each && grant.effect === 'allow' && grant.scope !== undefined)
      .flatMap((grant) => (grant.scope === undefined ? [] : traits(subject, grant.scope, mentioned(subject, grants)))),
  );
  const consents = chain.flatMap((each) => {
    const other = catalog.permissions[each];
    return other?.kind === 'right' && other.consent !== undefined ? [other.consent] : [];
  });
  const possible = (trait: Trait) =>
    trait === 'owner'
      ? resource?.owner !== undefined && subject.id !== ''
      : Object.hasOwn(resource?.dimensions ?? {}, trait.dimension);
  return product(carried)
    .map((lists) => lists.flat())
    .filter((list) => list.every(possible))
    .map((list) => factsFrom(list, subject, consents));
}

/** Whether there can be a record at all that this one allow reaches. */
export function reachesAnything(catalog: CatalogDefinition, subject: Subject, grant: Grant): boolean {
  const permission = catalog.permissions[grant.permission];
  if (permission?.kind !== 'right') return false;
  if (permission.on === undefined) return holdsUnscoped(grant);
  return witnesses(catalog, subject, [grant], grant.permission, [grant.permission]).length > 0;
}

/** The right and the prerequisites that are asked about the same record. */
function sameType(catalog: CatalogDefinition, id: string, type: string): readonly string[] {
  const permission = catalog.permissions[id];
  if (permission?.kind !== 'right' || permission.on !== type) return [];
  return [...new Set([id, ...(permission.requires ?? []).flatMap((other) => sameType(catalog, other, type))])];
}

/** The ids that any grant names in a dimension, and one that none does. */
const mentioned = (subject: Subject, grants: readonly Grant[]) => (dimension: string) => {
  const named = grants.flatMap(({ scope }) => {
    if (scope === undefined || scope === 'all') return [];
    return [scope.in, scope.within].flatMap((table) => {
      const reach = new Map(Object.entries(table ?? {})).get(dimension);
      return reach === 'any' ? [] : namedIds(subject, dimension, reach);
    });
  });
  return [...new Set([fresh, ...named])];
};

/** Every smallest list of traits with which a record is in this scope. */
function traits(subject: Subject, scope: Scope, ids: (dimension: string) => readonly string[]): readonly Trait[][] {
  if (scope === 'all' || (scope.all && scope.within === undefined)) return [[]];
  const inDimension = ([dimension, reach]: readonly [string, Reach | undefined]): Trait[][] => {
    const named = reach === 'any' ? ids(dimension) : namedIds(subject, dimension, reach);
    return named.filter((id) => idsIn(id).length > 0).map((id) => [{ dimension, id }]);
  };
  const own: Trait[][] = [['owner'], ...inDimension(['extension', subject.extensions])];
  const some = [
    ...(scope.all ? [[]] : []),
    ...(scope.own ? own : []),
    ...Object.entries(scope.in ?? {}).flatMap(inDimension),
  ];
  return product([some, ...Object.entries(scope.within ?? {}).map(inDimension)]).map((lists) => lists.flat());
}

function factsFrom(list: readonly Trait[], subject: Subject, consents: readonly string[]): Facts {
  const dimensions = new Map<string, string[]>();
  for (const trait of list) {
    if (trait === 'owner') continue;
    dimensions.set(trait.dimension, [...(dimensions.get(trait.dimension) ?? []), trait.id]);
  }
  return { owner: list.includes('owner') ? [subject.id] : [], consents, dimensions };
}

function product<T>(choices: readonly (readonly T[])[]): readonly T[][] {
  return choices.reduce<T[][]>((made, choice) => made.flatMap((row) => choice.map((item) => [...row, item])), [[]]);
}
