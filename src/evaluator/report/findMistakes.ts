import { attempt } from '../../base/attempt.js';
import { nearest } from '../../base/nearest.js';
import type { Catalog, ResourceDefinition } from '../../model/catalog.js';
import type { GrantSet } from '../../model/grant.js';
import type { Member } from '../../model/member.js';
import { fieldsOf, isRecord, readField } from '../decide/predicate.js';

/** Something that closes a right and that nobody can have meant, for a developer to correct. */
export type Mistake =
  | { readonly code: 'unknown-permission'; readonly name: string; readonly catalog: string; readonly meant?: string }
  | { readonly code: 'record-missing'; readonly permission: string; readonly resource: string }
  | {
      readonly code: 'fields-missing';
      readonly permission: string;
      readonly resource: string;
      readonly fields: readonly string[];
    }
  | { readonly code: 'scope-missing'; readonly permission: string; readonly from: string }
  | {
      readonly code: 'unknown-role' | 'unknown-package' | 'unknown-dimension';
      readonly name: string;
      readonly person: string;
      readonly catalog: string;
      readonly meant?: string;
    };

/** A question that was asked of an evaluator. */
export interface AskedQuestion {
  readonly permission: string;
  /** Whether it was asked about one record, as `can` and `check` do; `canSome` and the others do not. */
  readonly isAboutOne: boolean;
  readonly record?: unknown;
}

/** What is wrong with a question itself, whatever the grants say; nothing where it can be meant. */
export function mistakeIn(catalog: Catalog, { permission, isAboutOne, record }: AskedQuestion): Mistake | undefined {
  const known = catalog.permissions;
  const definition = Object.hasOwn(known, permission) ? known[permission] : undefined;
  if (!definition) return { code: 'unknown-permission', catalog: catalog.id, ...named(permission, Object.keys(known)) };
  const resource = definition.kind === 'right' ? definition.on : undefined;
  if (!isAboutOne || resource === undefined) return undefined;
  if (!isRecord(record)) return { code: 'record-missing', permission, resource };
  const missing = missingFields(catalog.resources[resource], record);
  return missing && { code: 'fields-missing', permission, resource, fields: missing };
}

/** The fields that a type of record is read by, where a record has none of them: it may be another record. */
function missingFields(resource: ResourceDefinition | undefined, record: object): readonly string[] | undefined {
  if (!resource) return undefined;
  const fields = ['owner', ...Object.keys(resource.dimensions)].flatMap((key) => fieldsOf(resource, key));
  // One that is there and empty, such as the queue of a direct call, is there.
  const isThere = fields.some((field) =>
    typeof field === 'string'
      ? attempt(() => (field.split('.')[0] ?? '') in record) !== false
      : attempt(() => readField(field)(record)) !== undefined,
  );
  return fields.length === 0 || isThere ? undefined : fields.map((field) => String(field));
}

/** What is wrong with a member, so that less is resolved than can have been meant. */
export function mistakesOfMember(catalog: Catalog, member: Member): readonly Mistake[] {
  const { roles, packages, memberships, overrides } = member;
  return [
    ...unknown('unknown-role', roles, catalog.roles, member.id, catalog),
    ...unknown('unknown-package', packages, catalog.packages ?? {}, member.id, catalog),
    ...unknown('unknown-dimension', Object.keys(memberships), catalog.dimensions, member.id, catalog),
    ...withoutScope(
      catalog,
      overrides.map((override) => ({ ...override, from: 'member' })),
    ),
  ];
}

/** What is wrong with a grant set that has arrived. Its roles are not looked at: an organisation makes its own. */
export function mistakesOfSet(catalog: Catalog, { subject, grants }: GrantSet): readonly Mistake[] {
  return [
    ...unknown('unknown-dimension', Object.keys(subject.memberships), catalog.dimensions, subject.id, catalog),
    ...withoutScope(catalog, grants),
  ];
}

type UnknownName = 'unknown-role' | 'unknown-package' | 'unknown-dimension';

function unknown(
  code: UnknownName,
  names: readonly string[],
  table: object,
  person: string,
  catalog: Catalog,
): readonly Mistake[] {
  return names
    .filter((name) => !Object.hasOwn(table, name))
    .map((name) => ({ code, person, catalog: catalog.id, ...named(name, Object.keys(table)) }));
}

function named(name: string, names: readonly string[]) {
  const meant = nearest(String(name), names);
  return { name: String(name), ...(meant !== undefined && { meant }) };
}

interface AnyGrant {
  readonly permission: string;
  readonly effect: 'allow' | 'deny';
  readonly scope?: unknown;
  readonly from: string;
}

function withoutScope({ permissions }: Catalog, grants: readonly AnyGrant[]): readonly Mistake[] {
  return grants.flatMap(({ permission, effect, scope, from }) => {
    const definition = Object.hasOwn(permissions, permission) ? permissions[permission] : undefined;
    const isScoped = definition?.kind === 'right' && definition.on !== undefined;
    return isScoped && effect === 'allow' && scope === undefined ? [{ code: 'scope-missing', permission, from }] : [];
  });
}
