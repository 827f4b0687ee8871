// One state machine: the members and roles of a matrix, from the first page that is read until they are gone.
import type { Clock } from '../base/clock.js';
import { derived } from '../base/derived.js';
import type { Catalog } from '../model/catalog.js';
import type { RoleChange } from '../model/role.js';
import { countHolders, type RoleHolders } from './countHolders.js';
import { createLoader, type Loader } from './createLoader.js';
import { createQueues, type Queues } from './createQueues.js';
import type { EditQueue } from './editQueue.js';
import { orphan } from './editQueue.js';
import { sameValue } from './field.js';
import type { MatrixBackend, MatrixTarget, TargetState } from './MatrixBackend.js';
import { isRoleTarget, targetOf } from './target.js';

/** Options of `createTargets`. */
export interface TargetsOptions {
  readonly backend: MatrixBackend;
  readonly clock: Clock;
  /** The catalog before the organisation changed any role. */
  readonly catalog: Catalog;
  /** A queue changed that was there before. */
  readonly onChange: (target: MatrixTarget, before: EditQueue, after: EditQueue) => void;
  /** Targets are gone; called while their names can still be read. They are kept if something of them is not saved. */
  readonly onGone: (targets: readonly MatrixTarget[], isKept: boolean) => void;
}

/** The members and roles of one matrix. */
export interface Targets {
  readonly queues: Queues;
  readonly loader: Loader;
  /** The roles that the organisation changed or made. */
  readonly changedRoles: () => readonly RoleChange[];
  /** The holders of each role, as far as members have been read. */
  readonly holders: () => ReadonlyMap<string, RoleHolders>;
  /** Stores a state that the backend told without being asked. */
  readonly take: (state: TargetState) => void;
  /** Removes targets that are gone, except those with edits that are not settled. */
  readonly remove: (targets: readonly MatrixTarget[]) => void;
  /** A target that was gone answered a save: it is there. */
  readonly keep: (target: MatrixTarget) => void;
  /** Tells the listeners of every target and of the lists. */
  readonly notifyAll: () => void;
}

/** Makes the targets of one matrix: at first the roles of the catalog, as if nothing of them had been changed. */
export function createTargets({ backend, clock, catalog, onChange, onGone }: TargetsOptions): Targets {
  // Gone with something unsaved: they are removed once that is settled.
  const gone = new Set<MatrixTarget>();
  let memberships = 0;

  const queues = createQueues((target, before, after) => {
    if (isRoleTarget(target)) {
      notifyAll();
      // The roles that a role manages decide which members are to be seen, and counted.
      if (before && !sameValue(managedBy(before), managedBy(after))) loader.lookAgain();
    } else if (before && (before.base !== after.base || editsRoles(before) || editsRoles(after))) {
      memberships++;
      notifyRoles();
    }
    if (before) onChange(target, before, after);
    if (gone.has(target) && after.pending.length === 0 && !after.attempt)
      queueMicrotask(() => gone.has(target) && remove([target]));
  });

  const loader = createLoader({
    backend,
    queues,
    clock,
    onGone: remove,
    onChange() {
      notifyRoles();
      queues.notify('lists');
      queues.notify('status');
    },
  });

  const roles = derived([() => queues.version('roles')], () => [...queues.targets()].filter(isRoleTarget));
  const changedRoles = derived([roles], (targets) =>
    targets.flatMap((target) => {
      const state = queues.shown(target);
      return state?.kind === 'role' ? [state.role] : [];
    }),
  );
  const holders = derived([loader.members, () => memberships], (members) => countHolders(members, queues.shown));

  /** Holders of a role decide whether a permission of it takes effect. */
  function notifyRoles() {
    roles().forEach(queues.notify);
  }

  function notifyAll() {
    for (const target of queues.targets()) queues.notify(target);
    queues.notify('lists');
  }

  function remove(targets: readonly MatrixTarget[]) {
    const there = targets.filter((target) => queues.get(target));
    const open = new Set(queues.unsettled());
    const kept = there.filter((target) => open.has(target));
    const left = there.filter((target) => !open.has(target));
    const orphans = kept.filter((target) => {
      const before = queues.get(target);
      gone.add(target);
      queues.update(target, orphan);
      return queues.get(target) !== before;
    });
    if (orphans.length > 0) onGone(orphans, true);
    if (left.length > 0) onGone(left, false);
    for (const target of left) {
      gone.delete(target);
      queues.remove(target);
    }
    loader.remove(left);
    if (left.some(isRoleTarget)) notifyAll();
  }

  // The backend may not list a role that the organisation never changed. If it does, its state is newer than this one.
  for (const id of Object.keys(catalog.roles)) queues.put({ kind: 'role', role: { id, grants: {} }, revision: -1 });

  return {
    queues,
    loader,
    changedRoles,
    holders,
    remove,
    notifyAll,
    keep: (target) => void gone.delete(target),
    take(state) {
      gone.delete(targetOf(state));
      queues.put(state);
      if (state.kind === 'member') loader.add(targetOf(state));
    },
  };
}

function managedBy({ base }: EditQueue): readonly string[] | undefined {
  return base.kind === 'role' ? base.role.about?.manages : undefined;
}

function editsRoles({ pending, attempt }: EditQueue): boolean {
  return [...pending, ...(attempt?.sent ?? [])].some(({ field }) => field === 'roles');
}
