import type { MatrixTarget } from './MatrixBackend.js';
import { sameValue, type Field, type FieldValue } from './field.js';
import type { MatrixChange } from './preview.js';

/** The change of one field in a step. */
export interface StepChange {
  readonly target: MatrixTarget;
  readonly field: Field;
  readonly before: FieldValue;
  readonly next: FieldValue;
}

/** The changes of one action, which are undone together. */
export interface Step {
  readonly label: string;
  readonly changes: readonly StepChange[];
}

/** The changes that undo or redo would make, and those that somebody else has overtaken. */
export interface Reversal {
  readonly label: string;
  readonly changes: readonly MatrixChange[];
  readonly overtaken: readonly StepChange[];
}

/** The steps that can be undone and done again, across saves. */
export interface History {
  readonly push: (step: Step) => void;
  readonly undo: (read: (target: MatrixTarget, field: Field) => FieldValue) => Reversal | undefined;
  readonly redo: (read: (target: MatrixTarget, field: Field) => FieldValue) => Reversal | undefined;
  readonly labels: () => { readonly undo: string | undefined; readonly redo: string | undefined };
}

const mostSteps = 200;

/** Makes an empty history. */
export function createHistory(): History {
  const done: Step[] = [];
  const undone: Step[] = [];
  const move =
    (from: Step[], to: Step[], turn: (changes: readonly StepChange[]) => readonly StepChange[]) =>
    (read: (target: MatrixTarget, field: Field) => FieldValue): Reversal | undefined => {
      const step = from.pop();
      if (!step) return undefined;
      to.push(step);
      const turned = turn(step.changes);
      const isCurrent = ({ target, field, before }: StepChange) => sameValue(read(target, field), before);
      return {
        label: step.label,
        changes: turned.filter(isCurrent).map(({ target, field, next }) => ({ target, field, next })),
        overtaken: turned.filter((change) => !isCurrent(change)),
      };
    };
  return {
    push({ label, changes }) {
      done.push({ label, changes: oncePerField(changes) });
      if (done.length > mostSteps) done.shift();
      undone.length = 0;
    },
    undo: move(done, undone, turnBack),
    redo: move(undone, done, (changes) => changes),
    labels: () => ({ undo: done.at(-1)?.label, redo: undone.at(-1)?.label }),
  };
}

/** A field that a step sets twice goes from its value before the step to the last one. */
function oncePerField(changes: readonly StepChange[]): readonly StepChange[] {
  const once = new Map<string, StepChange>();
  for (const { target, field, before, next } of changes) {
    const key = `${target} ${field}`;
    once.set(key, { target, field, before: once.has(key) ? once.get(key)?.before : before, next });
  }
  return [...once.values()];
}

/** Backwards also in order: what was set last was perhaps only allowed because of what was set before it. */
function turnBack(changes: readonly StepChange[]): readonly StepChange[] {
  return changes.map((change) => ({ ...change, before: change.next, next: change.before })).reverse();
}
