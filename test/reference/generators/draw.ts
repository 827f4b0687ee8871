import fc from 'fast-check';

/** A source of random choices that fast-check replays and shrinks. */
export type Draw = fc.GeneratorValue;

/** True about once in `n` draws. */
export const once = (draw: Draw, n: number): boolean => draw(fc.nat, n - 1) === n - 1;

/** A whole number from `min` to `max`; fast-check finds a number that it was given before sooner than an object. */
export const whole = (draw: Draw, min: number, max: number): number => min + draw(fc.nat, max - min);

/** One item of a list. */
export function pick<T>(draw: Draw, items: readonly T[]): T {
  const item = items[whole(draw, 0, items.length - 1)];
  if (item === undefined && !(0 in items)) throw new RangeError('There is nothing to pick from an empty list.');
  // The index lies inside the list.
  return item as T;
}

/** `min` to `max` things, each made by `make`. */
export const several = <T>(draw: Draw, min: number, max: number, make: (i: number) => T): T[] =>
  Array.from({ length: whole(draw, min, max) }, (_, i) => make(i));

/** Some of the items, each with a chance of one in `n`. */
export const some = <T>(draw: Draw, items: readonly T[], n = 2): T[] => items.filter(() => once(draw, n));

/** The items in another order. */
export function shuffled<T>(draw: Draw, items: readonly T[]): T[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(whole(draw, 0, rest.length - 1), 1));
}

/** Something made of random choices. */
export const drawn = <T>(make: (draw: Draw) => T): fc.Arbitrary<T> => fc.gen().map(make);
