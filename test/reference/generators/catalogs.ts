import type {
  CatalogDefinition,
  GrantSpec,
  Implication,
  OptionDefinition,
  PermissionBase,
  PermissionDefinition,
  RecordField,
  ResourceDefinition,
} from '../../../src/model/catalog.js';
import type { GrantValue } from '../../../src/model/grant.js';
import { permissionOf } from '../../../src/model/permissionOf.js';
import { type Draw, once, pick, several, some, whole } from './draw.js';
import { dimensionNames, licenseNames, packageNames, permissionNames, planNames, roleNames } from './names.js';
import { drawReaches, drawScope } from './scopes.js';

const label = 'x';
const labelled = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, { label }]));

/** The fields that records are laid out with; `other` is only read by functions. */
export const fieldNames = [
  'owner',
  'queue',
  'queues',
  'group.id',
  'group.of.id',
  'line',
  'ext',
  'to.ext',
  'yes',
] as const;

const readOther: RecordField = (record) => Reflect.get(record, 'other') as unknown;

function drawField(draw: Draw): RecordField {
  if (once(draw, 12)) return readOther;
  return once(draw, 4) ? [pick(draw, fieldNames), pick(draw, fieldNames)] : pick(draw, fieldNames);
}

function drawResource(draw: Draw, dimensions: readonly string[]): ResourceDefinition {
  const layout = some(draw, dimensions, 2).map((dimension) => [dimension, drawField(draw)]);
  return {
    label,
    dimensions: Object.fromEntries(layout) as Record<string, RecordField>,
    ...(!once(draw, 3) && { owner: drawField(draw) }),
    ...(!once(draw, 3) && { consents: once(draw, 4) ? drawField(draw) : 'yes' }),
  };
}

/** A catalog that holds together: a few permissions of every kind that open, require and gate one another. */
export function drawCatalog(draw: Draw): CatalogDefinition {
  const dimensions = some(draw, dimensionNames, 2);
  const resources = { call: drawResource(draw, dimensions), mail: drawResource(draw, dimensions) };
  const kinds = new Map(permissionNames.map((name) => [name, drawKind(draw, resources)]));
  const spec = (from: number) => drawSpec(draw, kinds, dimensions, from);
  const permissions = permissionNames.map(
    (name, i) => [name, openingSettings(kinds, drawLinks(draw, kinds, dimensions, i))] as const,
  );
  return {
    id: 'random',
    dimensions: labelled(dimensions),
    resources,
    permissions: Object.fromEntries(permissions),
    roles: Object.fromEntries(
      roleNames.map((name) => [
        name,
        {
          label,
          grants: several(draw, 0, 4, () => spec(0)),
          ...(once(draw, 8) && { unrestricted: true }),
          ...(once(draw, 5) && { within: drawReaches(draw, dimensions, 2) }),
        },
      ]),
    ),
    packages: Object.fromEntries(
      packageNames.map((name) => [name, { label, grants: several(draw, 0, 3, () => spec(0)) }]),
    ),
    baseline: several(draw, 0, 2, () => spec(0)),
    ...(once(draw, 4) && drawConflicts(draw, kinds)),
    plans: labelled(planNames),
    licenses: labelled(licenseNames),
  };
}

function drawConflicts(draw: Draw, kinds: Kinds): Pick<CatalogDefinition, 'conflicts'> {
  const rights = permissionNames.filter((name) => kinds.get(name)?.kind === 'right');
  const conflicts = several(draw, 1, 2, (i) => ({ id: `c${i}`, label, permissions: some(draw, rights, 2) }));
  return { conflicts: conflicts.filter(({ permissions }) => permissions.length > 1) };
}

type Kinds = ReadonlyMap<string, PermissionDefinition>;

function drawKind(draw: Draw, resources: CatalogDefinition['resources']): PermissionDefinition {
  const base: PermissionBase = {
    label,
    ...(once(draw, 8) && { plans: some(draw, planNames, 2) }),
    ...(once(draw, 10) && { licenses: some(draw, licenseNames, 2) }),
    ...(once(draw, 3) && { assignable: false as const }),
    ...(once(draw, 5) && { setting: true as const }),
  };
  const kind = whole(draw, 0, 11);
  if (kind === 0) return { ...base, kind: 'duty' };
  if (kind === 1) return drawNumber(draw, base);
  if (kind === 2) return { ...base, ...drawChoice(draw) };
  if (kind <= 4) return { ...base, kind: 'right' };
  const on = kind === 5 ? 'mail' : 'call';
  const consents = resources[on]?.consents !== undefined && once(draw, 4);
  return { ...base, kind: 'right', on, ...(consents && { consent: 'calls.a' }) };
}

function drawNumber(draw: Draw, base: PermissionBase): PermissionDefinition {
  const [min, max] = [whole(draw, 0, 2), whole(draw, 2, 5)];
  const bounds = { ...(!once(draw, 4) && { max }), ...(once(draw, 2) && { unlimited: true as const }) };
  const mayBeUnlimited = bounds.unlimited || bounds.max === undefined;
  return {
    ...base,
    kind: 'number',
    unit: 'count',
    min,
    ...bounds,
    default: mayBeUnlimited && once(draw, 3) ? 'unlimited' : whole(draw, min, max),
    ...(once(draw, 2) && { merge: pick(draw, ['max', 'min'] as const) }),
  };
}

function drawChoice(draw: Draw): PermissionDefinition & { kind: 'choice' } {
  const options = ['none', 'own', 'toString'].slice(0, whole(draw, 1, 3)).map((id) => ({ id, label }));
  const merge = once(draw, 2) && { merge: pick(draw, ['highest', 'lowest'] as const) };
  return { label, kind: 'choice', options, default: pick(draw, options).id, ...merge };
}

/** The permission with what ties it to the others: later ones that it opens, earlier rights that it requires. */
function drawLinks(draw: Draw, kinds: Kinds, dimensions: readonly string[], i: number): PermissionDefinition {
  const kind = kinds.get(permissionNames[i] ?? '');
  if (kind === undefined) throw new RangeError(`There is no permission ${i}.`);
  const isRight = (name: string) => kinds.get(name)?.kind === 'right';
  const requires = some(draw, permissionNames.slice(0, i).filter(isRight), 8);
  const tied = { ...kind, ...(requires.length > 0 && { requires }), ...consentOf(kind, isRight) };
  if (tied.kind === 'choice') return { ...tied, options: tied.options.map((option) => withGrants(option)) };
  if (tied.kind !== 'right') return tied;
  const opened = some(draw, permissionNames.slice(i + 1).filter(isRight), 6);
  const implies = opened.map((name) => drawImplication(draw, tied.on, kinds.get(name), name, dimensions));
  return { ...tied, ...(implies.length > 0 && { implies }) };

  function withGrants(option: OptionDefinition): OptionDefinition {
    if (i + 1 >= permissionNames.length || once(draw, 3)) return option;
    return { ...option, grants: several(draw, 0, 2, () => drawSpec(draw, kinds, dimensions, i + 1, false)) };
  }
}

/** A setting opens settings only. */
function openingSettings(kinds: Kinds, permission: PermissionDefinition): PermissionDefinition {
  if (!permission.setting) return permission;
  const isSetting = (spec: GrantSpec | Implication) => kinds.get(permissionOf(spec))?.setting === true;
  if (permission.kind === 'right') return { ...permission, implies: (permission.implies ?? []).filter(isSetting) };
  if (permission.kind !== 'choice') return permission;
  const options = permission.options.map(({ grants = [], ...option }) => ({
    ...option,
    grants: grants.filter(isSetting),
  }));
  return { ...permission, options };
}

function consentOf(kind: PermissionDefinition, isRight: (name: string) => boolean) {
  if (kind.kind !== 'right' || kind.consent === undefined) return {};
  return { consent: permissionNames.find(isRight) ?? '' };
}

function drawImplication(
  draw: Draw,
  from: string | undefined,
  target: PermissionDefinition | undefined,
  name: string,
  dimensions: readonly string[],
): Implication {
  const isScoped = target?.kind === 'right' && target.on !== undefined;
  const mustWiden = from === undefined && isScoped;
  if (!mustWiden && !once(draw, 3)) return name;
  return { permission: name, scope: isScoped ? drawScope(draw, dimensions) : 'all' };
}

/** A grant as a catalog may write it. */
export const drawSpecOf = (draw: Draw, { permissions, dimensions }: CatalogDefinition): GrantSpec =>
  drawSpec(draw, new Map(Object.entries(permissions)), Object.keys(dimensions), 0);

/** A grant as a catalog may write it, of a permission from number `from` on. */
function drawSpec(draw: Draw, kinds: Kinds, dimensions: readonly string[], from: number, mayDeny = true): GrantSpec {
  const permission = pick(draw, permissionNames.slice(from));
  const kind = kinds.get(permission);
  const deny = mayDeny && once(draw, 6);
  const conditional = once(draw, 8) && ({ conditional: true } as const);
  const effect = deny && ({ effect: 'deny' } as const);
  if (kind === undefined || kind.kind !== 'right') {
    return { permission, ...effect, ...conditional, ...(kind && !deny && { value: drawValue(draw, kind) }) };
  }
  if (kind.on === undefined) return { permission, ...effect, ...conditional, ...(once(draw, 3) && { scope: 'all' }) };
  const scoped = !(deny && once(draw, 3)) && { scope: drawScope(draw, dimensions) };
  return { permission, ...effect, ...conditional, ...scoped };
}

/** A value that the permission takes. */
export function drawValue(draw: Draw, permission: PermissionDefinition): GrantValue {
  switch (permission.kind) {
    case 'choice':
      return pick(draw, permission.options).id;
    case 'number':
      return (permission.unlimited || permission.max === undefined) && once(draw, 4)
        ? 'unlimited'
        : whole(draw, permission.min, permission.max ?? 9);
    case 'duty':
    case 'right':
      return once(draw, 2);
  }
}
