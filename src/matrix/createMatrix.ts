// One state machine: the whole editor without a screen. Its parts are in files of their own; here they meet.
import type { Catalog } from '../model/catalog.js';
import { countHolders, noHolders, type RoleHolders } from './countHolders.js';
import { createClock } from './createMoment.js';
import { createCells } from './createCells.js';
import { describeCell } from './describeCell.js';
import { createHistory, type History, type Reversal, type StepChange } from './createHistory.js';
import { createLines } from './createQueues.js';
import { createLoader } from './createLoader.js';
import { createLocks, type Locks } from './createLocks.js';
import { createResolver, type Resolver } from './createResolver.js';
import { createSaver } from './createSaver.js';
import { changed, discarded, freshConflicts, givenUp, type Line, orphaned, released, retried } from './editQueue.js';
import type { Matrix, MatrixNotice, MatrixOptions, MatrixStatus, SaveMode } from './Matrix.js';
import type { Attribution, MatrixTarget, SaveOutcome } from './MatrixBackend.js';
import type { RoleChange } from '../model/role.js';
import { saveStateOf } from './MatrixCell.js';
import { countEdits, openEditsOf } from './openEdits.js';
import { groupByTarget, type MatrixChange, planChanges, type PlannedChange } from './preview.js';
import { readSlot, sameValue, type Slot, slotId, type SlotValue, withSlot } from './field.js';
import { systemClock } from '../client/systemClock.js';
import { idOfTarget, isRoleTarget, targetOf } from './target.js';
import { byWriter, changedSlots, writerOf } from './changedFields.js';
import { withRoleChanges } from '../evaluator/resolve/withRoleChanges.js';

/** How long one slice of long work may take, in milliseconds. */
const slice = 12;
/** So few changes are undone at once. */
const mostAtOnce = 50;

/**
 * Makes the engine of one matrix: members and roles as the backend tells them, edits on top of them, and everything
 * between an edit and its place in the audit log.
 *
 * ```ts
 * const matrix = createMatrix({ catalog, backend, actor: grantSet });
 * const stop = matrix.start();
 * matrix.edit([{ target: 'member:ana', slot: 'permission:calls.view', next: [{ effect: 'deny' }] }], 'Calls');
 * ```
 */
export function createMatrix(options: MatrixOptions): Matrix {
  const { backend, clock = systemClock } = options;
  const history = createHistory();
  const noticeListeners = new Set<(notice: MatrixNotice) => void>();
  const touched = new Map<string, Attribution>();
  // Gone with something unsaved: they leave once that is settled.
  const gone = new Set<MatrixTarget>();
  let { actor, mode = 'auto' } = options;
  let online = true;
  let reachable = true;
  // Made again when first asked for after they changed.
  let resolver: Resolver | undefined;
  let locks: Locks | undefined;
  let holdersByRole: ReadonlyMap<string, RoleHolders> | undefined;
  let status: MatrixStatus | undefined;
  let roleList: readonly MatrixTarget[] | undefined;

  const notice = (each: MatrixNotice) => noticeListeners.forEach((listener) => listener(each));

  const lines = createLines((target, before, after) => {
    if (before) status = undefined;
    if (isRoleTarget(target)) {
      resolver = locks = roleList = undefined;
      notifyAll();
      // Whom a role manages decides who is to be seen, and counted.
      if (before && !sameValue(managedBy(before), managedBy(after))) loader.lookAgain();
    } else if (before && (before.base !== after.base || rolesEdited(before, after))) {
      forgetHolders();
    }
    tellOfRemote(target, before, after);
    if (gone.has(target) && after.entries.length === 0 && !after.flight)
      queueMicrotask(() => gone.has(target) && forget([target]));
  });

  // What stops a right of a role from taking effect, its holders tell.
  const forgetHolders = () => {
    holdersByRole = undefined;
    for (const target of matrix.roles()) lines.notify(target);
  };

  const notifyAll = () => {
    for (const target of lines.targets()) lines.notify(target);
    lines.notify('lists');
  };

  const moment = createClock(clock, () => {
    resolver = locks = undefined;
    notifyAll();
  });

  const loader = createLoader({
    backend,
    lines,
    clock,
    onGone: forget,
    onChange: () => {
      status = undefined;
      forgetHolders();
      lines.notify('lists');
      lines.notify('status');
    },
  });

  const saver = createSaver({
    backend,
    clock,
    line: lines.get,
    update: lines.update,
    onAnswer: tellOfAnswer,
    onGone: (target) => forget([target]),
    onReachable: (now) => {
      if (now === reachable) return;
      reachable = now;
      status = undefined;
      lines.notify('status');
    },
  });

  /** What is told of while it can still be named, and leaves the screen unless something of it is unsaved. */
  function forget(targets: readonly MatrixTarget[]) {
    const there = targets.filter((target) => lines.get(target));
    const open = new Set(lines.unsettled());
    const kept = there.filter((target) => open.has(target));
    const left = there.filter((target) => !open.has(target));
    const orphans = kept.filter((target) => {
      const before = lines.get(target);
      gone.add(target);
      lines.update(target, orphaned);
      return lines.get(target) !== before;
    });
    if (orphans.length > 0) notice({ type: 'gone', targets: orphans, isKept: true });
    if (left.length > 0) notice({ type: 'gone', targets: left, isKept: false });
    for (const target of left) {
      gone.delete(target);
      lines.remove(target);
    }
    loader.remove(left);
    if (!left.some(isRoleTarget)) return;
    resolver = locks = roleList = undefined;
    notifyAll();
  }

  function tellOfAnswer(target: MatrixTarget, outcome: SaveOutcome) {
    if (outcome.status !== 'not-saved') gone.delete(target);
    if (outcome.status === 'saved') notice({ type: 'saved', target });
    if (outcome.status === 'not-saved' && lines.get(target)?.entries.some((entry) => entry.status === 'failed'))
      notice({ type: 'not-saved', target, problem: outcome.problem });
  }

  function tellOfRemote(target: MatrixTarget, before: Line | undefined, after: Line) {
    if (!before) return;
    const conflicts = freshConflicts(before, after);
    const state = after.base;
    for (const [by, slots] of byWriter(state, before.base === state ? [] : changedSlots(before.base, state))) {
      if (by === undefined || by === actor?.subject.id) continue;
      for (const slot of slots) touched.set(`${target} ${slot}`, writerOf(state, slot));
      // Of a slot that is on its way the answer tells whether it is a conflict.
      const isOpen = (slot: Slot) => after.flight?.entries.some((entry) => entry.slot === slot) === true;
      const others = slots.filter((slot) => !conflicts.includes(slot) && !isOpen(slot));
      if (others.length > 0) notice({ type: 'remote', target, slots: others, by });
    }
    // Told last, since somebody has to do something about it.
    for (const [by, slots] of byWriter(state, conflicts))
      notice({ type: 'conflict', target, slots, ...(by !== undefined && { by }) });
  }

  // A role that the organisation never changed is one with nothing changed: its backend may not even list it. If it
  // does, what it says is newer than this.
  for (const id of Object.keys(options.catalog.roles))
    lines.put({ kind: 'role', role: { id, grants: {} }, revision: -1 });
  const { shown } = lines;

  const changedRoles = (): RoleChange[] =>
    [...lines.targets()].flatMap((target) => {
      const state = isRoleTarget(target) ? lines.shown(target) : undefined;
      return state?.kind === 'role' ? [state.role] : [];
    });

  const currentResolver = () =>
    (resolver ??= createResolver(
      withRoleChanges(options.catalog, changedRoles()),
      options.catalog,
      moment.now(),
      moment.expect,
    ));

  const holdersOf = (role: string) => (holdersByRole ??= countHolders(loader.members(), shown)).get(role);
  const holders = (role: string) => options.holders?.(role) ?? holdersOf(role)?.count ?? 0;

  // While members are still being read, nobody can tell who is the last one: fewer are counted, so more is refused.
  const currentLocks = () =>
    (locks ??= createLocks({
      catalog: currentResolver().catalog,
      base: options.catalog,
      actor,
      now: moment.now(),
      onChangeAt: moment.expect,
      holders,
    }));

  const cells = createCells({
    lines,
    resolver: currentResolver,
    lock: (target, permission) => {
      const state = shown(target);
      return state && currentLocks().permission(state, permission);
    },
    touched: (target, permission) => touched.get(`${target} permission:${permission}`),
    // Who lacks what is only told once everybody has been read.
    holders: (target) =>
      isRoleTarget(target) && loader.state().status === 'complete'
        ? (holdersOf(idOfTarget(target)) ?? noHolders)
        : undefined,
  });

  const planContext = () => ({ catalog: currentResolver().catalog, shown, decide: currentLocks().decide });

  const commit = (plan: readonly PlannedChange[], label: string, remember = true) => {
    const changes = plan.filter(({ result }) => result === 'change');
    const byTarget = groupByTarget(changes);
    const asked = mode === 'auto' ? 'waiting' : 'staged';
    lines.together(() => {
      for (const [target, group] of byTarget) {
        for (const { slot } of group) touched.delete(`${target} ${slot}`);
        // Somebody else may have been faster than whoever looked at the plan.
        lines.update(target, (line) =>
          group.reduce(
            (each, { slot, next, before, seen = { value: before } }) => changed(each, slot, next, asked, seen),
            line,
          ),
        );
      }
      if (remember && changes.length > 0) history.push({ label, changes });
      status = undefined;
      lines.notify('status');
      if (mode === 'auto') for (const target of byTarget.keys()) saver.wake(target);
    });
  };

  const edit = (changes: readonly MatrixChange[], label: string) => {
    const plan = [...planChanges(planContext(), changes)].flat();
    commit(plan, label);
    const skipped = plan.filter(({ result }) => result === 'skip');
    if (skipped.length > 0) notice({ type: 'skipped', skipped });
    return plan;
  };

  const read = (target: MatrixTarget, slot: Slot) => {
    const state = shown(target);
    return state && readSlot(state, slot);
  };

  let isReversing = false;

  /** One step at a time; what a long one would set is worked out in slices, so that nothing stands still. */
  const reverse = (move: History['undo'], type: 'undone' | 'redone') => {
    const reversal = isReversing ? undefined : move(read);
    if (!reversal) return;
    const work = planChanges(planContext(), reversal.changes);
    const plan: PlannedChange[] = [];
    isReversing = true;
    const isShort = reversal.changes.length <= mostAtOnce;
    const goOn = () => {
      for (const until = performance.now() + slice; isShort || performance.now() < until;) {
        const { value, done } = work.next();
        if (done) {
          isReversing = false;
          return finish(reversal, plan, type);
        }
        plan.push(...value);
      }
      clock.after(0, goOn);
    };
    goOn();
  };

  const finish = (reversal: Reversal, plan: readonly PlannedChange[], type: 'undone' | 'redone') => {
    commit(plan, reversal.label, false);
    const overtaken: StepChange[] = [];
    lines.together(() => {
      for (const change of reversal.overtaken)
        if (!dropFailed(change.target, change.slot, change.before)) overtaken.push(change);
    });
    const skipped = plan.filter(({ result }) => result === 'skip');
    if (skipped.length > 0) notice({ type: 'skipped', skipped });
    if (skipped.length === plan.length && reversal.overtaken.length === 0) return;
    notice({ type, label: reversal.label, overtaken });
  };

  /** Undoing an edit that was never saved takes it out of its cell; whether it was such a one. */
  const dropFailed = (target: MatrixTarget, slot: Slot, value: SlotValue): boolean => {
    const entry = lines.get(target)?.entries.find((each) => each.slot === slot);
    const isIt = (entry?.status === 'failed' || entry?.status === 'conflict') && sameValue(entry.next, value);
    if (isIt) lines.update(target, (line) => discarded(line, slot));
    return isIt;
  };

  const again = (target: MatrixTarget, slot: Slot) => {
    lines.update(target, (line) => retried(line, slot, mode === 'auto' ? 'waiting' : 'staged'));
    saver.wake(target);
  };

  const openEdits = () => openEditsOf(lines);

  const currentStatus = (): MatrixStatus =>
    (status ??= { mode, load: loader.state(), online, reachable, ...countEdits(lines), ...history.labels() });

  const setOnline = (now: boolean) => {
    if (now === online) return;
    online = now;
    status = undefined;
    allowSaving();
    notice({ type: now ? 'online' : 'offline' });
    lines.notify('status');
  };

  /** INVARIANT: nothing is sent in the name of whoever signs in next. */
  const allowSaving = () => saver.setAllowed(online && actor !== undefined);

  const listen = () =>
    backend.subscribe?.((event) => {
      if (event.type === 'online' || event.type === 'offline') return setOnline(event.type === 'online');
      if (event.type === 'removed') return forget([event.target]);
      gone.delete(targetOf(event.state));
      lines.put(event.state);
      if (event.state.kind === 'member') loader.add(targetOf(event.state));
    });

  const matrix: Matrix = {
    backend,
    catalog: (): Catalog => currentResolver().catalog,
    now: moment.now,
    catchUp: moment.catchUp,
    actor: () => actor,
    members: loader.members,
    roles: () => (roleList ??= Object.keys(currentResolver().catalog.roles).map((id): MatrixTarget => `role:${id}`)),
    shown,
    cell: (target, permission) => (shown(target) ? cells(target, permission) : undefined),
    preview({ target, slot, next }) {
      const state = shown(target);
      if (!state || !slot.startsWith('permission:')) return undefined;
      const after = withSlot(state, slot, next);
      const roles =
        after.kind === 'role' ? [...changedRoles().filter(({ id }) => id !== after.role.id), after.role] : [];
      const catalog = roles.length > 0 ? withRoleChanges(options.catalog, roles) : currentResolver().catalog;
      // One of its own: what is only tried is not kept.
      return describeCell(createResolver(catalog, options.catalog, moment.now()), after, slotId(slot));
    },
    saveState(target, slot) {
      const line = lines.get(target);
      return line ? saveStateOf(line, slot) : { status: 'saved' };
    },
    targetLock: (target) => {
      const state = shown(target);
      return state && currentLocks().target(state);
    },
    check(change) {
      const [plan] = [...planChanges(planContext(), [change])].flat();
      return plan ?? { ...change, before: undefined, result: 'skip', message: 'It is not there any more.' };
    },
    ceiling: (permission) => currentLocks().delegation?.ceiling(permission) ?? {},
    assignableRoles(target) {
      const state = shown(target);
      return state?.kind === 'member' ? (currentLocks().delegation?.assignableRoles(state.member) ?? []) : [];
    },
    holders,
    openEdits,
    status: currentStatus,
    subscribe: lines.subscribe,
    onNotice(listener) {
      noticeListeners.add(listener);
      return () => noticeListeners.delete(listener);
    },
    edit,
    async dryRun(changes, signal) {
      const result: PlannedChange[] = [];
      let until = performance.now() + slice;
      for (const part of planChanges(planContext(), changes)) {
        result.push(...part);
        if (performance.now() < until) continue;
        await new Promise<void>((resolve) => clock.after(0, resolve));
        signal.throwIfAborted();
        until = performance.now() + slice;
      }
      return result;
    },
    commit: (plan, label) => commit(plan, label),
    undo: () => reverse(history.undo, 'undone'),
    redo: () => reverse(history.redo, 'redone'),
    apply() {
      lines.together(() => {
        for (const target of lines.unsettled()) {
          lines.update(target, released);
          saver.wake(target);
        }
      });
    },
    discardStaged() {
      lines.together(() => {
        for (const { target, slot, save } of openEdits())
          if (save.status === 'staged') lines.update(target, (line) => discarded(line, slot));
      });
    },
    retry: again,
    keepMine: again,
    takeTheirs: (target, slot) => lines.update(target, (line) => discarded(line, slot)),
    discard(target, slot) {
      const isFlying = lines.get(target)?.flight?.entries.some((entry) => entry.slot === slot) === true;
      lines.update(target, (line) => givenUp(discarded(line, slot), slot));
      // What became of it is not known: the next attempt to reach the backend asks.
      if (isFlying) saver.resume(target);
    },
    seen(target, permission) {
      if (touched.delete(`${target} permission:${permission}`)) lines.notify(target);
    },
    retryNow: saver.retryNow,
    setOnline,
    setActor(next) {
      if (next === actor) return;
      // What somebody may see changes with what somebody holds.
      if (actor && next) loader.lookAgain();
      actor = next;
      locks = undefined;
      allowSaving();
      notifyAll();
    },
    setMode(next: SaveMode) {
      if (next === mode) return;
      mode = next;
      status = undefined;
      lines.notify('status');
    },
    start() {
      allowSaving();
      moment.start();
      loader.start();
      saver.start(lines.unsettled());
      const silence = listen();
      return () => {
        silence?.();
        moment.stop();
        loader.stop();
        saver.stop();
      };
    },
  };
  return matrix;
}

function managedBy({ base }: Line): readonly string[] | undefined {
  return base.kind === 'role' ? base.role.about?.manages : undefined;
}

function rolesEdited(before: Line, after: Line): boolean {
  const pick = ({ entries, flight }: Line) =>
    [...entries, ...(flight?.entries ?? [])].filter(({ slot }) => slot === 'roles');
  return pick(before).length + pick(after).length > 0;
}
