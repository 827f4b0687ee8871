import type { Catalog } from '../../model/catalog.js';
import type { Grant, GrantSet } from '../../model/grant.js';
import type { Subject } from '../../model/subject.js';
import type { GrantStamp } from '../adapter/GrantStamp.js';
import {
  flag,
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
import { setOf } from '../adapter/setOf.js';
import type { UntranslatedOptions } from '../adapter/Untranslated.js';

/** A right that OpenFGA lists the objects of: list-objects for one relation and type. */
export interface OpenfgaList {
  readonly permission: string;
  readonly relation: string;
  /** The type of the objects: `document`. */
  readonly type: string;
  /** The dimension that the objects' ids are in. */
  readonly dimension: string;
}

/** A right that OpenFGA is asked about by itself: one check of a batch. */
export interface OpenfgaCheck {
  readonly permission: string;
  readonly relation: string;
  /** Such as `organization:acme`. */
  readonly object: string;
  /** The dimension that the object's id is in; none for a plain toggle. */
  readonly dimension?: string;
  /** The id of the answer. Default: made from the check's place in the list. */
  readonly correlationId?: string;
}

/** The meaning of OpenFGA's answers: catalog, subject, lists and checks. */
export interface OpenfgaMeaning extends UntranslatedOptions {
  readonly catalog: Catalog;
  readonly subject: Subject;
  readonly lists?: readonly OpenfgaList[];
  readonly checks?: readonly OpenfgaCheck[];
}

/** OpenFGA's answers, unread. */
export interface OpenfgaAnswers {
  /** The answers to list-objects, in the order of `lists`. */
  readonly lists?: readonly unknown[];
  /** The answer to batch-check. */
  readonly batch?: unknown;
}

/** The id of a check's answer. */
export function correlationOf({ correlationId }: OpenfgaCheck, place: number): string {
  return correlationId ?? `check-${place}`;
}

/**
 * Grants from OpenFGA's answers. A list may be cut short by the server, and does not show it: what is on it is
 * allowed, anything else is for the server to decide. A check that failed grants nothing. Throws a SourceError
 * ('malformed') that names the path.
 */
export function openfgaGrants(
  answers: OpenfgaAnswers,
  { catalog, subject, lists = [], checks = [], onUntranslated }: OpenfgaMeaning,
  stamp: GrantStamp = {},
): GrantSet {
  const grants = total('openfga', () => [
    ...lists.flatMap((list, i) => listGrants(list, placeOf(`lists[${i}]`, answers.lists?.[i]))),
    ...(checks.length > 0
      ? checkGrants(checks, member(placeOf('batch', answers.batch), 'result'), onUntranslated)
      : []),
  ]);
  return setOf(catalog.id, subject, grants, stamp);
}

function listGrants({ permission, type, dimension }: OpenfgaList, answer: JsonPlace): Grant[] {
  const ids = items(member(answer, 'objects')).map((place) => {
    const object = text(place);
    return object.startsWith(`${type}:`) && object.length > type.length + 1
      ? object.slice(type.length + 1)
      : refuse(place, `an object of type ${type}`);
  });
  const listed: Grant = { permission, effect: 'allow', from: 'member', scope: { in: { [dimension]: ids } } };
  const beyond: Grant = {
    permission,
    effect: 'allow',
    from: 'member',
    scope: { in: { [dimension]: 'any' } },
    conditional: true,
  };
  return ids.length > 0 ? [listed, beyond] : [beyond];
}

function checkGrants(
  checks: readonly OpenfgaCheck[],
  result: JsonPlace,
  onUntranslated: OpenfgaMeaning['onUntranslated'],
): Grant[] {
  return checks.flatMap((check, i): Grant[] => {
    const { permission, object, dimension } = check;
    const answer = member(result, correlationOf(check, i));
    if (isMissing(answer) || failed(member(answer, 'error'))) {
      onUntranslated?.(`OpenFGA did not answer the check of ${permission} on '${object}'. It grants nothing.`);
      return [];
    }
    if (!flag(member(answer, 'allowed'), 'optional')) return [];
    const id = object.slice(object.indexOf(':') + 1);
    return [
      {
        permission,
        effect: 'allow',
        from: 'member',
        scope: dimension === undefined ? 'all' : { in: { [dimension]: [id] } },
      },
    ];
  });
}

/** Whether a check has an error; OpenFGA also sends one that is empty. */
function failed(error: JsonPlace): boolean {
  if (isMissing(error)) return false;
  const { value: message } = member(error, 'message');
  const codes = ['input_error', 'internal_error'].map((key) => optionalText(member(error, key)));
  return (message !== undefined && message !== '') || codes.some((code) => code !== undefined);
}
