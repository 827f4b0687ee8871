import type { GrantValue } from '../../model/grant.js';
import type { Override } from '../../model/member.js';
import type { Reach, Reaches, Scope, ScopeKeys } from '../../model/scope.js';
import type { ApiLimits } from '../http/ApiLimits.js';
import { id, list, moment, oneOf, optional, type Read, ReadError, table } from '../../base/read.js';
import { idsOfScope } from './refuseLarge.js';

/** The limits of one operation. */
export type ReadLimits = Pick<ApiLimits, 'idsPerScope'>;

/** The members of a `set` operation that are read here; each kind of target adds its own. */
export const setKeys = ['op', 'permission', 'effect', 'scope', 'value'] as const;

/** Reads a flag that is either set or absent. */
export const yes: Read<true> = (value, path) => {
  if (value !== true) throw new ReadError(path, value, 'true, or nothing at all');
  return value;
};

/** The ids of something, at most so many. */
export const ids = ({ idsPerScope }: ReadLimits): Read<string[]> => list(id, idsPerScope);

const reach =
  (limits: ReadLimits): Read<Reach> =>
  (value, path) => {
    if (value === 'mine' || value === 'any') return value;
    if (!Array.isArray(value)) throw new ReadError(path, value, "'mine', 'any' or a list of ids");
    return ids(limits)(value, path);
  };

/** Reads a reach for each of some dimensions. */
export const reaches =
  (limits: ReadLimits): Read<Reaches> =>
  (value, path) => {
    const from = table()(value, path);
    const read = Object.keys(from).map((key): [string, Reach] => [
      id(key, path),
      reach(limits)(from[key], `${path}.${key}`),
    ]);
    return Object.fromEntries<Reach>(read);
  };

/** Reads how far something reaches. */
const scope =
  (limits: ReadLimits): Read<Scope> =>
  (value, path) => {
    if (value === 'all') return value;
    if (typeof value === 'string') throw new ReadError(path, value, "'all' or an object");
    const from = table(['all', 'own', 'in', 'within'])(value, path);
    const read = reaches(limits);
    const keys = optional<ScopeKeys>(from, path, { all: yes, own: yes, in: read, within: read });
    return withIds(limits, keys, path);
  };

/** Refuses a scope with too many ids in all of its dimensions together. */
export function withIds<T extends ScopeKeys>({ idsPerScope }: ReadLimits, keys: T, path: string): T {
  const count = idsOfScope(keys);
  if (count <= idsPerScope) return keys;
  throw new ReadError(path, `${count} ids`, `at most ${idsPerScope} ids in one scope`);
}

const grantValue: Read<GrantValue> = (value, path) => {
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  if (typeof value === 'string') return id(value, path);
  throw new ReadError(path, value, 'a text, a number, true or false');
};

/** Reads what a `set` operation says of a permission. */
export const setFields =
  (limits: ReadLimits): Read<Omit<Override, 'startsAt' | 'endsAt'>> =>
  (value, path) => {
    const from = table()(value, path);
    return {
      permission: id(from.permission, `${path}.permission`),
      effect: from.effect === undefined ? 'allow' : oneOf(['allow', 'deny'])(from.effect, `${path}.effect`),
      ...optional<{ scope?: Scope; value?: GrantValue }>(from, path, { scope: scope(limits), value: grantValue }),
    };
  };

/** Reads from when to when something holds. */
export const windowFields: Read<Pick<Override, 'startsAt' | 'endsAt'>> = (value, path) => {
  const window = optional<{ startsAt?: number; endsAt?: number }>(table()(value, path), path, {
    startsAt: moment,
    endsAt: moment,
  });
  const { startsAt = -1, endsAt = Infinity } = window;
  if (startsAt >= endsAt) throw new ReadError(`${path}.endsAt`, endsAt, `a moment after startsAt, ${startsAt}`);
  return window;
};
