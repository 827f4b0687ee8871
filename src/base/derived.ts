/** The values that a list of functions returns. */
type ValuesOf<Inputs extends readonly (() => unknown)[]> = { [K in keyof Inputs]: ReturnType<Inputs[K]> };

/**
 * A value that is computed from others and kept until one of them is another object or another primitive. It is
 * computed when it is asked for, so nothing has to be reset by hand.
 *
 * ```ts
 * const resolver = derived([catalog, now], (catalog, now) => createResolver(catalog, now));
 * ```
 */
export function derived<const Inputs extends readonly (() => unknown)[], T>(
  inputs: Inputs,
  make: (...values: ValuesOf<Inputs>) => T,
): () => T {
  const values: unknown[] = [];
  let kept: { readonly result: T } | undefined;
  return () => {
    // Asked for once per cell of a screen, so nothing is allocated here.
    for (let i = 0; i < inputs.length; i++) {
      const value = inputs[i]?.();
      if (Object.is(value, values[i])) continue;
      values[i] = value;
      kept = undefined;
    }
    // Each value has the type that its function returns.
    kept ??= { result: make(...(values as unknown as ValuesOf<Inputs>)) };
    return kept.result;
  };
}
