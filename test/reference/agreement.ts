import type { Catalog, ResourceDefinition } from '../../src/model/catalog.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import type { Decision } from '../../src/model/decision.js';
import type { GrantSet } from '../../src/model/grant.js';
import type { Member } from '../../src/model/member.js';
import { createEvaluator } from '../../src/evaluator/decide/createEvaluator.js';
import { drawCatalog } from './generators/catalogs.js';
import { type Draw, once, several } from './generators/draw.js';
import { drawGrantSet, drawMember, drawMoment } from './generators/grants.js';
import { permissionNames, strangers } from './generators/names.js';
import { drawRecord, notRecords } from './generators/records.js';
import { readCondition } from './readCondition.js';
import { referenceOf } from './referenceDelegated.js';
import type { Verdict } from './referenceEvaluator.js';

/** Something to ask about: a catalog, somebody's grants, a few records and a moment. */
export interface World {
  readonly catalog: Catalog;
  readonly set: GrantSet;
  readonly member: Member;
  /** The person for whom the member acts, if it does. */
  readonly person: Member | undefined;
  readonly records: readonly object[];
  readonly now: number;
}

/** A random world. */
export function drawWorld(draw: Draw): World {
  const catalog = checkCatalog(drawCatalog(draw));
  return {
    catalog,
    set: drawGrantSet(draw, catalog),
    member: drawMember(draw, catalog),
    person: once(draw, 6) ? drawMember(draw, catalog) : undefined,
    records: several(draw, 4, 12, () => drawRecord(draw)),
    now: drawMoment(draw),
  };
}

/** Every permission one may ask about, and some that are none. */
export const questions: readonly string[] = [...permissionNames, ...strangers];

/** One question that the two evaluators answer differently. */
export interface Disagreement {
  readonly kind: 'status' | 'reason' | 'by' | 'can' | 'where' | 'filter' | 'value' | 'canSome' | 'nextChangeAt';
  readonly permission: string;
  readonly record?: unknown;
  readonly compiled: unknown;
  readonly lawful: unknown;
}

/**
 * Asks the compiled evaluator of `set` and the reference one of `lawful` everything there is to ask, and tells
 * every question that they answer differently.
 */
export function* disagreements(
  { catalog, records, now }: World,
  set: GrantSet,
  lawful: GrantSet = set,
): Generator<Disagreement> {
  const may = createEvaluator(catalog, set, { now });
  const law = referenceOf(catalog, lawful, now, (part) => {
    const { canSome } = createEvaluator(catalog, part.subject === lawful.subject ? ownPart(set) : personPart(set), {
      now,
    });
    return (id) => canSome(id);
  });
  for (const [i, permission] of questions.entries()) {
    const resource = resourceOf(catalog, permission);
    const where = may.where(permission);
    // One of what is no record is enough for each: all of them come up among the permissions.
    for (const record of [...records, notRecords[i % notRecords.length]]) {
      // The types rule out what is no record; a caller without types does not.
      const given = record as object | undefined;
      const verdict = law.check(permission, record);
      const allowed = verdict.status === 'allowed';
      const found = differ(may.check(permission, given), verdict, set === lawful);
      if (found) yield { ...found, permission, record };
      const can = may.can(permission, given);
      if (can !== allowed) yield { kind: 'can', permission, record, compiled: can, lawful: allowed };
      if (typeof record !== 'object' || record === null) continue;
      const holds = resource === undefined ? where === true : readCondition(where, resource, record);
      if (holds !== allowed) yield { kind: 'where', permission, record, compiled: where, lawful: allowed };
    }
    const kept = may.filter(permission, records);
    const lawfullyKept = resource === undefined ? [] : law.filter(permission, records);
    const sameRecords = kept.length === lawfullyKept.length && kept.every((record, i) => record === lawfullyKept[i]);
    if (!sameRecords) yield { kind: 'filter', permission, compiled: kept, lawful: lawfullyKept };
    const [value, lawfulValue] = [may.value(permission), law.value(permission)];
    if (!Object.is(value, lawfulValue)) yield { kind: 'value', permission, compiled: value, lawful: lawfulValue };
    const [some, lawfulSome] = [may.canSome(permission), law.canSome(permission)];
    // It may say yes where a deny happens to take everything away, never no where something is left.
    if (lawfulSome && !some) yield { kind: 'canSome', permission, compiled: some, lawful: lawfulSome };
  }
  const [next, lawfulNext] = [may.nextChangeAt, law.nextChangeAt()];
  if (set === lawful && next !== lawfulNext) {
    yield { kind: 'nextChangeAt', permission: '', compiled: next, lawful: lawfulNext };
  }
}

function ownPart({ onBehalfOf: _, ...own }: GrantSet): GrantSet {
  return own;
}

function personPart({ onBehalfOf, ...own }: GrantSet): GrantSet {
  return { ...own, ...onBehalfOf };
}

/** The resource type that a right is asked about. */
export function resourceOf(catalog: Catalog, id: string): ResourceDefinition | undefined {
  const permission = Object.hasOwn(catalog.permissions, id) ? catalog.permissions[id] : undefined;
  return permission?.kind === 'right' && permission.on !== undefined ? catalog.resources[permission.on] : undefined;
}

/** How many questions a world asks: every permission of every record. What is no record is asked about beside. */
export const asked = ({ records }: World): number => questions.length * records.length;

function differ(
  decision: Decision,
  verdict: Verdict,
  sameGrants: boolean,
): Omit<Disagreement, 'permission'> | undefined {
  if (decision.status !== verdict.status) {
    return { kind: 'status', compiled: reasonOf(decision), lawful: reasonsOf(verdict) };
  }
  const named = decision.status === 'allowed' ? decision.by : undefined;
  if (named && verdict.status === 'allowed' && sameGrants && !verdict.by.includes(named)) {
    return { kind: 'by', compiled: named, lawful: verdict.by };
  }
  if (reasonsOf(verdict).includes(reasonOf(decision))) return undefined;
  return { kind: 'reason', compiled: reasonOf(decision), lawful: reasonsOf(verdict) };
}

function reasonOf(decision: Decision): string {
  if (decision.status === 'denied') return decision.reason;
  return decision.status === 'unknown' ? decision.cause : decision.status;
}

function reasonsOf(verdict: Verdict): readonly string[] {
  if (verdict.status === 'denied') return verdict.reasons;
  return verdict.status === 'unknown' ? verdict.causes : [verdict.status];
}
