import type { Catalog } from '../../model/catalog.js';
import { checkCatalog } from '../../model/defineCatalog.js';
import type { Grant, GrantSet } from '../../model/grant.js';
import type { Subject } from '../../model/subject.js';
import type { GrantStamp } from '../adapter/GrantStamp.js';
import { codedName } from '../adapter/nameOf.js';
import { entries, items, type JsonPlace, member, placeOf, text, total } from '../adapter/readJson.js';
import { setOf } from '../adapter/setOf.js';
import type { UntranslatedOptions } from '../adapter/Untranslated.js';
import { wordsOf } from '../adapter/wordsOf.js';

/** Cerbos' answer about one action on one resource. */
interface CerbosAnswer {
  readonly kind: string;
  readonly id: string;
  readonly action: string;
  readonly effect: string;
}

function readCerbos(response: unknown): CerbosAnswer[] {
  const read = (place: JsonPlace): CerbosAnswer[] => {
    const resource = member(place, 'resource');
    const [kind, id] = [text(member(resource, 'kind')), text(member(resource, 'id'))];
    return entries(member(place, 'actions')).map(([action, effect]) => ({ kind, id, action, effect: text(effect) }));
  };
  return total('response', () => items(member(placeOf('response', response), 'results')).flatMap(read));
}

/**
 * A kind of resource as the name of a type and dimension of a catalog: `acme:leave` is `acme--leave`. No two kinds
 * have the same name.
 */
export function cerbosKind(kind: string): string {
  return codedName(kind);
}

/**
 * An action on a kind of resource as the name of a permission: `view:public` is `leave_request.view--public`. No two
 * actions have the same name.
 */
export function cerbosPermission(kind: string, action: string): string {
  return `${codedName(kind)}.${codedName(action)}`;
}

/** A catalog of the kinds and actions that an answer speaks of; a record's id is its `id`. */
export function cerbosCatalog(response: unknown, { id = 'cerbos' }: { readonly id?: string } = {}): Catalog {
  const answers = readCerbos(response);
  const kinds = [...new Set(answers.map(({ kind }) => kind))];
  const named = answers.map(({ kind, action }) => {
    const label = `${wordsOf(kind)}: ${wordsOf(action.replaceAll(':', ' ')).toLowerCase()}`;
    return [cerbosPermission(kind, action), { kind: 'right', label, on: cerbosKind(kind) }] as const;
  });
  return checkCatalog({
    id,
    dimensions: Object.fromEntries(kinds.map((kind) => [cerbosKind(kind), { label: wordsOf(kind) }])),
    resources: Object.fromEntries(
      kinds.map((kind) => [cerbosKind(kind), { label: wordsOf(kind), dimensions: { [cerbosKind(kind)]: 'id' } }]),
    ),
    permissions: Object.fromEntries(named),
    roles: {},
  });
}

/** Whose grants they are, and which catalog they speak of: a record's id is in the dimension of its kind. */
export interface CerbosMeaning extends UntranslatedOptions {
  readonly catalog: Catalog;
  readonly subject: Subject;
}

/**
 * Grants from Cerbos' answer to CheckResources: what it allows on the resources that it was asked about, and
 * nothing on any other. What it denies is denied, also where the same resource was asked about in another scope or
 * policy version and allowed there. Throws a SourceError ('malformed') that names the path.
 */
export function cerbosGrants(
  response: unknown,
  { catalog, subject, onUntranslated }: CerbosMeaning,
  stamp: GrantStamp = {},
): GrantSet {
  const reaches = new Map<
    string,
    { permission: string; effect: Grant['effect']; dimension: string; ids: Set<string> }
  >();
  for (const { kind, id, action, effect: told } of readCerbos(response)) {
    const permission = cerbosPermission(kind, action);
    const effect = effects.get(told);
    if (effect === undefined) {
      onUntranslated?.(
        `Cerbos answered '${told}' for ${action} on ${kind} '${id}', which is no known effect. It grants nothing.`,
      );
      continue;
    }
    const key = `${effect} ${permission}`;
    const reach = reaches.get(key) ?? { permission, effect, dimension: cerbosKind(kind), ids: new Set() };
    reach.ids.add(id);
    reaches.set(key, reach);
  }
  const grants = [...reaches.values()].map(({ permission, effect, dimension, ids }): Grant => ({
    permission,
    effect,
    from: 'member',
    scope: { in: { [dimension]: [...ids] } },
  }));
  return setOf(catalog.id, subject, grants, stamp);
}

/** Any other effect grants nothing. */
const effects: ReadonlyMap<string, Grant['effect']> = new Map([
  ['EFFECT_ALLOW', 'allow'],
  ['EFFECT_DENY', 'deny'],
]);
