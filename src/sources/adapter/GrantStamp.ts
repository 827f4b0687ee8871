/** The revision and times of a set that is made from a foreign answer. */
export interface GrantStamp {
  /** Grows with every change. Default: 0, for backends that have none. */
  readonly revision?: number;
  /** In milliseconds since 1970. Default: 0. */
  readonly issuedAt?: number;
  /** In milliseconds since 1970. */
  readonly expiresAt?: number;
}
