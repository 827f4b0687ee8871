/**
 * How much one member and one tenant may ask for, and how large what they store may grow. What is beyond is refused
 * with 409, 413, 422, 429 or 503 and the limit; what is stored already and larger stays, and may be made smaller.
 */
export interface ApiLimits {
  /** Requests of one member in a minute. */
  readonly requestsPerMinute: number;
  /** Edits of one member in a minute. */
  readonly editsPerMinute: number;
  /** Requests of all members of one tenant in a minute. */
  readonly requestsPerMinuteOfTenant: number;
  /** Edits of all members of one tenant in a minute. */
  readonly editsPerMinuteOfTenant: number;
  /** Bytes of one request's body. */
  readonly bodyBytes: number;
  /** Characters of one request's address. */
  readonly addressLength: number;
  /** Operations in one edit. */
  readonly operations: number;
  /** Ids in one scope, all of its dimensions together, and in one list of extensions or memberships. */
  readonly idsPerScope: number;
  /** Ids in everything that one member or role has: extensions, memberships and scopes. */
  readonly idsPerDocument: number;
  /** Roles of one member. */
  readonly rolesPerMember: number;
  /** Bytes of one member, as JSON. */
  readonly memberBytes: number;
  /** Bytes of what a tenant says about one role, as JSON. */
  readonly roleBytes: number;
  /** Roles that one tenant can change or make. */
  readonly roles: number;
  /** Bytes of all roles that one tenant changed or made, as JSON. */
  readonly rolesBytes: number;
  /** Edits of one member that are remembered, so that a retry under the same `Idempotency-Key` is no second edit. */
  readonly keptEditsPerMember: number;
  /** Milliseconds that an edit is remembered for. */
  readonly keptEditsFor: number;
  /** Entries of one page. */
  readonly pageSize: number;
  /** Event streams that one member may hold open. */
  readonly streamsPerMember: number;
  /** Event streams that all members of one tenant may hold open. */
  readonly streamsOfTenant: number;
  /** Event streams that one process holds open. */
  readonly streams: number;
  /** Bytes of grant sets that one process keeps ready; none where it is 0. */
  readonly cacheBytes: number;
  /** Bytes of them that one tenant may take. */
  readonly cacheBytesOfTenant: number;
}

/** The limits where none are given. */
export const defaultLimits: ApiLimits = {
  requestsPerMinute: 600,
  editsPerMinute: 120,
  requestsPerMinuteOfTenant: 30_000,
  editsPerMinuteOfTenant: 600,
  bodyBytes: 64 * 1024,
  addressLength: 8 * 1024,
  operations: 100,
  idsPerScope: 1_000,
  idsPerDocument: 4_000,
  rolesPerMember: 20,
  memberBytes: 128 * 1024,
  roleBytes: 64 * 1024,
  roles: 200,
  rolesBytes: 1024 * 1024,
  keptEditsPerMember: 1_000,
  keptEditsFor: 24 * 60 * 60 * 1000,
  pageSize: 200,
  streamsPerMember: 20,
  streamsOfTenant: 5_000,
  streams: 20_000,
  cacheBytes: 64 * 1024 * 1024,
  cacheBytesOfTenant: 16 * 1024 * 1024,
};
