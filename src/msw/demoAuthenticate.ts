import type { Authenticate } from '../server/http/Caller.js';

/**
 * Believes the request about who sent it: for demonstrations, where everybody may be anybody. Never for a service
 * that holds real data.
 */
export const demoAuthenticate: Authenticate = (request) => {
  const [, tenant, subject] = /^Demo ([^/]+)\/([^/]+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
  if (tenant === undefined || subject === undefined) return undefined;
  try {
    return { tenant: decodeURIComponent(tenant), subject: decodeURIComponent(subject) };
  } catch {
    return undefined;
  }
};

/** The headers that sign a member in with {@link demoAuthenticate}. */
export function demoHeaders(member: { readonly tenant: string; readonly id: string }): { authorization: string } {
  return { authorization: `Demo ${encodeURIComponent(member.tenant)}/${encodeURIComponent(member.id)}` };
}
