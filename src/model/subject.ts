import type { Reaches } from './scope.js';

/** The person whose permissions are asked about. */
export interface Subject {
  readonly id: string;
  readonly tenant: string;
  /** Role ids of the catalog; most systems give each person exactly one. */
  readonly roles: readonly string[];
  /** Extensions that ring this person; they also make records the person's own (law 5). */
  readonly extensions: readonly string[];
  /** Ids the person belongs to, per dimension: what the reach `'mine'` stands for. */
  readonly memberships: Readonly<Record<string, readonly string[]>>;
  /**
   * Ids that this person is restricted to, per dimension: no scoped right reaches beyond them, on records whose type has
   * the dimension. `resolveGrants` writes it into the scopes of the grants, and an evaluator reads it from these alone: a
   * source that makes grant sets itself sends grants that are narrowed already. What the person may hand out is held to
   * it as well.
   */
  readonly within?: Reaches;
  readonly plan?: string;
  readonly licenses: readonly string[];
}
