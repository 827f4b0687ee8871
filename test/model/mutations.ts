import { type Draw, pick, shuffled } from '../reference/generators/draw.js';
import { at, type Json, type Path, placesIn, withAt, withKey } from './payload.js';

/** One change to a payload. */
export interface Mutation {
  readonly path: Path;
  readonly payload: Json;
}

/** Texts that no catalog, subject or record here has, some of which mean something to JavaScript. */
export const garbage = ['zzz', '__proto__x', 'hasOwnProperty', '😀', 'x'.repeat(100)] as const;

/** Keys that lead somewhere on every object. */
export const hostileKeys = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf'] as const;

const others: Record<string, readonly Json[]> = {
  string: [null, 7, -1, true, {}, [], [[]], { length: 1 }],
  number: [null, 'zzz', '7', -1, 0.5, 2 ** 53, true, {}, []],
  boolean: [null, 7, 0, 'true', 'zzz', false, {}, []],
  list: [null, 7, true, 'zzz', {}, { length: 0 }, { 0: 'a' }],
  object: [null, 7, true, 'zzz', [], [{}]],
};

function typeOf(value: Json): string {
  if (Array.isArray(value)) return 'list';
  return value === null ? 'null' : typeof value;
}

/**
 * Something of a type that has no business at a place, so that the payload is no grant set any more. A value may
 * be of three types, a scope and a reach of two: there, only what is of none of them counts.
 */
export function wrongTypeFor(draw: Draw, payload: Json, path: Path): Json {
  const key = path.at(-1);
  if (key === 'value' && path.at(-3) === 'grants') return pick<Json>(draw, [null, {}, []]);
  if (key === 'scope') return pick<Json>(draw, [null, 7, true, [], 'zzz', 'ALL']);
  if (path.at(-2) === 'in' || path.at(-2) === 'within') return pick<Json>(draw, [null, 7, true, {}, 'zzz', 'ANY']);
  return pick(draw, others[typeOf(at(payload, path))] ?? [7]);
}

/** A wrong type somewhere. */
export function mistype(draw: Draw, payload: Json): Mutation | undefined {
  const places = placesIn(payload);
  if (places.length === 0) return undefined;
  const path = pick(draw, places);
  return { path, payload: withAt(payload, path, wrongTypeFor(draw, payload, path)) };
}

const isRoot = (path: Path) => path.length === 1;
const optionalOfSet = ['expiresAt', 'onBehalfOf', 'plan', 'within'];
const optionalOfGrant = ['scope', 'value', 'via', 'startsAt', 'endsAt', 'conditional', 'reason'];
const optionalKeys = [...optionalOfSet, ...optionalOfGrant];

/** A key that has to be there is not, or has another name. */
export function lose(draw: Draw, payload: Json): Mutation | undefined {
  const needed = placesIn(payload).filter(
    (path) =>
      !optionalKeys.includes(String(path.at(-1))) &&
      (isRoot(path) || (path[0] === 'subject' && path.length === 2) || (path[0] === 'grants' && path.length === 3)),
  );
  if (needed.length === 0) return undefined;
  const path = pick(draw, needed);
  const gone = withAt(payload, path, undefined);
  return { path, payload: pick(draw, [gone, withKey(payload, path, pick(draw, ['zzz', ...hostileKeys]))]) };
}

/** A word that nobody knows, in a grant or in its scope: a new one, or instead of a known one. */
export function addWord(draw: Draw, payload: Json): Mutation | undefined {
  const holders = placesIn(payload).filter((path) => {
    const isGrant = path[0] === 'grants' && path.length === 2;
    return (isGrant || (path.at(-1) === 'scope' && path.length === 3)) && typeOf(at(payload, path)) === 'object';
  });
  if (holders.length === 0) return undefined;
  const holder = pick(draw, holders);
  const word = pick(draw, ['zzz', 'Scope', 'within ', ...hostileKeys]);
  const known = Object.keys(at(payload, holder) ?? {});
  const path = [...holder, word];
  if (known.length === 0 || pick(draw, [true, false]))
    return { path, payload: withAt(payload, path, pick<Json>(draw, [true, null, {}, 'all'])) };
  return { path, payload: withKey(payload, [...holder, pick(draw, known)], word) };
}

/** A word outside of a closed list of words. */
export function misspell(draw: Draw, payload: Json): Mutation | undefined {
  const words = placesIn(payload).filter(
    (path) =>
      path.at(-1) === 'format' ||
      (path[0] === 'grants' && path.length === 3 && ['effect', 'from', 'via', 'reason'].includes(String(path[2]))),
  );
  if (words.length === 0) return undefined;
  const path = pick(draw, words);
  return {
    path,
    payload: withAt(
      payload,
      path,
      pick<Json>(draw, ['', 'ALLOW', 'allow ', 'zzz', 'role:', 'implied', 'hookswitch/grants@2', ...garbage]),
    ),
  };
}

/** Another text in a grant that allows: an id, a dimension or a permission that nobody has. */
export function scribble(draw: Draw, payload: Json): Mutation | undefined {
  const texts = placesIn(payload).filter((path) => {
    if (path[0] !== 'grants' || at(payload, [...path.slice(0, 2), 'effect']) !== 'allow') return false;
    const isReach = path[2] === 'scope' && path.length === 5;
    return (
      isReach ||
      (typeof at(payload, path) === 'string' &&
        (path[2] === 'permission' || (path[2] === 'scope' && path.length === 6)))
    );
  });
  if (texts.length === 0) return undefined;
  const path = pick(draw, texts);
  const word = pick(draw, garbage);
  return { path, payload: path.length === 5 ? withKey(payload, path, word) : withAt(payload, path, word) };
}

/** Something more that means nothing: a stranger's dimension, a member of the set that is not ours. */
export function insert(draw: Draw, payload: Json): Mutation {
  const holders = placesIn(payload).filter(
    (path) =>
      typeOf(at(payload, path)) === 'object' &&
      (path.length <= 2 ? path[0] === 'subject' : ['in', 'within'].includes(String(path.at(-1)))),
  );
  const path = [...pick<Path>(draw, [[], ...holders]), pick(draw, ['zzz', '__proto__'])];
  return { path, payload: withAt(payload, path, ['a', 'b', 'c']) };
}

/** Some item of some list twice. */
export function double(draw: Draw, payload: Json): Mutation | undefined {
  const lists = placesIn(payload).filter((path) => typeOf(at(payload, path)) === 'list');
  if (lists.length === 0) return undefined;
  const path = pick(draw, lists);
  const list = at(payload, path);
  const items = Array.isArray(list) ? list : [];
  return { path, payload: withAt(payload, path, items.length === 0 ? items : [...items, pick(draw, items)]) };
}

/** Everything in another order. */
export function reorder(draw: Draw, payload: Json): Json {
  if (Array.isArray(payload))
    return shuffled(
      draw,
      payload.map((each) => reorder(draw, each)),
    );
  if (typeof payload !== 'object' || payload === null) return payload;
  return Object.fromEntries(shuffled(draw, Object.entries(payload)).map(([key, each]) => [key, reorder(draw, each)]));
}
