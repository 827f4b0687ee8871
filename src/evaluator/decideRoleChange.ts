import type { Catalog, PermissionDefinition, RoleDefinition } from '../model/catalog.js';
import type { Decision } from '../model/decision.js';
import type { Grant, GrantSet } from '../model/grant.js';
import type { Member } from '../model/member.js';
import { grantFrom, mostOf, ownEntry, roleGrants } from './bundles.js';
import { grantKey } from './canonical.js';
import { heldOf, isDeny, isStillDenied } from './ceiling.js';
import { freedOptions, openedBy } from './freedOptions.js';
import { ceilingDecision, denied, type Giver, manages } from './giver.js';
import { grantableTo } from './grantable.js';
import { ungatedGrants } from './ungated.js';

/** A role that is not there yet, or not any more: it gives nothing. */
const noRole: RoleDefinition = { label: '' };

/** Whether a role may be made into that one, for everybody who holds it (law 11). */
export function decideRoleChange(
  giver: Giver,
  id: string,
  before: RoleDefinition | undefined,
  after: RoleDefinition | undefined,
): Decision {
  const { catalog, actor, may } = giver;
  const editRole = catalog.delegation?.editRole;
  if (editRole === undefined) return denied('not-granted');
  const decision = may.check(editRole);
  if (decision.status !== 'allowed') return decision;
  if (actor.subject.roles.includes(id)) return denied('self');
  if (before && isProductsWord(before, after)) return denied('locked', { kind: 'role', ids: [id] });
  const left = after ?? noRole;
  const [old, next] = roleSets(catalog, id, before ?? noRole, left);
  return (
    rankDecision(giver, id, before, left) ??
    lockDecision(catalog, id, before, left) ??
    // What an umbrella opened, another role may have closed by denying the umbrella: given itself it is more.
    ceilingDecision(giver, withoutOpened(old), withoutOpened(next), false) ??
    ceilingDecision(giver, old, next, false) ??
    decision
  );
}

/** Whether a change is the product's to make: who must hold a role, what it may be given, that it is there at all. */
function isProductsWord(before: RoleDefinition, after: RoleDefinition | undefined): boolean {
  if (!after) return !before.custom;
  const word = ({ grantable, mustBeHeld, custom }: RoleDefinition) => JSON.stringify([grantable, mustBeHeld, custom]);
  return word(before) !== word(after);
}

function rankDecision(
  giver: Giver,
  id: string,
  before: RoleDefinition | undefined,
  after: RoleDefinition,
): Decision | undefined {
  if (before && !manages(giver, id)) return denied('rank', { kind: 'role', ids: [id] });
  const [old, next] = [managedBy(giver.catalog, before), managedBy(giver.catalog, after)];
  const beyond = next.find((role) => role !== id && !old.includes(role) && !manages(giver, role));
  return beyond === undefined ? undefined : denied('rank', { kind: 'role', ids: [beyond] });
}

function managedBy({ roles }: Catalog, role: RoleDefinition | undefined): readonly string[] {
  return role?.manages ?? (role?.unrestricted ? Object.keys(roles) : []);
}

/** What nobody can be given, or no holder of this role, no change of the role gives either. */
function lockDecision(
  catalog: Catalog,
  id: string,
  before: RoleDefinition | undefined,
  after: RoleDefinition,
): Decision | undefined {
  const given = (role: RoleDefinition) => roleGrants(withRole(catalog, id, role), id);
  const changed = changedPermissions(given(before ?? noRole), given(after));
  const locked = changed.filter((permission) => ownEntry(catalog.permissions, permission)?.assignable === false);
  const { grants: _, unrestricted: __, ...word } = after;
  const limiting = before ?? { ...word, custom: true };
  const isGrantable = grantableTo(withRole(catalog, id, limiting), stranger(catalog, id));
  const beyond = given(after)
    .filter((grant) => changed.includes(grant.permission) && !isGrantable(grant))
    .map((grant) => grant.permission);
  const ids = [...new Set([...locked, ...beyond])];
  return ids.length === 0 ? undefined : denied('locked', { kind: 'permission', ids });
}

function changedPermissions(before: readonly Grant[], after: readonly Grant[]): string[] {
  const keyed = (grants: readonly Grant[]) => new Map(grants.map((grant) => [grantKey(grant), grant.permission]));
  const [old, next] = [keyed(before), keyed(after)];
  return [...old, ...next].filter(([key]) => !old.has(key) || !next.has(key)).map(([, permission]) => permission);
}

/** What the role gave and will give; what it no longer keeps from its holders counts as given. */
function roleSets(
  catalog: Catalog,
  id: string,
  before: RoleDefinition,
  after: RoleDefinition,
): readonly [GrantSet, GrantSet] {
  const [old, next] = [roleSet(catalog, id, before), roleSet(catalog, id, after)];
  return [
    old,
    { ...next, grants: [...next.grants, ...liftedDenies(catalog, old, next), ...freedOptions(catalog, old, next)] },
  ];
}

function roleSet(catalog: Catalog, id: string, role: RoleDefinition): GrantSet {
  const set = ungatedGrants({ ...withRole(catalog, id, role), baseline: [] }, stranger(catalog, id));
  // What comes with the default of a choice is no part of a role that leaves the choice alone.
  return { ...set, grants: set.grants.filter(({ via }) => via !== 'baseline') };
}

function withoutOpened(set: GrantSet): GrantSet {
  return { ...set, grants: set.grants.filter(({ from }) => !from.startsWith('implied:')) };
}

function withRole(catalog: Catalog, id: string, role: RoleDefinition): Catalog {
  return { ...catalog, roles: { ...catalog.roles, [id]: role } };
}

/**
 * Somebody of whom nothing is known but the role. What is theirs is one id that nobody can name, so that
 * `'mine'` is within `'mine'` and `'any'`, and no chosen ids are within it nor it within them.
 */
function stranger({ dimensions }: Catalog, role: string): Member {
  const unknown = ['\u0000mine'];
  return {
    id: `role:${role}`,
    tenant: '',
    roles: [role],
    extensions: unknown,
    memberships: Object.fromEntries(Object.keys(dimensions).map((dimension) => [dimension, unknown])),
    licenses: [],
    packages: [],
    overrides: [],
  };
}

/** A role's deny also holds back what its holders have from elsewhere: lifting it gives as far as it reached. */
function liftedDenies(catalog: Catalog, before: GrantSet, after: GrantSet): Grant[] {
  return Object.entries(catalog.permissions).flatMap(([id, definition]) => {
    const denies = (set: GrantSet) => heldOf(catalog, set, id, definition).filter(isDeny);
    const still = denies(after);
    return denies(before).flatMap((deny) => [
      ...(isStillDenied(deny, still) ? [] : allowInPlace(definition, deny.grant)),
      ...(still.length > 0 ? [] : reopened(catalog, definition, deny.grant)),
    ]);
  });
}

/** A deny of any reach keeps an umbrella closed, so without it whoever has the umbrella elsewhere has all it opens. */
function reopened(catalog: Catalog, definition: PermissionDefinition, { permission, from }: Grant): readonly Grant[] {
  const whole =
    definition.kind === 'choice'
      ? definition.options.map(({ id }) => grantFrom({ permission, value: id }, from))
      : mostOf(permission, definition, from);
  return openedBy(catalog, whole);
}

function allowInPlace(definition: PermissionDefinition, { permission, scope = 'all', from }: Grant): Grant[] {
  return mostOf(permission, definition, from).map((most) => (most.scope === undefined ? most : { ...most, scope }));
}
