/**
 * How far one dimension reaches: chosen ids, `'mine'` (the subject's memberships in that dimension) or `'any'`
 * (every record that has that dimension at all).
 */
export type Reach = 'mine' | 'any' | readonly string[];

/** A reach for each of some dimensions. */
export type Reaches<D extends string = string> = { readonly [K in D]?: Reach };

/**
 * How far a right reaches. `all`, `own` and the dimensions of `in` unite; `within` must hold as well (law 4).
 * A scope that names none of the three reaches nothing.
 *
 * ```ts
 * { own: true, in: { queue: ['sales'] }, within: { line: ['direct'] } }
 * // one's own calls and those of the sales queue, as far as they came in on direct lines
 * ```
 */
export type Scope<D extends string = string> =
  | 'all'
  | {
      readonly all?: true;
      readonly own?: true;
      readonly in?: Reaches<D>;
      readonly within?: Reaches<D>;
    };

/** The long form of a scope. */
export type ScopeKeys<D extends string = string> = Exclude<Scope<D>, 'all'>;

/**
 * What is left of a right for one subject: a record is in reach when one of `includes` holds it and none of
 * `excludes` does. `'mine'` is already replaced by the subject's ids. No `includes`: nothing is in reach.
 */
export interface EffectiveScope<D extends string = string> {
  readonly includes: readonly Scope<D>[];
  readonly excludes: readonly Scope<D>[];
}
