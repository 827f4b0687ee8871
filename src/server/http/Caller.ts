/** The sender of a request, as the host's own sign-in says. */
export interface Caller {
  readonly tenant: string;
  /** The member's id. */
  readonly subject: string;
  /** Id of the member for whom the sender, an agent, acts: it may what both may, and both are written down. */
  readonly onBehalfOf?: string;
  /** Until when the sign-in holds, in milliseconds since 1970: a stream of events ends then. */
  readonly expiresAt?: number;
}

/**
 * Tells who a request comes from, by its cookie or token; nothing where nobody is signed in. It is asked again
 * while a stream of events is open, so that a revoked sign-in ends the stream.
 *
 * ```ts
 * const authenticate = async (request: Request) => sessions.find(request.headers.get('authorization'));
 * ```
 */
export type Authenticate = (request: Request) => Caller | undefined | Promise<Caller | undefined>;
