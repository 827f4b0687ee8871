import type { ResourceDefinition } from '../../model/catalog.js';
import type { Condition } from '../../model/condition.js';
import type { Subject } from '../../model/subject.js';
import { isWellFormed } from '../../base/text.js';
import type { Clause } from './reachOf.js';
import { idFrom } from './predicate.js';

/** One of these; ids of the same key are put into one list, so that a check stays one look-up. */
export function some(conditions: readonly Condition[]): Condition {
  if (conditions.length < 2) return conditions[0] ?? false;
  const flat = conditions.flatMap((each) => (typeof each === 'object' && 'some' in each ? each.some : [each]));
  if (flat.includes(true)) return true;
  const lists = new Map<string, (readonly string[])[]>();
  const rest: Condition[] = [];
  for (const each of flat) {
    if (typeof each !== 'object') continue;
    if (!('in' in each)) rest.push(each);
    else if (!lists.get(each.key)?.push(each.in)) lists.set(each.key, [each.in]);
  }
  const united = Array.from(lists, ([key, [first = [], ...more]]): Condition => {
    return { key, in: more.length > 0 ? first.concat(...more) : first };
  });
  const kept = [...united, ...rest];
  return kept.length > 1 ? { some: kept } : (kept[0] ?? false);
}

/** Every one of these. */
export function every(conditions: readonly Condition[]): Condition {
  const kept: Condition[] = [];
  for (const each of conditions) {
    if (each === false) return false;
    if (each !== true) kept.push(...('every' in each ? each.every : [each]));
  }
  return kept.length > 1 ? { every: kept } : (kept[0] ?? true);
}

/** The opposite. A record without the key does not hold what is asked, so it holds the opposite. */
export function not(condition: Condition): Condition {
  return typeof condition === 'boolean' ? !condition : 'not' in condition ? condition.not : { not: condition };
}

/**
 * What a record must hold to be in a clause: laws 4 and 5, written once. What a clause says and nobody can read
 * reaches nothing, and in a deny everything (law 14).
 */
export function conditionOf(clause: Clause, subject: Subject, resource: ResourceDefinition, isDeny = false): Condition {
  const reachOf = (key: string, reach: unknown) => reachCondition(resource, key, reach, isDeny);
  const reached = (reaches: Clause['in']) => Object.entries(reaches ?? {}).map(([key, reach]) => reachOf(key, reach));
  const own = () => [
    resource.owner !== undefined && oneOf('owner', [subject.id], isDeny),
    reachOf('extension', subject.extensions),
  ];
  const base = clause.all || some([...(clause.own ? own() : []), ...reached(clause.in)]);
  return every([base, ...reached(clause.within)]);
}

/** A type of record that does not have a dimension has no record in it. */
function reachCondition(resource: ResourceDefinition, key: string, reach: unknown, isDeny: boolean): Condition {
  if (reach === undefined || !Object.hasOwn(resource.dimensions, key)) return false;
  if (reach === 'any') return { key, present: true };
  return Array.isArray(reach) ? oneOf(key, reach, isDeny) : isDeny;
}

/** The empty text is no id in a record, so it is none here: else a database would find it where `can` does not. */
function oneOf(key: string, ids: readonly unknown[], isDeny: boolean): Condition {
  const named = isIds(ids) ? ids : readIds(ids, isDeny);
  if (named === undefined) return true;
  return named.length > 0 ? { key, in: named } : false;
}

/** Whether these are ids as they are, as nearly all lists are: then the list itself will do. */
function isIds(ids: readonly unknown[]): ids is readonly string[] {
  for (const id of ids) if (typeof id !== 'string' || id === '' || !isWellFormed(id)) return false;
  return true;
}

/** Those that can be read; nothing where a deny names one that cannot. */
function readIds(ids: readonly unknown[], isDeny: boolean): readonly string[] | undefined {
  const named: string[] = [];
  for (const each of ids) {
    const id = idFrom(each);
    if (id) named.push(id);
    else if (isDeny && id === undefined) return undefined;
  }
  return named;
}
