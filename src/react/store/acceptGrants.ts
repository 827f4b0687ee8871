import { describe } from '../../base/read.js';
import type { Catalog } from '../../model/catalog.js';
import type { Grant, GrantSet } from '../../model/grant.js';
import type { Subject } from '../../model/subject.js';
import { type ReadIssue, safeParseGrantSet } from '../../model/wire.js';
import { PermissionError, refusal } from './PermissionError.js';
import { warnOfSet } from './warnOf.js';

/** The person who is signed in, as far as the application knows. */
export type DeclaredSubject = Pick<Subject, 'id'> & { readonly tenant?: string | undefined };

/** The catalog, subject and current set that a new set must fit. */
export interface Acceptance {
  readonly catalog: Catalog;
  readonly subject?: DeclaredSubject | undefined;
  /** The set that was accepted before. */
  readonly current?: GrantSet | undefined;
}

/** A set that may come into force, perhaps without some grants that the catalog does not know. */
export interface AcceptedGrants {
  readonly set: GrantSet;
  readonly warning: PermissionError | undefined;
}

/**
 * Reads an answer and decides whether it replaces the current set (law 12): it must be a grant set, for this
 * catalog, for the declared subject, and not older than what the same subject has. Throws a
 * {@link PermissionError} where it does not.
 */
export function acceptGrants(input: unknown, { catalog, subject, current }: Acceptance): AcceptedGrants {
  const read = safeParseGrantSet(input);
  if (!read.ok) throw refusal('malformed', read.issue);
  const set = read.value;
  expect('other-catalog', 'catalog', set.catalog, catalog.id);
  if (subject) {
    expect('other-subject', 'subject.id', set.subject.id, subject.id);
    expect('other-subject', 'subject.tenant', set.subject.tenant, subject.tenant ?? set.subject.tenant);
  }
  if (current && isSamePerson(current, set) && set.revision < current.revision) {
    throw refusal('older-revision', {
      path: 'revision',
      found: `${set.revision}`,
      expected: `at least ${current.revision}`,
    });
  }
  if (process.env.NODE_ENV !== 'production') warnOfSet(catalog, set);
  return { set, warning: warningOf(catalog, set) };
}

function expect(code: 'other-catalog' | 'other-subject', path: string, found: string, expected: string): void {
  if (found !== expected) throw refusal(code, { path, found: describe(found), expected: describe(expected) });
}

/** An agent that acts for somebody else is somebody else. */
function isSamePerson(a: GrantSet, b: GrantSet): boolean {
  return (
    a.subject.id === b.subject.id &&
    a.subject.tenant === b.subject.tenant &&
    a.onBehalfOf?.subject.id === b.onBehalfOf?.subject.id
  );
}

function warningOf(catalog: Catalog, set: GrantSet): PermissionError | undefined {
  const issuesIn = (grants: readonly Grant[], path: string) =>
    grants.flatMap((grant, i) => unknownNames(catalog, grant, `${path}[${i}]`));
  const issues = [...issuesIn(set.grants, 'grants'), ...issuesIn(set.onBehalfOf?.grants ?? [], 'onBehalfOf.grants')];
  const [issue] = issues;
  if (!issue) return undefined;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  const message = `A grant names what the catalog does not have, so it opens nothing: ${issue.path} is ${issue.found}, expected ${issue.expected}${more}. The rest of the set is in force. Update the catalog, or leave the grant out.`;
  return new PermissionError('unknown-name', message, { issue });
}

function unknownNames(
  { id, permissions, dimensions }: Catalog,
  { permission, scope }: Grant,
  path: string,
): ReadIssue[] {
  const issue = (table: object, name: string, at: string, what: string): ReadIssue[] =>
    Object.hasOwn(table, name)
      ? []
      : [{ path: `${path}.${at}`, found: describe(name), expected: `a ${what} of catalog '${id}'` }];
  const inScope = (part: 'in' | 'within') =>
    Object.keys((typeof scope === 'object' && scope[part]) || {}).flatMap((name) =>
      issue(dimensions, name, `scope.${part}.${name}`, 'dimension'),
    );
  return [...issue(permissions, permission, 'permission', 'permission'), ...inScope('in'), ...inScope('within')];
}
