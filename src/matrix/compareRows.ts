import type { Catalog } from '../model/catalog.js';
import { opensOf } from '../model/permissionOf.js';
import type { Matrix } from './Matrix.js';
import type { MatrixTarget } from './MatrixBackend.js';
import { createResolver } from './createResolver.js';
import { effectOf } from './effect.js';
import { slotsOf } from './changedFields.js';
import type { Slot } from './field.js';

/** The permissions that some of these targets set for themselves. */
export function overriddenPermissions(matrix: Matrix, targets: readonly MatrixTarget[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const target of targets) for (const id of ownPermissions(matrix, target)) found.add(id);
  return found;
}

/** The permissions that one target sets for itself. */
export function ownPermissions(matrix: Matrix, target: MatrixTarget): readonly string[] {
  const state = matrix.shown(target);
  const prefix = 'permission:';
  return (state ? slotsOf(state) : [])
    .filter((slot: Slot) => slot.startsWith(prefix))
    .map((slot) => slot.slice(prefix.length));
}

/**
 * The permissions that do not come to the same on all of these targets. Members of one role, with the same packages
 * and plan, differ by their overrides only, and by what these open or are needed for; so one of each kind is worked
 * out and not all of them.
 */
export function differingPermissions(matrix: Matrix, targets: readonly MatrixTarget[]): ReadonlySet<string> {
  const kinds = new Map<string, MatrixTarget>();
  const found = new Set<string>();
  for (const target of targets) {
    const own = ownPermissions(matrix, target);
    const key = kindOf(matrix, target);
    if (own.length === 0 || targets.length <= exactUpTo) kinds.set(targets.length <= exactUpTo ? target : key, target);
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

/** Adds what may change with these permissions: what they open, and what needs them. */
function addDependents(catalog: Catalog, found: Set<string>) {
  const all = Object.entries(catalog.permissions);
  // A set hands out as well what is put into it meanwhile.
  for (const id of found) {
    for (const opened of opensOf(catalog.permissions[id])) found.add(opened);
    for (const [other, { requires }] of all) if (requires?.includes(id)) found.add(other);
  }
}

/** Up to so many columns each one is worked out exactly. */
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

/** The members among these for whom the permission comes to something, in slices so that nothing stands still. */
export async function findHolders(
  matrix: Matrix,
  targets: readonly MatrixTarget[],
  permission: string,
  signal: AbortSignal,
): Promise<readonly MatrixTarget[]> {
  matrix.catchUp();
  const catalog = matrix.catalog();
  // Its own, so that the members on the screen are not pushed out of the matrix's.
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
