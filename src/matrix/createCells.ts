import { isSame } from '../base/isSame.js';
import type { Decision } from '../model/decision.js';
import type { Resolver } from './createResolver.js';
import type { Queues } from './createQueues.js';
import type { RoleHolders } from './countHolders.js';
import { describeCell } from './describeCell.js';
import type { EditQueue } from './editQueue.js';
import type { Attribution, MatrixTarget } from './MatrixBackend.js';
import { type MatrixCell, saveStateOf } from './MatrixCell.js';

/** The sources of cells; each part is a new object once it has changed. */
export interface CellContext {
  readonly queues: Queues;
  readonly resolver: () => Resolver;
  readonly lock: (target: MatrixTarget, permission: string) => Decision | undefined;
  readonly touched: (target: MatrixTarget, permission: string) => Attribution | undefined;
  /** The holders of a role; `undefined` for a member. */
  readonly holders: (target: MatrixTarget) => RoleHolders | undefined;
}

interface Kept {
  readonly queue: EditQueue;
  readonly resolver: Resolver;
  readonly touched: Attribution | undefined;
  readonly lock: Decision | undefined;
  readonly holders: RoleHolders | undefined;
  readonly cell: MatrixCell;
}

/** The most cells that are kept: those of a large screen, several times over. */
const mostKept = 20_000;

/** Works out cells when they are looked at, and gives the same object for the same content. */
export function createCells(
  context: CellContext,
): (target: MatrixTarget, permission: string) => MatrixCell | undefined {
  const kept = new Map<string, Kept>();
  return (target, permission) => {
    const queue = context.queues.get(target);
    const shown = context.queues.shown(target);
    if (!queue || !shown) return undefined;
    const key = `${target} ${permission}`;
    const known = kept.get(key);
    const resolver = context.resolver();
    const touched = context.touched(target, permission);
    const lock = context.lock(target, permission);
    const holders = context.holders(target);
    const isCurrent = known?.queue === queue && known.resolver === resolver && known.touched === touched;
    if (isCurrent && known.lock === lock && known.holders === holders) return known.cell;
    const meaning = describeCell(resolver, shown, permission, holders);
    const made: MatrixCell = { ...meaning, lock, touched, save: saveStateOf(queue, `overrides.${permission}`) };
    const cell = known && isSame(known.cell, made) ? known.cell : made;
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, { queue, resolver, touched, lock, holders, cell });
    return cell;
  };
}
