import type { ChoiceDefinition, NumberDefinition, PermissionDefinition } from './catalog.js';
import type { GrantValue } from './grant.js';

/** Tells what is wrong with a value; `undefined` where the permission takes it. */
export function valueProblem(
  permission: PermissionDefinition,
  value: unknown,
): { readonly found: string; readonly expected: string } | undefined {
  if (isValueOf(permission, value)) return undefined;
  return { found: typeof value === 'string' ? `'${value}'` : String(value), expected: expectedValue(permission) };
}

function isValueOf(permission: PermissionDefinition, value: unknown): value is GrantValue {
  switch (permission.kind) {
    case 'right':
      return false;
    case 'choice':
      return placesOf(permission).has(value);
    case 'number':
      if (value === 'unlimited') return largestOf(permission) === value;
      return typeof value === 'number' && value >= permission.min && value <= (permission.max ?? Number.MAX_VALUE);
    case 'duty':
      return typeof value === 'boolean';
  }
}

const known = new WeakMap<ChoiceDefinition['options'], ReadonlyMap<unknown, number>>();

/** The rank of each option, from least to most; worked out once for each choice. */
function placesOf({ options }: ChoiceDefinition): ReadonlyMap<unknown, number> {
  // The first of two with one id counts.
  const places = known.get(options) ?? new Map(options.map(({ id }, i): [unknown, number] => [id, i]).reverse());
  known.set(options, places);
  return places;
}

function expectedValue(permission: PermissionDefinition): string {
  switch (permission.kind) {
    case 'right':
      return 'no value: a right is held or not';
    case 'choice':
      return `one of ${permission.options.map((option) => option.id).join(', ')}`;
    case 'number':
      return expectedNumber(permission);
    case 'duty':
      return 'true or false';
  }
}

function expectedNumber(permission: NumberDefinition): string {
  const { min, max, unit } = permission;
  const upTo = max === undefined ? '' : ` to ${max}`;
  return `a number from ${min}${upTo} (${unit})${largestOf(permission) === 'unlimited' ? ", or 'unlimited'" : ''}`;
}

/** The largest value that a number takes: `'unlimited'` where it may be given, or where there is no bound. */
export function largestOf({ max, unlimited }: Pick<NumberDefinition, 'max' | 'unlimited'>): number | 'unlimited' {
  return unlimited || max === undefined ? 'unlimited' : max;
}

/**
 * The value's place from least to most, so that "more" is one comparison for every kind: a choice by its
 * options, a number by its merge rule, a duty by the freedom it leaves.
 */
export function valueRank(permission: PermissionDefinition, value: GrantValue | undefined): number {
  switch (permission.kind) {
    case 'choice':
      return placesOf(permission).get(value) ?? -1;
    case 'number': {
      const amount = value === 'unlimited' ? Infinity : Number(value);
      return permission.merge === 'min' ? -amount : amount;
    }
    case 'duty':
      return value === true ? 0 : 1;
    case 'right':
      return 0;
  }
}

/** The value of a permission that nobody has set. */
export function defaultValue(permission: ChoiceDefinition | NumberDefinition | { readonly kind: 'duty' }): GrantValue {
  return permission.kind === 'duty' ? false : permission.default;
}

/** The least that a permission can be set to: what holds where its value cannot be known (law 1). */
export function closedValue(permission: ChoiceDefinition | NumberDefinition | { readonly kind: 'duty' }): GrantValue {
  switch (permission.kind) {
    case 'choice':
      return permission.options[0]?.id ?? permission.default;
    case 'number':
      if (permission.merge !== 'min') return permission.min;
      return largestOf(permission);
    case 'duty':
      return true;
  }
}
