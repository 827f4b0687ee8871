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
 * Ends every session of a member, wherever it is signed in, for `POST /members/:id/sign-out`. It may be called more than
 * once for one request, and rejects where it failed: the caller then hears that nobody was signed out. As with
 * `authenticate`, the API waits for it without limit; it holds up no edit meanwhile.
 */
export type SignOutMember = (member: Pick<Caller, 'tenant' | 'subject'>, by: Caller) => void | Promise<void>;

/**
 * Tells who a request comes from, by its cookie or token; nothing where nobody is signed in. It is asked again
 * while a stream of events is open, so that a revoked sign-in ends the stream.
 *
 * ```ts
 * const authenticate = async (request: Request) => sessions.find(request.headers.get('authorization'));
 * ```
 */
export type Authenticate = (request: Request) => Caller | undefined | Promise<Caller | undefined>;
