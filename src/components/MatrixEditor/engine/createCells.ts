import type { Decision } from '../../../model/decision.js';
import type { Resolver } from './createResolver.js';
import type { Lines } from './createLines.js';
import { describeCell } from './describeCell.js';
import type { Line } from './line.js';
import type { Attribution, MatrixTarget } from './MatrixBackend.js';
import { type MatrixCell, saveStateOf } from './MatrixCell.js';
import { isCompound } from './plan.js';

/** What cells are worked out from; each part is a new object once it has changed. */
export interface CellContext {
  readonly lines: Lines;
  readonly resolver: () => Resolver;
  readonly lock: (target: MatrixTarget, permission: string) => Decision | undefined;
  readonly touched: (target: MatrixTarget, permission: string) => Attribution | undefined;
}

interface Kept {
  readonly line: Line;
  readonly resolver: Resolver;
  readonly touched: Attribution | undefined;
  readonly lock: Decision | undefined;
  cell: MatrixCell;
}

/** As many as large screens show, several times over. */
const mostKept = 20_000;

/** Works out cells when they are looked at, and gives the same object for the same content. */
export function createCells(
  context: CellContext,
): (target: MatrixTarget, permission: string) => MatrixCell | undefined {
  const kept = new Map<string, Kept>();
  return (target, permission) => {
    const line = context.lines.get(target);
    const shown = context.lines.shown(target);
    if (!line || !shown) return undefined;
    const key = `${target} ${permission}`;
    const known = kept.get(key);
    const resolver = context.resolver();
    const touched = context.touched(target, permission);
    const targetLock = context.lock(target, permission);
    if (known?.line === line && known.resolver === resolver && known.touched === touched && known.lock === targetLock)
      return known.cell;
    const meaning = describeCell(resolver, shown, permission);
    const lock =
      targetLock ?? (isCompound(meaning.own) ? ({ status: 'denied', reason: 'unsupported' } as const) : undefined);
    const made: MatrixCell = { ...meaning, lock, touched, save: saveStateOf(line, `permission:${permission}`) };
    const cell = known && sameContent(known.cell, made) ? known.cell : made;
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, { line, resolver, touched, lock: targetLock, cell });
    return cell;
  };
}

function sameContent(a: MatrixCell, b: MatrixCell): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
