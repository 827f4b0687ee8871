/** The longest wait of a timer, in milliseconds, about 25 days: `setTimeout` fires at once when it is given more. */
const longestWait = 2 ** 31 - 1;

/** A wait that a timer can do. Code that waits for a later moment looks at its clock then, and waits again. */
export function timerWait(milliseconds: number): number {
  return Math.min(longestWait, Math.max(0, milliseconds));
}
