import type { Catalog } from '../model/catalog.js';
import { opensOf } from '../model/permissionOf.js';
import type { Matrix } from './Matrix.js';
import type { MatrixTarget } from './MatrixBackend.js';
import { createResolver } from './createResolver.js';
import { effectOf } from './effect.js';
import { fieldsOf } from './changedFields.js';
import type { Field } from './field.js';

/** The permissions of which some of these targets have settings of their own. */
export function overriddenPermissions(matrix: Matrix, targets: readonly MatrixTarget[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const target of targets) for (const id of ownPermissions(matrix, target)) found.add(id);
  return found;
}

/** The permissions of which one target has settings of its own. */
export function ownPermissions(matrix: Matrix, target: MatrixTarget): readonly string[] {
  const state = matrix.shown(target);
  const prefix = 'overrides.';
  return (state ? fieldsOf(state) : [])
    .filter((field: Field) => field.startsWith(prefix))
    .map((field) => field.slice(prefix.length));
}

/**
 * The permissions whose effect differs between these targets. Members of one role, with the same packages and plan,
 * differ by their overrides only, and by the permissions that these open or are required for; so one member of each
 * kind is compared instead of all.
 */
export function differingPermissions(matrix: Matrix, targets: readonly MatrixTarget[]): ReadonlySet<string> {
  const kinds = new Map<string, MatrixTarget>();
  const found = new Set<string>();
  const isExact = targets.length <= exactUpTo;
  for (const target of targets) {
    const own = ownPermissions(matrix, target);
    const key = kindOf(matrix, target);
    if (own.length === 0 || isExact) kinds.set(isExact ? target : key, target);
    else {
      for (const id of own) found.add(id);
      if (!kinds.has(key)) kinds.set(key, target);
    }
  }
  if (kinds.size < targets.length) addDependents(matrix.catalog(), found);
  const examples = [...kinds.values()];
  for (const permission of Object.keys(matrix.catalog().permissions)) {
    const [first, ...rest] = examples.map((target) => textOf(matrix, target, permission));
    if (rest.some((each) => each !== first)) found.add(permission);
  }
  return found;
}

/** Adds the permissions that may change with these: those that they open, and those that require them. */
function addDependents({ permissions }: Catalog, found: Set<string>) {
  const requiring = new Map<string, string[]>();
  for (const [id, { requires }] of Object.entries(permissions))
    for (const required of requires ?? []) requiring.set(required, [...(requiring.get(required) ?? []), id]);
  // Iterating over a set also visits the elements that are added meanwhile.
  for (const id of found) {
    for (const opened of opensOf(permissions[id])) found.add(opened);
    for (const other of requiring.get(id) ?? []) found.add(other);
  }
}

/** The most columns of which each one is compared exactly. */
const exactUpTo = 50;

function kindOf(matrix: Matrix, target: MatrixTarget): string {
  const state = matrix.shown(target);
  if (state?.kind !== 'member') return target;
  const { roles, packages, plan, licenses } = state.member;
  return JSON.stringify([roles, packages, plan, licenses]);
}

function textOf(matrix: Matrix, target: MatrixTarget, permission: string): string {
  const { effective, stop } = matrix.cell(target, permission) ?? {};
  return JSON.stringify([effective?.on, effective?.reach, effective?.denied, effective?.value, stop?.kind]);
}

/** The targets among these that have the permission; worked out in slices, so that the page stays responsive. */
export async function findHolders(
  matrix: Matrix,
  targets: readonly MatrixTarget[],
  permission: string,
  signal: AbortSignal,
): Promise<readonly MatrixTarget[]> {
  matrix.catchUp();
  const catalog = matrix.catalog();
  // A resolver of its own, so that the members on the screen stay in that of the matrix.
  const resolver = createResolver(catalog, catalog, matrix.now());
  const found: MatrixTarget[] = [];
  let until = performance.now() + 12;
  for (const target of targets) {
    const state = matrix.shown(target);
    if (state?.kind === 'member' && holds(resolver, state.member)) found.push(target);
    if (state?.kind === 'role' && matrix.cell(target, permission)?.effective.on) found.push(target);
    if (performance.now() < until) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
    until = performance.now() + 12;
  }
  return found;

  function holds({ resolve }: typeof resolver, member: Parameters<typeof resolve>[0]): boolean {
    const { may, grantsOf } = resolve(member);
    const kind = catalog.permissions[permission]?.kind;
    return kind === 'right'
      ? may.canSome(permission)
      : effectOf(catalog, permission, grantsOf(permission), matrix.now()).on;
  }
}
