import { isSame } from '../../base/isSame.js';
import type { Catalog, RoleDefinition } from '../../model/catalog.js';
import type { Decision } from '../../model/decision.js';
import { permissionFor } from '../../model/delegation.js';
import type { Member } from '../../model/member.js';
import { ownEntry, roleGrants } from '../resolve/roleGrants.js';
import { permissionOf } from '../../model/permissionOf.js';
import { grantKey } from '../decide/canonical.js';
import { ceilingDecision, denied, type Giver, handedOutDecision, manages, newConflictDecision } from './giver.js';
import { givesOf } from './givesOf.js';
import { grantableTo } from '../resolve/grantable.js';
import { conflictsAmong } from '../resolve/conflicts.js';
import { openGrants } from '../resolve/openGrants.js';
import { narrowing } from '../resolve/narrowing.js';
import { affectedBy, affecting, inOrder, openersTo } from '../resolve/openers.js';
import { subjectOf } from '../resolve/effectiveGrants.js';
import { roleGains } from './roleGains.js';

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
  const right = permissionFor(catalog.delegation, before ? 'editRole' : 'createRole');
  if (right === undefined) return denied('not-granted');
  const decision = may.check(right);
  if (decision.status !== 'allowed') return decision;
  if (actor.subject.roles.includes(id)) return denied('self');
  if (before && isProductsWord(before, after)) return denied('locked', { kind: 'role', ids: [id] });
  const [old, next] = [before ?? noRole, after ?? noRole];
  const changed = changedPermissions(catalog, id, old, next);
  return (
    rankDecision(giver, id, before, next) ??
    lockDecision(catalog, id, before, next, changed) ??
    conflictDecision(catalog, id, [old, next], changed) ??
    giftDecision(giver, id, [old, next], changed) ??
    decision
  );
}

/**
 * Whether a change is the product's to make: who must hold a role, what it may be given, what it is restricted to, that
 * it is there at all.
 */
function isProductsWord(before: RoleDefinition, after: RoleDefinition | undefined): boolean {
  if (!after) return !before.custom;
  const word = ({ grantable, within, mustBeHeld, custom }: RoleDefinition) => [grantable, within, mustBeHeld, custom];
  return !isSame(word(before), word(after));
}

function rankDecision(
  giver: Giver,
  id: string,
  before: RoleDefinition | undefined,
  after: RoleDefinition,
): Decision | undefined {
  if (before && !manages(giver, id)) return denied('rank', { kind: 'role', ids: [id] });
  const old = new Set(managedBy(giver.catalog, before));
  const beyond = managedBy(giver.catalog, after).find((role) => role !== id && !old.has(role) && !manages(giver, role));
  return beyond === undefined ? undefined : denied('rank', { kind: 'role', ids: [beyond] });
}

function managedBy({ roles }: Catalog, role: RoleDefinition | undefined): readonly string[] {
  return role?.manages ?? (role?.unrestricted ? Object.keys(roles) : []);
}

/** Refuses a change that gives what nobody, or no holder of this role, may be given. */
function lockDecision(
  catalog: Catalog,
  id: string,
  before: RoleDefinition | undefined,
  after: RoleDefinition,
  changed: ReadonlySet<string>,
): Decision | undefined {
  const locked = [...changed].filter((permission) => ownEntry(catalog.permissions, permission)?.assignable === false);
  const { grants: _, unrestricted: __, ...word } = after;
  const limiting = before ?? { ...word, custom: true };
  const isGrantable = grantableTo(withRole(catalog, id, limiting), stranger(catalog, id), openersTo(catalog, changed));
  const changing = withRole(catalog, id, after);
  const beyond = roleGrants(changing, id, changed)
    .map(narrowing(changing, stranger(catalog, id)))
    .filter((grant) => !isGrantable(grant))
    .map((grant) => grant.permission);
  const ids = [...new Set([...locked, ...beyond])];
  return ids.length === 0 ? undefined : denied('locked', { kind: 'permission', ids });
}

/** The permissions of which the role does not give the same. */
function changedPermissions(
  catalog: Catalog,
  id: string,
  before: RoleDefinition,
  after: RoleDefinition,
): ReadonlySet<string> {
  // An edit keeps what it does not touch, so that hardly anything has to be written out to be compared.
  const [old, next] = [new Set(before.grants), new Set(after.grants)];
  const touched = [...old, ...next].filter((spec) => !old.has(spec) || !next.has(spec)).map(permissionOf);
  const wanted = before.unrestricted === after.unrestricted ? new Set(touched) : undefined;
  const keyed = (role: RoleDefinition) =>
    new Map(roleGrants(withRole(catalog, id, role), id, wanted).map((grant) => [grantKey(grant), grant.permission]));
  const [was, will] = [keyed(before), keyed(after)];
  return new Set(
    [...was, ...will].filter(([key]) => !was.has(key) || !will.has(key)).map(([, permission]) => permission),
  );
}

/** Refuses to make a role give by itself what nobody may hold together. */
function conflictDecision(
  catalog: Catalog,
  id: string,
  roles: readonly [RoleDefinition, RoleDefinition],
  changed: ReadonlySet<string>,
): Decision | undefined {
  if (!catalog.conflicts) return undefined;
  const wanted = affecting(catalog, affectedBy(catalog, changed));
  const [before, after] = roles.map((role) => {
    const among = withRole(catalog, id, role);
    const narrow = narrowing(among, stranger(catalog, id));
    return conflictsAmong(catalog, openGrants(catalog, roleGrants(among, id, wanted), { among: wanted }), { narrow });
  });
  return before && after && newConflictDecision(before, after);
}

/** Refuses to give holders of the role more than the giver holds. */
function giftDecision(
  giver: Giver,
  id: string,
  [before, after]: readonly [RoleDefinition, RoleDefinition],
  changed: ReadonlySet<string>,
): Decision | undefined {
  const { catalog } = giver;
  const wanted = affecting(catalog, affectedBy(catalog, changed));
  const own = (role: RoleDefinition) => roleGrants(withRole(catalog, id, role), id, wanted);
  const gains = roleGains(
    {
      catalog,
      subject: subjectOf(stranger(catalog, id)),
      giver: giver.held(),
      // A role keeps what it is restricted to.
      narrow: narrowing(withRole(catalog, id, after), stranger(catalog, id)),
      before: own(before),
      after: own(after),
    },
    changed,
  );
  // What an umbrella opened, another role may have closed by denying the umbrella: given itself it is more.
  return (
    ceilingDecision(inOrder(catalog, gains.given)) ??
    ceilingDecision(inOrder(catalog, gains.opened)) ??
    handOutDecision(giver, id, before, after)
  );
}

/** Refuses to let holders of the role hand out more than the giver may. */
function handOutDecision(
  giver: Giver,
  id: string,
  before: RoleDefinition,
  after: RoleDefinition,
): Decision | undefined {
  if (before.gives === after.gives && before.unrestricted === after.unrestricted) return undefined;
  const { catalog } = giver;
  const gives = (role: RoleDefinition) => givesOf(withRole(catalog, id, role), subjectOf(stranger(catalog, id)));
  return handedOutDecision(giver, gives(before), gives(after));
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
