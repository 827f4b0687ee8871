import type { Draw } from '../reference/generators/draw.js';
import { drawWorld, type World } from '../reference/agreement.js';

/** JSON, as a backend sends it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A world whose grant set is a valid payload: JSON, without the empty ids that the reader refuses. */
export function drawValidWorld(draw: Draw): World & { readonly payload: Json } {
  const world = drawWorld(draw);
  const payload: Json = JSON.parse(JSON.stringify(world.set).replaceAll('""', '"b"')) as Json;
  return { ...world, payload };
}

/** The keys that lead to a place, from the outside in. */
export type Path = readonly (string | number)[];

/** Every place in a payload but the whole of it. */
export function placesIn(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
  return keys.flatMap((key) => [[...path, key], ...placesIn(at(value, [key]), [...path, key])]);
}

/** What stands at a place. */
export function at(value: Json, path: Path): Json {
  return path.reduce<Json>((inner, key) => (inner === null ? null : (Reflect.get(Object(inner), key) as Json)), value);
}

/** A copy with something else at a place; `undefined` removes it. */
export function withAt(value: Json, path: Path, next: Json | undefined): Json {
  const copy = structuredClone(value);
  const holder = at(copy, path.slice(0, -1));
  const key = path.at(-1) ?? '';
  if (typeof holder !== 'object' || holder === null) return copy;
  if (Array.isArray(holder)) holder.splice(Number(key), 1, ...(next === undefined ? [] : [next]));
  else if (next === undefined) Reflect.deleteProperty(holder, key);
  // Not an assignment: `__proto__` shall be a key like any other, as it is after JSON.parse.
  else Object.defineProperty(holder, key, { value: next, enumerable: true, configurable: true, writable: true });
  return copy;
}

/** A copy in which a key has another name. */
export function withKey(value: Json, path: Path, name: string): Json {
  return withAt(withAt(value, path, undefined), [...path.slice(0, -1), name], at(value, path));
}

/** A path as the reader writes it. */
export function written(path: Path): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`)).join('');
}
