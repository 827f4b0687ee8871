import {
  flag,
  id,
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

/** Genesys Cloud's own answers about one user, unread. */
export interface GenesysAnswers {
  /** `GET /api/v2/users/me?expand=organization`: who the user is. */
  readonly user: unknown;
  /** `GET /api/v2/authorization/subjects/me`: which roles the user holds, and in which division each. */
  readonly subject: unknown;
}

/** One role's permissions in one division. */
export interface GenesysPolicy {
  readonly role: string;
  /** `undefined` where the role holds in every division. */
  readonly division: string | undefined;
  readonly domain: string;
  /** `*` is every entity of the domain. */
  readonly entity: string;
  /** `*` is every action. */
  readonly actions: readonly string[];
  /** Whether it holds only under a condition, which only the server can decide. */
  readonly isConditional: boolean;
}

/** The answers, read. */
export interface GenesysProfile {
  readonly user: string;
  readonly organization: string;
  readonly policies: readonly GenesysPolicy[];
}

/** Reads Genesys Cloud's answers; throws a SourceError ('malformed') that names the path. */
export function readGenesys({ user, subject }: GenesysAnswers): GenesysProfile {
  return total('genesys', () => {
    const me = placeOf('user', user);
    return {
      user: text(member(me, 'id')),
      organization: text(member(member(me, 'organization'), 'id')),
      policies: items(member(placeOf('subject', subject), 'grants')).flatMap(readGrant),
    };
  });
}

function readGrant(place: JsonPlace): GenesysPolicy[] {
  const role = member(place, 'role');
  const division = text(member(member(place, 'division'), 'id'));
  const held = { role: id(member(role, 'id')), division: division === '*' ? undefined : division };
  // A grant lists `policies` with `actions`; a role that was asked for by itself, `permissionPolicies` with `actionSet`.
  const [policies, actions] = isMissing(member(role, 'policies'))
    ? [member(role, 'permissionPolicies'), 'actionSet']
    : [member(role, 'policies'), 'actions'];
  return items(policies, 'optional').map((policy) => ({ ...held, ...readPolicy(policy, actions) }));
}

function readPolicy(place: JsonPlace, actions: string): Omit<GenesysPolicy, 'role' | 'division'> {
  return {
    domain: text(member(place, 'domain')),
    entity: text(member(place, 'entityName')),
    actions: items(member(place, actions)).map(text),
    isConditional: ['condition', 'resourceCondition', 'resourceConditionNode', 'namedResources'].some(
      (key) => !isEmpty(member(place, key)),
    ),
  };
}

/** Whether there is no condition here: nothing, or an empty one. */
function isEmpty(place: JsonPlace): boolean {
  const { value } = place;
  if (isMissing(place) || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' || typeof value === 'string' ? false : refuse(place, 'a condition');
}

/** One permission of Genesys Cloud. */
export interface GenesysPermission {
  readonly domain: string;
  readonly entity: string;
  readonly action: string;
  readonly label: string | undefined;
  /** Whether it is held in divisions, rather than everywhere or nowhere. */
  readonly divisionAware: boolean;
}

/**
 * Reads what can be granted: the `entities` of `GET /api/v2/authorization/permissions`, or plain strings such as
 * `routing:queue:view`, of which all count as held in divisions.
 */
export function readGenesysPermissions(permissions: unknown): GenesysPermission[] {
  return total('permissions', () => {
    const place = placeOf('permissions', permissions);
    const all = Array.isArray(permissions) ? place : member(place, 'entities');
    return items(all).flatMap((each) => (typeof each.value === 'string' ? [readString(each)] : readCollection(each)));
  });
}

function readString(place: JsonPlace): GenesysPermission {
  const [domain, entity, action, ...more] = text(place).split(':');
  if (!domain || !entity || !action || more.length > 0) return refuse(place, 'domain:entity:action');
  return { domain, entity, action, label: undefined, divisionAware: true };
}

function readCollection(place: JsonPlace): GenesysPermission[] {
  const map = member(place, 'permissionMap');
  return Object.keys(map.value ?? refuse(map, 'an object')).flatMap((entity) =>
    items(member(map, entity)).map((permission) => ({
      domain: text(member(permission, 'domain')),
      entity: text(member(permission, 'entityType')),
      action: text(member(permission, 'action')),
      label: optionalText(member(permission, 'label')),
      divisionAware: flag(member(permission, 'divisionAware'), 'optional'),
    })),
  );
}
