import type {
  CatalogDefinition,
  ChoiceDefinition,
  Implication,
  PermissionDefinition,
  RightDefinition,
} from '../model/catalog.js';
import type { Grant, Provenance } from '../model/grant.js';
import type { Subject } from '../model/subject.js';
import { closedValue } from '../model/value.js';
import { grantFrom, ownEntry } from './bundles.js';
import { compareText, grantKey } from './canonical.js';
import { clauseOf, namesSomething } from './clause.js';
import { conditionOf } from './condition.js';
import { gateOf } from './right.js';
import { mergeValues } from './values.js';
import { cutTimes, outside, spans } from './window.js';

/** For whom grants are opened. */
export interface Opening {
  /** Without one, as for a role, everything opens that would open for somebody. */
  readonly subject?: Subject;
  /** What is left of a grant beside a member's overrides. */
  readonly replaced?: (grant: Grant) => readonly Grant[];
}

/**
 * Adds what umbrellas and chosen options open (law 6), each before what it opens, so that what one opens can open
 * more. What takes no effect itself opens nothing that does: denied, out of its plan or licences, or reaching nothing.
 */
export function openGrants(
  catalog: CatalogDefinition,
  grants: readonly Grant[],
  { subject, replaced = (grant) => [grant] }: Opening = {},
): Grant[] {
  const held = new Map<string, Grant[]>();
  const add = (grant: Grant) => {
    const group = held.get(grant.permission);
    if (group) group.push(grant);
    else held.set(grant.permission, [grant]);
  };
  grants.forEach(add);
  for (const [id, permission] of openersOf(catalog)) {
    const opened = openedBy(catalog, id, permission, unique(held.get(id) ?? []), subject);
    // What a member's own umbrella opens stands beside its overrides; what roles and packages open gives way.
    for (const grant of opened) (grant.via === 'member' ? [grant] : replaced(grant)).forEach(add);
  }
  return [...held.values()].flat();
}

/** One copy of each: what two umbrellas open opens the same once. */
function unique(grants: readonly Grant[]): readonly Grant[] {
  return grants.length < 2 ? grants : [...new Map(grants.map((grant) => [grantKey(grant), grant])).values()];
}

type Opener = readonly [id: string, permission: PermissionDefinition];

const known = new WeakMap<CatalogDefinition['permissions'], readonly Opener[]>();

/** The permissions that open others, each before those that it opens; worked out once for each catalog. */
function openersOf({ permissions }: CatalogDefinition): readonly Opener[] {
  const openers = known.get(permissions) ?? sortedOpeners(permissions);
  known.set(permissions, openers);
  return openers;
}

function sortedOpeners(permissions: CatalogDefinition['permissions']): readonly Opener[] {
  const seen = new Set<string>();
  const order: Opener[] = [];
  const visit = (id: string) => {
    const permission = ownEntry(permissions, id);
    if (permission === undefined || seen.has(id)) return;
    seen.add(id);
    const targets = targetsOf(permission);
    targets.forEach(visit);
    if (targets.length > 0) order.unshift([id, permission]);
  };
  Object.keys(permissions).forEach(visit);
  return order;
}

function targetOf(implied: Implication): string {
  return typeof implied === 'string' ? implied : implied.permission;
}

function targetsOf(permission: PermissionDefinition): readonly string[] {
  if (permission.kind === 'right') return (permission.implies ?? []).map(targetOf);
  if (permission.kind !== 'choice') return [];
  return permission.options.flatMap(({ grants = [] }) =>
    grants.map((spec) => (typeof spec === 'string' ? spec : spec.permission)),
  );
}

function openedBy(
  catalog: CatalogDefinition,
  id: string,
  permission: PermissionDefinition,
  grants: readonly Grant[],
  subject: Subject | undefined,
): readonly Grant[] {
  const isGated = (one: string) => subject !== undefined && gateOf({ catalog, set: { subject } }, one) !== undefined;
  if (permission.kind === 'choice') return openedByOption(id, permission, grants, isGated(id));
  if (permission.kind !== 'right') return [];
  const { implies = [] } = permission;
  // What is out of plan or licences itself takes no effect either way, and can say what it lacks.
  const targets = isGated(id) ? implies.filter((implied) => isGated(targetOf(implied))) : implies;
  const denies = grants.filter((grant) => grant.effect === 'deny');
  const allows = grants.filter(
    (grant) => grant.effect === 'allow' && reachesSomething(catalog, permission, grant, subject),
  );
  // Half an umbrella cannot be carried along, so while a deny of any reach is in force it opens nothing.
  const pieces = allows.flatMap((grant) => outside(grant, denies));
  return pieces.flatMap((piece) => impliedGrants(catalog, targets, piece));
}

function reachesSomething(
  catalog: CatalogDefinition,
  { on }: RightDefinition,
  grant: Grant,
  subject: Subject | undefined,
): boolean {
  if (subject === undefined) return namesSomething(grant.scope ?? (on === undefined ? 'all' : {}));
  const clause = clauseOf(catalog, subject, grant, on !== undefined);
  const resource = on === undefined ? undefined : catalog.resources[on];
  return resource === undefined ? clause.all === true : conditionOf(clause, subject, resource) !== false;
}

/** What an umbrella opens, with its window and, unless declared otherwise, its scope. */
function impliedGrants(catalog: CatalogDefinition, implies: readonly Implication[], umbrella: Grant): Grant[] {
  const { startsAt, endsAt, conditional } = umbrella;
  return implies.map((implied): Grant => {
    const permission = targetOf(implied);
    const scope = typeof implied === 'string' ? umbrella.scope : implied.scope;
    const target = ownEntry(catalog.permissions, permission);
    const scoped = target?.kind === 'right' && target.on !== undefined;
    return {
      permission,
      effect: 'allow',
      from: `implied:${umbrella.permission}`,
      via: umbrella.via ?? umbrella.from,
      ...(scoped && scope !== undefined && { scope }),
      ...(startsAt !== undefined && { startsAt }),
      ...(endsAt !== undefined && { endsAt }),
      ...(conditional && { conditional }),
    };
  });
}

/** What comes with the option that a choice is set to, for as long as it is set so. */
function openedByOption(id: string, choice: ChoiceDefinition, grants: readonly Grant[], isGated: boolean): Grant[] {
  return cutTimes(grants).flatMap((window) => {
    const inForce = grants.filter((grant) => spans(grant, window));
    const chosen = isGated ? closedValue(choice) : mergeValues(choice, inForce);
    const givers = inForce.filter((grant) => grant.value === chosen);
    const via = firstSource(givers.length > 0 ? givers : inForce);
    const specs = choice.options.find((option) => option.id === chosen)?.grants ?? [];
    return specs.map((spec): Grant => ({ ...grantFrom(spec, `implied:${id}`), via, ...window }));
  });
}

/** The same one of several sources in whatever order they come; the member's own, if it is one of them. */
function firstSource(grants: readonly Grant[]): Provenance {
  const sources = grants.map(({ via, from }) => via ?? from);
  return sources.includes('member') ? 'member' : (sources.sort(compareText)[0] ?? 'baseline');
}
