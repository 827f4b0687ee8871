/**
 * A portable question about one record, as JSON: what `can` runs in memory, `filter` runs over a list and a
 * backend translates to its query language (law 10). `key` is a dimension of the catalog, or one of `owner`
 * (who owns the record) and `consents` (which consents the person on the record gives).
 *
 * An id is a text that is not empty or a whole number. What else a record holds under a key (an object, a fraction, a
 * list within a list) cannot be read: it holds no id, but below a `not`, where it says what is denied, it counts as
 * whatever is asked for (law 14). A key that is missing, null or empty is not there, and the opposite holds.
 */
export type Condition =
  | boolean
  | { readonly key: string; readonly in: readonly string[] }
  | { readonly key: string; readonly present: true }
  | { readonly every: readonly Condition[] }
  | { readonly some: readonly Condition[] }
  | { readonly not: Condition };

/** The keys of a condition that are not dimensions; no dimension may be called so. */
export const recordKeys = ['owner', 'consents'] as const;
