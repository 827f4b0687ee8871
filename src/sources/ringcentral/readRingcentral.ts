import {
  flag,
  id,
  isMissing,
  items,
  type JsonPlace,
  member,
  optionalText,
  placeOf,
  text,
  total,
} from '../adapter/readJson.js';
import { extensionRights, queueType } from './vocabulary.js';

/** RingCentral's own answers, unread, as one user gets them. */
export interface RingcentralRights {
  /** `GET …/authz-profile`: the effective permissions. */
  readonly authzProfile: unknown;
  /** `GET …/features`: what is available, and why the rest is not. */
  readonly features: unknown;
  /** `GET …/grant`: the rights on other extensions. */
  readonly extensionGrants: unknown;
}

/** One effective permission. */
export interface ProfilePermission {
  readonly id: string;
  readonly role: string | undefined;
  readonly scopes: readonly string[];
  /** Whether an administrator can give it. */
  readonly assignable: boolean;
}

/** One feature of the account or extension. */
export interface Feature {
  readonly id: string;
  readonly available: boolean;
  readonly code: string | undefined;
  /** The permission that would be needed, where its lack is the reason. */
  readonly permission: string | undefined;
  /** Those of its parameters that are whole numbers. */
  readonly limits: readonly { readonly name: string; readonly value: number }[];
}

/** The user's rights on one other extension. */
export interface ExtensionGrant {
  readonly target: string;
  readonly dimension: 'queue' | 'extension';
  readonly rights: readonly (typeof extensionRights)[number][];
}

/** The three answers, read. */
export interface RingcentralProfile {
  readonly permissions: readonly ProfilePermission[];
  readonly features: readonly Feature[];
  readonly grants: readonly ExtensionGrant[];
}

/** Reads RingCentral's answers; throws a SourceError ('malformed') that names the path. */
export function readRingcentral({ authzProfile, features, extensionGrants }: RingcentralRights): RingcentralProfile {
  return total('ringcentral', () => ({
    permissions: items(member(placeOf('authzProfile', authzProfile), 'permissions')).map(readPermission),
    features: items(member(placeOf('features', features), 'records')).map(readFeature),
    grants: items(member(placeOf('extensionGrants', extensionGrants), 'records')).map(readGrant),
  }));
}

function readPermission(place: JsonPlace): ProfilePermission {
  const permission = member(place, 'permission');
  const role = member(place, 'effectiveRole');
  const assignable = member(permission, 'assignable');
  return {
    id: text(member(permission, 'id')),
    role: isMissing(role) ? undefined : id(member(role, 'id')),
    scopes: items(member(place, 'scopes')).map(text),
    assignable: isMissing(assignable) || flag(assignable),
  };
}

function readFeature(place: JsonPlace): Feature {
  const reason = member(place, 'reason');
  const isGiven = !isMissing(reason);
  return {
    id: text(member(place, 'id')),
    available: flag(member(place, 'available')),
    code: isGiven ? optionalText(member(reason, 'code')) : undefined,
    permission: isGiven ? optionalText(member(reason, 'permission')) : undefined,
    limits: items(member(place, 'params'), 'optional').flatMap(readLimit),
  };
}

function readLimit(place: JsonPlace): { name: string; value: number }[] {
  const value = id(member(place, 'value'));
  return /^\d{1,15}$/.test(value) ? [{ name: text(member(place, 'name')), value: Number(value) }] : [];
}

function readGrant(place: JsonPlace): ExtensionGrant {
  const extension = member(place, 'extension');
  return {
    target: id(member(extension, 'id')),
    dimension: optionalText(member(extension, 'type')) === queueType ? 'queue' : 'extension',
    rights: extensionRights.filter((right) => flag(member(place, right), 'optional')),
  };
}
