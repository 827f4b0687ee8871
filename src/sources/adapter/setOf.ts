import { type Grant, type GrantSet, grantSetFormat } from '../../model/grant.js';
import type { Subject } from '../../model/subject.js';
import type { GrantStamp } from './GrantStamp.js';

/** Puts grants into a set, each of them once: backends repeat themselves. */
export function setOf(catalog: string, subject: Subject, grants: readonly Grant[], stamp: GrantStamp): GrantSet {
  const { revision = 0, issuedAt = 0, expiresAt } = stamp;
  return {
    format: grantSetFormat,
    catalog,
    subject,
    revision,
    issuedAt,
    ...(expiresAt !== undefined && { expiresAt }),
    grants: [...new Map(grants.map((grant) => [JSON.stringify(grant), grant])).values()],
  };
}
