import type { MatrixTarget } from './MatrixBackend.js';
import { sameValue, type Slot, type SlotValue } from './field.js';
import type { MatrixChange } from './preview.js';

/** What one step did to one slot. */
export interface StepChange {
  readonly target: MatrixTarget;
  readonly slot: Slot;
  readonly before: SlotValue;
  readonly next: SlotValue;
}

/** What was done with one action, and is undone with one. */
export interface Step {
  readonly label: string;
  readonly changes: readonly StepChange[];
}

/** What going one step back or forth would set, and what somebody else has changed since. */
export interface Reversal {
  readonly label: string;
  readonly changes: readonly MatrixChange[];
  readonly overtaken: readonly StepChange[];
}

/** The steps that can be undone and done again, across saves. */
export interface History {
  readonly push: (step: Step) => void;
  readonly undo: (read: (target: MatrixTarget, slot: Slot) => SlotValue) => Reversal | undefined;
  readonly redo: (read: (target: MatrixTarget, slot: Slot) => SlotValue) => Reversal | undefined;
  readonly labels: () => { readonly undo: string | undefined; readonly redo: string | undefined };
}

const mostSteps = 200;

/** Makes an empty history. */
export function createHistory(): History {
  const done: Step[] = [];
  const undone: Step[] = [];
  const move =
    (from: Step[], to: Step[], turn: (changes: readonly StepChange[]) => readonly StepChange[]) =>
    (read: (target: MatrixTarget, slot: Slot) => SlotValue): Reversal | undefined => {
      const step = from.pop();
      if (!step) return undefined;
      to.push(step);
      const turned = turn(step.changes);
      const isCurrent = ({ target, slot, before }: StepChange) => sameValue(read(target, slot), before);
      return {
        label: step.label,
        changes: turned.filter(isCurrent).map(({ target, slot, next }) => ({ target, slot, next })),
        overtaken: turned.filter((change) => !isCurrent(change)),
      };
    };
  return {
    push({ label, changes }) {
      done.push({ label, changes: oncePerSlot(changes) });
      if (done.length > mostSteps) done.shift();
      undone.length = 0;
    },
    undo: move(done, undone, turnBack),
    redo: move(undone, done, (changes) => changes),
    labels: () => ({ undo: done.at(-1)?.label, redo: undone.at(-1)?.label }),
  };
}

/** What a step sets twice goes from what was there before it to what it set last. */
function oncePerSlot(changes: readonly StepChange[]): readonly StepChange[] {
  const once = new Map<string, StepChange>();
  for (const { target, slot, before, next } of changes) {
    const key = `${target} ${slot}`;
    once.set(key, { target, slot, before: once.has(key) ? once.get(key)?.before : before, next });
  }
  return [...once.values()];
}

/** Backwards also in order: what was set last was perhaps only allowed because of what was set before it. */
function turnBack(changes: readonly StepChange[]): readonly StepChange[] {
  return changes.map((change) => ({ ...change, before: change.next, next: change.before })).reverse();
}
