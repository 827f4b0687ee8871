// What holders of a role may come to by a change of it, without knowing what else they hold (law 11).
import type { Catalog, ChoiceDefinition, GrantSpec, PermissionDefinition } from '../../model/catalog.js';
import type { Grant, Provenance } from '../../model/grant.js';
import type { Subject } from '../../model/subject.js';
import { grantKey } from '../decide/canonical.js';
import { bundle, mostOf, ownEntry } from '../resolve/roleGrants.js';
import { groupByPermission, permissionOf } from '../../model/permissionOf.js';
import { beyondCeiling, type GiverHoldings } from './ceiling.js';
import { holdingsOf } from '../resolve/holdings.js';
import type { Narrow } from '../resolve/narrowing.js';
import { openedFrom, openersTo } from '../resolve/openers.js';
import { openGrants } from '../resolve/openGrants.js';
import { type OptionStep, optionSteps } from './optionSteps.js';

/** A role's grants before and after a change, and what the person who makes it holds. */
export interface RoleGrants {
  readonly catalog: Catalog;
  /** Somebody of whom nothing is known but the role. */
  readonly subject: Subject;
  readonly giver: GiverHoldings;
  /** Returns a grant with the reach that the role's own restriction leaves of it, where it comes from the role. */
  readonly narrow: Narrow;
  readonly before: readonly Grant[];
  readonly after: readonly Grant[];
}

/** The permissions of which a change gives more than its maker holds. */
export interface RoleGains {
  /** By what the role gives itself. */
  readonly given: readonly string[];
  /** By what umbrellas and the options of choices open, or no longer impose. */
  readonly opened: readonly string[];
}

/** Compares what a role gave of some permissions, and of all that may open them, with what it will give. */
export function roleGains(change: RoleGrants, changed: ReadonlySet<string>): RoleGains {
  const freed = freedByConflicts(change, changed);
  const asked = openedFrom(change.catalog, [...changed, ...freed.map(permissionOf)]);
  const denies = liftedDenies(change, changed);
  const lifted = {
    given: [...denies.given, ...freed],
    opened: [...denies.opened, ...withOpened(change.catalog, freed)],
  };
  const given = beyond(change, { before: change.before, after: [...change.after, ...lifted.given] }, asked);
  const opened = beyond(
    change,
    {
      before: withOpened(change.catalog, change.before),
      after: [...withOpened(change.catalog, change.after), ...lifted.given, ...lifted.opened],
    },
    asked,
  );
  const options = byOptions(change, changed);
  return { given: [...given, ...options.given], opened: [...opened, ...options.opened] };
}

type Sides = Pick<RoleGrants, 'before' | 'after'>;

function beyond(
  { catalog, subject, giver, narrow }: RoleGrants,
  sides: Sides,
  asked: Iterable<string>,
): readonly string[] {
  const [before, after] = [sides.before, sides.after].map((grants) => holdingsOf(catalog, subject, grants.map(narrow)));
  return before && after ? beyondCeiling({ catalog, before, after, giver, kind: 'part' }, asked) : [];
}

/** What comes with options is not here: which ones the holders have is not known. */
function withOpened(catalog: Catalog, grants: readonly Grant[]): readonly Grant[] {
  const among = openedFrom(
    catalog,
    grants.map(({ permission }) => permission),
  );
  return openGrants(catalog, grants, { among, withoutOptions: true });
}

/** A role's deny also holds back what its holders have from elsewhere: lifting it gives as far as it reached. */
function liftedDenies({ catalog, subject, before, after }: RoleGrants, changed: ReadonlySet<string>) {
  const [old, next] = [before, after].map((grants) => holdingsOf(catalog, subject, grants));
  const given: Grant[] = [];
  const opened: Grant[] = [];
  for (const id of changed) {
    const definition = ownEntry(catalog.permissions, id);
    // Of a choice each option that its holders may come to is looked at.
    if (!old || !next || !definition || definition.kind === 'choice') continue;
    const [was, still] = [old.reachOf(id), next.reachOf(id)];
    for (const deny of was.denies) {
      if (!still.isStillDenied(deny)) given.push(...allowInPlace(definition, deny.grant));
    }
    // A deny of any reach keeps an umbrella closed: without it a person who has the umbrella elsewhere has all it opens.
    const whole = was.denies.length > 0 && still.denies.length === 0 ? mostOf(id, definition, 'baseline') : [];
    opened.push(...withOpened(catalog, whole).filter(({ permission }) => permission !== id));
  }
  return { given, opened };
}

/**
 * Of two conflicting rights each closes the other: one of which a role gives less, or denies some from now on, may free
 * the other for holders who have both. What comes with an option may go with it, so that counts as given less.
 */
function freedByConflicts({ catalog, before, after }: RoleGrants, changed: ReadonlySet<string>): readonly Grant[] {
  if (!catalog.conflicts) return [];
  const [old, next] = [before, after].map((grants) => groupByPermission(withOpened(catalog, grants)));
  const affected = openedFrom(catalog, changed);
  const choices = Array.from(affected).filter((id) => ownEntry(catalog.permissions, id)?.kind === 'choice');
  const byOption = openedFrom(catalog, choices);
  const isFreeing = (id: string) => affected.has(id) && (byOption.has(id) || isLess(old?.get(id), next?.get(id)));
  return catalog.conflicts.flatMap(({ permissions }) => {
    const freeing = permissions.filter(isFreeing);
    const freed = permissions.filter((id) => freeing.some((other) => other !== id));
    return freed.flatMap((id) => {
      const definition = ownEntry(catalog.permissions, id);
      return definition ? mostOf(id, definition, 'baseline') : [];
    });
  });
}

/** Whether an allow is gone, or a deny new. */
function isLess(before: readonly Grant[] = [], after: readonly Grant[] = []): boolean {
  const [old, next] = [new Set(before.map(grantKey)), new Set(after.map(grantKey))];
  return (
    before.some((grant) => grant.effect === 'allow' && !next.has(grantKey(grant))) ||
    after.some((grant) => grant.effect === 'deny' && !old.has(grantKey(grant)))
  );
}

/** Holders have it from elsewhere, where the role's own restriction does not reach. */
function allowInPlace(definition: PermissionDefinition, { permission, scope = 'all' }: Grant): Grant[] {
  return mostOf(permission, definition, 'baseline').map((most) =>
    most.scope === undefined ? most : { ...most, scope },
  );
}

/** One choice, what the role gives of it, and what comes with an option of another choice. */
interface ChoiceChange extends Sides {
  readonly id: string;
}

/** Option by option: what holders come to who leave one for another, and what the one that they leave no longer imposes. */
function byOptions(change: RoleGrants, changed: ReadonlySet<string>): RoleGains {
  const role: OwnGrants = {
    from: `role:${change.subject.roles[0]}`,
    before: groupByPermission(change.before),
    after: groupByPermission(change.after),
  };
  const given: string[] = [];
  const opened: string[] = [];
  const seen = new Set<string>();
  const choices = Array.from(changed, (id) => choiceChange(role, id, [], []));
  // The list grows while it is walked: with an option of one choice may come an option of another.
  for (const { id, before, after } of choices) {
    const choice = ownEntry(change.catalog.permissions, id);
    if (choice?.kind !== 'choice') continue;
    for (const step of optionSteps(choice, before, after)) {
      const key = JSON.stringify([id, step.from, step.to]);
      if (seen.has(key)) continue;
      seen.add(key);
      const [left, taken] = [specsOf(choice, step.from), specsOf(choice, step.to)];
      // A choice that the change itself is about is given; one that comes with an option is opened.
      (changed.has(id) ? given : opened).push(...byValue(change, id, step));
      opened.push(...byStep(change, role, left, taken));
      const valued = [...valuedAmong(change.catalog, left), ...valuedAmong(change.catalog, taken)];
      choices.push(...Array.from(new Set(valued), (other) => choiceChange(role, other, left, taken)));
    }
  }
  return { given, opened };
}

interface OwnGrants {
  /** The role, as a source of grants. */
  readonly from: Provenance;
  readonly before: ReadonlyMap<string, readonly Grant[]>;
  readonly after: ReadonlyMap<string, readonly Grant[]>;
}

function choiceChange(
  role: OwnGrants,
  id: string,
  left: readonly GrantSpec[],
  taken: readonly GrantSpec[],
): ChoiceChange {
  return { id, ...sidesOf(role, new Set([id]), left, taken) };
}

/** The grants of the role itself, with those of the option that is left and of the one that is taken. */
function sidesOf(
  role: OwnGrants,
  wanted: ReadonlySet<string>,
  left: readonly GrantSpec[],
  taken: readonly GrantSpec[],
): Sides {
  const own = (grants: OwnGrants['before']) => Array.from(wanted).flatMap((id) => grants.get(id) ?? []);
  return {
    // The role may have set the option that is left, and then what came with it was as restricted as the role is. The
    // one that is taken may come from elsewhere.
    before: [...own(role.before), ...bundle(left, role.from, wanted)],
    after: [...own(role.after), ...bundle(taken, 'baseline', wanted)],
  };
}

function byValue({ catalog, subject, giver }: RoleGrants, permission: string, { from, to }: OptionStep) {
  const holding = (value: string) =>
    holdingsOf(catalog, subject, [{ permission, effect: 'allow', value, from: 'baseline' }]);
  return beyondCeiling({ catalog, before: holding(from), after: holding(to), giver, kind: 'whole' }, [permission]);
}

function byStep(
  change: RoleGrants,
  role: OwnGrants,
  left: readonly GrantSpec[],
  taken: readonly GrantSpec[],
): readonly string[] {
  const { catalog } = change;
  // A right that is left is gone; a value that is left no longer holds anything down.
  const asked = openedFrom(catalog, [...taken.map(permissionOf), ...valuedAmong(catalog, left)]);
  const sides = sidesOf(role, openersTo(catalog, asked), left, taken);
  const [before, after] = [withOpened(catalog, sides.before), withOpened(catalog, sides.after)];
  return [...beyond(change, sides, asked), ...beyond(change, { before, after }, asked)];
}

function specsOf(choice: ChoiceDefinition, option: string): readonly GrantSpec[] {
  return choice.options.find(({ id }) => id === option)?.grants ?? [];
}

/** The choices, numbers and duties that some grants are about. */
function valuedAmong(catalog: Catalog, specs: readonly GrantSpec[]): readonly string[] {
  return specs.map(permissionOf).filter((id) => ownEntry(catalog.permissions, id)?.kind !== 'right');
}
