/**
 * The most that one thing may hold. Readers refuse what is larger and name its path: it is read as an attack, not as
 * access. Within these limits the work of one question grows with what is asked about, and no faster than n log n.
 */
export const limits = {
  /** Grants of one grant set, and grants that one role, package or option lists. */
  grants: 100_000,
  /** Ids of one scope: those of all dimensions in `in` and `within` together. */
  scopeIds: 10_000,
  /** Ids of one subject: roles, extensions, licences and the memberships of all dimensions together. */
  subjectIds: 10_000,
  /** Ids of one member: those of its subject, its packages, and of the scopes of all its overrides together. */
  memberIds: 20_000,
  /** Overrides of one member. */
  overrides: 5_000,
  /** Permissions of one catalog. */
  permissions: 10_000,
  /** Roles of one catalog, those that an organisation made included. */
  roles: 2_000,
  /** Prerequisites that follow one another: how often `requires` may lead from one permission to the next. */
  depth: 100,
} as const;

/** The name of a limit. */
export type Limit = keyof typeof limits;
