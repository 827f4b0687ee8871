import type { Grant, GrantSet, Provenance } from '../../model/grant.js';
import type { Reaches, Scope } from '../../model/scope.js';
import type { GrantStamp } from '../adapter/GrantStamp.js';
import { nameOf } from '../adapter/nameOf.js';
import { setOf } from '../adapter/setOf.js';
import type { UntranslatedOptions } from '../adapter/Untranslated.js';
import {
  type ExtensionGrant,
  type Feature,
  type ProfilePermission,
  readRingcentral,
  type RingcentralRights,
} from './readRingcentral.js';
import { readSubject, type RingcentralIdentity } from './readSubject.js';
import { resourceOf, roleName } from './ringcentralCatalog.js';
import { extensionRights, featureReasons, otherTypes, userTypes } from './vocabulary.js';

/** The revision and times of the set, and its catalog. */
export interface RingcentralStamp extends GrantStamp, UntranslatedOptions {
  /** The id of the catalog. Default: `ringcentral`. */
  readonly catalog?: string;
}

/**
 * One user's grants, from RingCentral's own answers. Scopes: `Self` is the user's own extension, `UserExtensions`
 * and `NonUserExtensions` are the extensions of those types, `AllExtensions`, `Account` and `Federation` are
 * everything, `RoleBased` is for the server to decide. A feature that is not available is denied, for its reason.
 * Throws a SourceError ('malformed') that names the path; a word that is not known grants nothing.
 *
 * A call is the user's own when the user's extension is on either end of it, by id or extension number, or one of
 * the user's direct numbers is; a number of the company makes no call anybody's own. Which type of extension is on
 * a call does not show on its record, so there the scopes by type are for the server to decide.
 */
export function ringcentralGrants(
  answers: RingcentralRights & RingcentralIdentity,
  { catalog = 'ringcentral', onUntranslated, ...stamp }: RingcentralStamp = {},
): GrantSet {
  const { permissions, features, grants } = readRingcentral(answers);
  const roles = new Set(permissions.flatMap(({ role }) => (role === undefined ? [] : [roleName(role)])));
  const all = [
    ...permissions.flatMap((permission) => permissionGrants(permission, onUntranslated)),
    ...features.flatMap(featureGrants),
    ...extensionGrants(grants),
  ];
  return setOf(catalog, { ...readSubject(answers), roles: [...roles] }, all, stamp);
}

function permissionGrants(
  { id, role, scopes }: ProfilePermission,
  onUntranslated: UntranslatedOptions['onUntranslated'],
): Grant[] {
  const permission = nameOf('permission', id);
  if (permission === undefined) {
    onUntranslated?.(`The permission '${id}' cannot be part of a name. Nothing is granted by it.`);
    return [];
  }
  const from: Provenance = role === undefined ? 'baseline' : `role:${roleName(role)}`;
  const isCall = resourceOf(id, scopes) === 'call';
  return scopes.flatMap((scope) => {
    const reach = isCall ? callReach(scope) : extensionReach(scope);
    if (reach === undefined) onUntranslated?.(`The scope '${scope}' of '${id}' is not known. It grants nothing.`);
    return reach === undefined ? [] : [{ permission, effect: 'allow', from, ...reach }];
  });
}

type ScopeReach = { readonly scope: Scope; readonly conditional?: true };

const serverDecides: ScopeReach = { scope: 'all', conditional: true };

/** The reach of a scope over extensions; nothing for a scope that is not known. */
function extensionReach(scope: string): ScopeReach | undefined {
  switch (scope) {
    case 'Self':
      return { scope: { own: true } };
    case 'UserExtensions':
      return { scope: { in: { extensionType: userTypes } } };
    case 'NonUserExtensions':
      return { scope: { in: { extensionType: otherTypes } } };
    case 'AllExtensions':
    case 'Account':
    case 'Federation':
      return { scope: 'all' };
    case 'RoleBased':
      return serverDecides;
    default:
      return undefined;
  }
}

function callReach(scope: string): ScopeReach | undefined {
  switch (scope) {
    case 'Self':
      return { scope: { own: true, in: { extensionNumber: 'mine', number: 'mine' } } };
    case 'UserExtensions':
    case 'NonUserExtensions':
      return serverDecides;
    default:
      return extensionReach(scope);
  }
}

function featureGrants({ id, available, code, permission: missing, limits }: Feature): Grant[] {
  const permission = nameOf('feature', id);
  if (permission === undefined) return [];
  if (!available) {
    const reason = featureReasons.get(code ?? '');
    // Which permission is missing stands in the grant as well: it is what the denial comes from.
    return [
      {
        permission,
        effect: 'deny',
        from: missing === undefined ? 'baseline' : `implied:permission.${missing}`,
        ...(reason && { reason }),
      },
    ];
  }
  const values = limits.flatMap(({ name, value }): Grant[] => {
    const limit = nameOf(permission, name);
    return limit === undefined ? [] : [{ permission: limit, effect: 'allow', value, from: 'baseline' }];
  });
  return [{ permission, effect: 'allow', from: 'baseline' }, ...values];
}

/** One grant for each right, with everything that it reaches. */
function extensionGrants(grants: readonly ExtensionGrant[]): Grant[] {
  return extensionRights.flatMap((right): Grant[] => {
    const held = grants.filter(({ rights }) => rights.includes(right));
    const ids = (dimension: ExtensionGrant['dimension']) => [
      ...new Set(held.filter((grant) => grant.dimension === dimension).map(({ target }) => target)),
    ];
    const reach: Reaches = Object.fromEntries(
      (['extension', 'queue'] as const)
        .map((dimension) => [dimension, ids(dimension)] as const)
        .filter(([, list]) => list.length > 0),
    );
    return held.length === 0
      ? []
      : [{ permission: `extension.${right}`, effect: 'allow', scope: { in: reach }, from: 'member' }];
  });
}
