import {
  isMissing,
  items,
  type JsonPlace,
  member,
  optionalText,
  placeOf,
  refuse,
  text,
  total,
} from '../adapter/readJson.js';
import type { WazoCaller } from './accessPattern.js';

/** A token, read. */
export interface WazoToken {
  readonly caller: WazoCaller;
  readonly tenant: string;
  readonly acl: readonly string[];
  /** In milliseconds since 1970. */
  readonly expiresAt: number | undefined;
}

/** Reads a token of wazo-auth; throws a SourceError ('malformed') that names the path. */
export function readWazoToken(token: unknown, tenant: string | undefined): WazoToken {
  return total('token', () => {
    const data = member(placeOf('token', token), 'data');
    const metadata = member(data, 'metadata');
    const tenantOf = isMissing(metadata) ? undefined : optionalText(member(metadata, 'tenant_uuid'));
    return {
      caller: { id: text(member(data, 'auth_id')), session: optionalText(member(data, 'session_uuid')) },
      // Old versions know no tenants: there, the server itself is the tenant.
      tenant: tenantOf ?? tenant ?? text(member(data, 'xivo_uuid')),
      acl: items(member(data, 'acl')).map(text),
      expiresAt: momentOf(member(data, 'utc_expires_at')),
    };
  });
}

/** A moment in UTC, which Wazo writes without a zone. */
function momentOf(place: JsonPlace): number | undefined {
  const written = optionalText(place);
  if (written === undefined) return undefined;
  const moment = Date.parse(`${written.replace(/Z$/, '')}Z`);
  return moment >= 0 ? moment : refuse(place, 'a moment such as 2026-11-22T10:00:00');
}
