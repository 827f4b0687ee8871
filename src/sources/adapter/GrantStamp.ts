/** What a set made from a foreign answer is stamped with. */
export interface GrantStamp {
  /** Grows with every change; 0 unless told, for backends that have none. */
  readonly revision?: number;
  /** In milliseconds since 1970; 0 unless told. */
  readonly issuedAt?: number;
  /** In milliseconds since 1970. */
  readonly expiresAt?: number;
}
