import type { CatalogDefinition, PermissionDefinition, ResourceDefinition } from '../../src/model/catalog.js';
import type { Grant, GrantSet, GrantValue } from '../../src/model/grant.js';
import type { Reason, UnknownCause } from '../../src/model/reason.js';
import type { Subject } from '../../src/model/subject.js';
import { type Facts, factsOf } from './facts.js';
import { holdsUnscoped, reaches } from './reach.js';
import { mergedValue } from './referenceValue.js';
import { witnesses } from './witnesses.js';

/** The answer to one question; where the laws let several grants or reasons answer, all of them. */
export type Verdict =
  | { readonly status: 'allowed'; readonly by: readonly Grant[] }
  | { readonly status: 'denied'; readonly reasons: readonly Reason[] }
  | { readonly status: 'unknown'; readonly causes: readonly UnknownCause[] };

type Right = Extract<PermissionDefinition, { kind: 'right' }>;

/** What a right is asked about: the facts of a record, or `undefined` for a right that is not asked about records. */
type Asked = Facts | undefined;

const denied = (...reasons: readonly Reason[]): Verdict => ({ status: 'denied', reasons });
const unknown = (...causes: readonly UnknownCause[]): Verdict => ({ status: 'unknown', causes });

/**
 * A plain reading of the laws: every question walks every grant. A prerequisite about another type of record must
 * be held for anything at all; `isHeldAtAll` tells that in its place, since whoever tells it may err on yes.
 */
export function referenceEvaluator(
  catalog: CatalogDefinition,
  set: GrantSet,
  now: number,
  isHeldAtAll?: (permission: string) => boolean,
) {
  const { subject } = set;
  const permissions = new Map(Object.entries(catalog.permissions));
  const grants = set.catalog === catalog.id ? set.grants : [];
  const stale = set.expiresAt !== undefined && !(now < set.expiresAt);

  const right = (id: string): Right | undefined => {
    const permission = permissions.get(id);
    return permission?.kind === 'right' ? permission : undefined;
  };
  const reached = (id: string, asked: Asked): readonly Grant[] =>
    grants.filter(
      (grant) =>
        grant.permission === id &&
        (asked === undefined ? holdsUnscoped(grant) : reaches(catalog, subject, grant, asked)),
    );

  function check(id: string, record?: unknown): Verdict {
    const permission = permissions.get(id);
    if (permission === undefined) return denied('unknown-permission');
    if (permission.kind !== 'right') return denied('wrong-kind');
    if (stale) return unknown('stale');
    if (permission.on === undefined) return decide(id, permission, undefined);
    const resource = new Map(Object.entries(catalog.resources)).get(permission.on);
    if (resource === undefined || typeof record !== 'object' || record === null) return denied('resource-required');
    return decide(id, permission, factsOf(resource, record));
  }

  function decide(id: string, permission: Right, asked: Asked): Verdict {
    const near = reached(id, asked);
    const current = near.filter((grant) => inForce(grant, now));
    const denies = current.filter((grant) => grant.effect === 'deny' && !grant.conditional);
    if (denies.length > 0) return denied(...denies.map((grant) => grant.reason ?? 'denied'));
    const allows = current.filter((grant) => grant.effect === 'allow');
    if (allows.length === 0) return notGranted(id, near);
    const gate = gated(permission, subject) ?? prerequisite(permission, asked) ?? consent(permission, asked);
    if (gate) return gate;
    const certain = allows.filter((grant) => !grant.conditional);
    if (certain.length === 0 || current.some((grant) => grant.effect === 'deny')) return unknown('ask-server');
    return { status: 'allowed', by: certain };
  }

  function notGranted(id: string, near: readonly Grant[]): Verdict {
    const allows = near.filter((grant) => grant.effect === 'allow');
    if (allows.length > 0) return denied(...allows.map((grant) => (isBefore(grant, now) ? 'not-yet' : 'expired')));
    const elsewhere = grants.some((grant) => grant.permission === id && grant.effect === 'allow');
    return denied(elsewhere ? 'out-of-scope' : 'not-granted');
  }

  /** Prerequisites are held on the same record where both are about the same type, or else for anything at all. */
  function prerequisite(permission: Right, asked: Asked): Verdict | undefined {
    const answers = (permission.requires ?? []).map((id): Verdict => {
      const other = right(id);
      if (other === undefined) return denied('unknown-permission');
      if (other.on === undefined) return decide(id, other, undefined);
      if (other.on === permission.on) return decide(id, other, asked);
      return (isHeldAtAll ?? canSome)(id) ? { status: 'allowed', by: [] } : denied('not-granted');
    });
    if (answers.some((answer) => answer.status === 'denied')) return denied('prerequisite');
    const causes = answers.flatMap((answer) => (answer.status === 'unknown' ? answer.causes : []));
    return causes.length > 0 ? unknown(...causes) : undefined;
  }

  /** Whether any record at all could pass: tries each of the records that carry no more than a grant asks for. */
  function canSome(id: string): boolean {
    const permission = right(id);
    if (permission === undefined || stale) return false;
    if (permission.on === undefined) return decide(id, permission, undefined).status === 'allowed';
    return witnesses(catalog, subject, grants, id).some((facts) => decide(id, permission, facts).status === 'allowed');
  }

  const can = (id: string, record?: unknown): boolean => check(id, record).status === 'allowed';

  return {
    can,
    check,
    canSome,
    /** Whether a record is as far as the grants of the right reach, leaving prerequisites and consent aside. */
    isInReach(id: string, record: object): boolean {
      const permission = right(id);
      if (permission?.on === undefined || stale || gated(permission, subject)) return false;
      const resource: ResourceDefinition | undefined = catalog.resources[permission.on];
      if (resource === undefined) return false;
      const current = reached(id, factsOf(resource, record)).filter((grant) => inForce(grant, now));
      return current.some((g) => g.effect === 'allow' && !g.conditional) && !current.some((g) => g.effect === 'deny');
    },
    value(id: string): GrantValue | undefined {
      const permission = permissions.get(id);
      if (permission === undefined || permission.kind === 'right') return undefined;
      const current = grants.filter((grant) => grant.permission === id && inForce(grant, now));
      const open =
        gated(permission, subject) === undefined && (permission.requires ?? []).every(isHeldAtAll ?? canSome);
      return mergedValue(permission, current, { stale, open });
    },
    filter: <T>(id: string, records: readonly T[]): T[] => records.filter((record) => can(id, record)),
    nextChangeAt(): number | undefined {
      if (stale) return undefined;
      const moments = grants.flatMap((grant) => [grant.startsAt, grant.endsAt]);
      const later = [...moments, set.expiresAt].filter((moment) => moment !== undefined && moment > now);
      return later.length === 0 ? undefined : Math.min(...later.map(Number));
    },
  };
}

type Window = Pick<Grant, 'startsAt' | 'endsAt'>;

const isBefore = ({ startsAt }: Window, now: number): boolean => startsAt !== undefined && !(now >= startsAt);
const isAfter = ({ endsAt }: Window, now: number): boolean => endsAt !== undefined && !(now < endsAt);

/** From `startsAt` on until just before `endsAt`. */
export const inForce = (window: Window, now: number): boolean => !isBefore(window, now) && !isAfter(window, now);

/** Plans and licences gate what was granted, with their own reasons (law 6). */
export function gated({ plans, licenses }: PermissionDefinition, subject: Subject): Verdict | undefined {
  if (plans !== undefined && !plans.some((plan) => plan === subject.plan)) return denied('plan');
  if (!(licenses ?? []).every((license) => subject.licenses.includes(license))) return denied('license');
  return undefined;
}

/** Where a right acts on a person, that person's own right is part of the decision (law 9). */
function consent({ consent: needed }: Right, asked: Asked): Verdict | undefined {
  if (needed === undefined) return undefined;
  if (asked?.consents === undefined) return unknown('consent-not-known');
  return asked.consents.includes(needed) ? undefined : denied('consent');
}
