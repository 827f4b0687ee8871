import { isTable } from '../../base/read.js';
import { items, type JsonPlace, placeOf, refuse, text, total } from '../adapter/readJson.js';

/** One rule of CASL, unpacked. */
export interface CaslRule {
  readonly actions: readonly string[];
  /** Empty for a rule about no subject. */
  readonly subjects: readonly string[];
  /** `undefined` where the rule holds without any. */
  readonly conditions: Readonly<Record<string, unknown>> | undefined;
  readonly isInverted: boolean;
  /** Empty where the rule is about the whole subject. */
  readonly fields: readonly string[];
}

/** Reads the result of CASL's `packRules`; throws a SourceError ('malformed') that names the path. */
export function readPackedRules(rules: unknown): CaslRule[] {
  return total('rules', () => items(placeOf('rules', rules)).map(readRule));
}

function readRule(place: JsonPlace): CaslRule {
  const parts = items(place);
  const part = (i: number): JsonPlace => parts[i] ?? { path: `${place.path}[${i}]`, value: undefined };
  return {
    actions: listOf(part(0), 'needed'),
    subjects: listOf(part(1)),
    conditions: conditionsOf(part(2)),
    isInverted: isInverted(part(3)),
    fields: listOf(part(4)),
  };
}

/** Packing puts 0 or nothing where there is nothing. */
function isNothing({ value }: JsonPlace): boolean {
  return value === undefined || value === null || value === 0 || value === '';
}

function listOf(place: JsonPlace, needed: 'needed' | 'optional' = 'optional'): string[] {
  if (needed === 'optional' && isNothing(place)) return [];
  return text(place)
    .split(',')
    .map((word) => (word === '' ? refuse(place, 'names with one comma between them') : word));
}

function isInverted(place: JsonPlace): boolean {
  if (isNothing(place)) return false;
  return place.value === 1 || place.value === true || refuse(place, '0 or 1');
}

function conditionsOf(place: JsonPlace): Readonly<Record<string, unknown>> | undefined {
  const { value } = place;
  if (isNothing(place)) return undefined;
  if (!isTable(value)) return refuse(place, 'an object, or 0');
  const own = Object.entries(value);
  return own.length > 0 ? Object.fromEntries(own) : undefined;
}
