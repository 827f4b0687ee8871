import type { Catalog } from '../../model/catalog.js';
import type { Decision, Denied, Missing } from '../../model/decision.js';
import type { Grant, GrantSet } from '../../model/grant.js';
import type { Reason } from '../../model/reason.js';
import { ownEntry } from '../resolve/roleGrants.js';
import { createEvaluator, type Evaluator } from '../decide/createEvaluator.js';
import { beyondCeiling, type GiverHoldings } from './ceiling.js';
import { givesOf } from './givesOf.js';
import { type Held, type HeldRight, type Holdings, holdingsOf } from '../resolve/holdings.js';
import type { Conflicting } from '../resolve/conflicts.js';
import { inOrder } from '../resolve/openers.js';
import { ungatedSet } from '../resolve/ungated.js';

/** Options of `createDelegation`. */
export interface DelegationOptions {
  /** In milliseconds since 1970. */
  readonly now: number;
  /**
   * How many members hold a role. Without it nobody can be taken out of a role that must be held: the answer is
   * then `unknown: ask-server`.
   */
  readonly holders?: (role: string) => number;
}

/** The person who gives, with everything that its questions share. */
export interface Giver {
  readonly catalog: Catalog;
  readonly actor: GrantSet;
  readonly may: Evaluator;
  readonly options: DelegationOptions;
  /** The roles that its own roles manage. */
  readonly managed: () => ReadonlySet<string>;
  readonly held: () => GiverLimit;
  /** The same with every plan and licence there is. */
  readonly ungated: () => GiverLimit;
}

/** What somebody may give at most. */
export interface GiverLimit extends GiverHoldings {
  readonly gives: Holdings;
  /** The permissions of which it may not give everything: only of these can something be beyond it. */
  readonly limited: ReadonlySet<string>;
}

/** Makes the giver of a grant set. Each part is worked out on the first question that needs it. */
export function createGiver(catalog: Catalog, actor: GrantSet, options: DelegationOptions): Giver {
  const known: { managed?: ReadonlySet<string>; held?: GiverLimit; ungated?: GiverLimit; gives?: Holdings } = {};
  const { subject } = actor;
  const limitOf = (grants: readonly Grant[]): GiverLimit => {
    const gives = (known.gives ??= givesOf(catalog, subject));
    return limited(catalog, { held: holdingsOf(catalog, subject, grants), gives });
  };
  return {
    catalog,
    actor,
    may: createEvaluator(catalog, actor, { now: options.now }),
    options,
    managed: () => (known.managed ??= managedBy(catalog, subject.roles)),
    held: () => (known.held ??= limitOf(actor.grants)),
    ungated: () => (known.ungated ??= limitOf(ungatedSet(catalog, actor).grants)),
  };
}

function limited(catalog: Catalog, { held, gives }: Omit<GiverLimit, 'limited'>): GiverLimit {
  const ids = Object.keys(catalog.permissions).filter(
    (id) => catalog.permissions[id]?.kind !== 'right' || ![held, gives].some((most) => isUnlimited(most.reachOf(id))),
  );
  return { held, gives, limited: new Set(ids) };
}

/** Whether a right is held always, everywhere and for certain. */
function isUnlimited({ allows, denies }: HeldRight): boolean {
  const isPlain = ({ grant, clause }: Held) =>
    clause.all === true &&
    clause.within === undefined &&
    !grant.conditional &&
    grant.startsAt === undefined &&
    grant.endsAt === undefined;
  return denies.length === 0 && allows.some(isPlain);
}

/** A refusal, and what is lacking or in its way. */
export function denied(reason: Reason, missing?: Missing): Denied {
  return { status: 'denied', reason, ...(missing && { missing }) };
}

/** Nobody touches a role that none of its own roles manages; a role outside the catalog is managed by nobody. */
export function manages({ catalog, managed }: Giver, role: string): boolean {
  return Object.hasOwn(catalog.roles, role) && managed().has(role);
}

function managedBy({ roles }: Catalog, own: readonly string[]): ReadonlySet<string> {
  return new Set(
    own.flatMap((id) => {
      const { manages: listed, unrestricted } = ownEntry(roles, id) ?? {};
      return listed ?? (unrestricted ? Object.keys(roles) : []);
    }),
  );
}

/** The refusal of a change by which somebody could hand out more than the giver can. */
export function handedOutDecision(giver: Giver, before: Holdings, after: Holdings): Decision | undefined {
  const { catalog } = giver;
  const ceiling = giver.held();
  const wanted = Array.from(after.permissions).filter((id) => ceiling.limited.has(id));
  const gain = { catalog, before, after, giver: ceiling, kind: 'gives' } as const;
  return ceilingDecision(beyondCeiling(gain, inOrder(catalog, wanted)));
}

/** The refusal of a change that makes somebody hold more conflicting rights together than before. */
export function newConflictDecision(
  before: readonly Conflicting[],
  after: readonly Conflicting[],
): Decision | undefined {
  const old = new Map(before.map(({ conflict, permissions }) => [conflict, new Set(permissions)]));
  const made = after.find(({ conflict, permissions }) => permissions.some((id) => !old.get(conflict)?.has(id)));
  return made && denied('conflict', { kind: 'permission', ids: made.permissions });
}

/** The refusal of a change that would give more of some permissions than the giver holds. */
export function ceilingDecision(beyond: readonly string[]): Decision | undefined {
  return beyond.length === 0 ? undefined : denied('ceiling', { kind: 'permission', ids: beyond });
}
