/**
 * A portable question about one record, as JSON: what `can` runs in memory, `filter` runs over a list and a
 * backend translates to its query language (law 10). `key` is a dimension of the catalog, or one of `owner`
 * (who owns the record) and `consents` (which consents the person on the record gives).
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
