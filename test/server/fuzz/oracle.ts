// Says which writes were forbidden, without asking the code that forbids: by what members can do before and after.
import { createEvaluator, type Evaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import type { Catalog } from '../../../src/model/catalog.js';
import type { Member } from '../../../src/model/member.js';
import { valueRank } from '../../../src/model/value.js';
import type { Store } from '../../../src/server/store/Store.js';
import { withRoleChanges } from '../../../src/evaluator/resolve/withRoleChanges.js';
import { catalog } from '../desk.js';

/** A tenant at one moment. */
export interface State {
  readonly catalog: Catalog;
  readonly members: readonly Member[];
  /** Everything above as text. */
  readonly text: string;
}

export const stateOf = async (store: Store, tenant: string): Promise<State> => {
  const { items } = await store.tenant(tenant).members({ limit: 1000 });
  const { roles } = await store.tenant(tenant).subject('');
  const members = items.map(({ member }) => member);
  const changes = roles.map(({ role }) => role);
  return { catalog: withRoleChanges(catalog, changes), members, text: JSON.stringify([members, changes]) };
};

// Moments on both sides of every bound that the fuzzer's small numbers set, and far away from all of them.
const moments = [0, 3, 7, 13, Date.UTC(2026, 10, 22), 2 ** 40, Number.MAX_SAFE_INTEGER];

/** Records of every kind that scopes can tell apart; those of the subject's own are made for the subject. */
const recordsFor = ({ id, extensions }: Member): readonly object[] => {
  const groups = ['sales', 'support', 'elsewhere', undefined];
  const queues = ['inbound', 'night', undefined];
  const lines = ['direct', undefined];
  const base = groups.flatMap((group) => queues.flatMap((queue) => lines.map((line) => ({ group, queue, line }))));
  const foreign = base.map((record) => ({ ...record, userId: 'nobody-at-all', extension: '000' }));
  return [...foreign, ...base.map((record) => ({ ...record, userId: id, extension: extensions[0] }))];
};

/** The same records seen by somebody else: what is one's own stays one's own. */
interface Person {
  readonly member: Member;
  readonly records: readonly object[];
  readonly at: readonly Evaluator[];
}

const personIn = (state: State, member: Member): Person => ({
  member,
  records: recordsFor(member),
  at: moments.map((now) => createEvaluator(state.catalog, resolveGrants(state.catalog, member), { now })),
});

/** Which write of this actor was forbidden; nothing where none was. */
export const forbiddenWrite = (before: State, after: State, actorId: string): string | undefined => {
  if (before.text === after.text) return undefined;
  const actor = before.members.find(({ id }) => id === actorId);
  if (!actor) return 'somebody who is no member changed something';
  if (!actor.roles.some((role) => role === 'owner' || role === 'manager'))
    return `${actorId} changed something as ${actor.roles.join()}`;
  if (!after.members.some(({ roles }) => roles.includes('owner'))) return 'nobody owns the organisation any more';
  if (after.members.length !== before.members.length) return 'a member came or went';
  const giver = personIn(before, actor);
  for (const member of after.members) {
    const old = before.members.find(({ id }) => id === member.id);
    if (!old) return `${member.id} came out of nowhere`;
    const changed = JSON.stringify(old) !== JSON.stringify(member);
    if (changed && member.id === actorId) return `${actorId} changed itself`;
    if (changed && !mayManage(actor, old)) return `${actorId} changed ${member.id}, whom it does not manage`;
    const gained = gain(personIn(before, old), personIn(after, member), giver);
    if (gained) return `${actorId} gave ${member.id} ${gained}, which it does not hold`;
  }
  return undefined;
};

/** Owners manage everybody; managers manage agents and seniors of their groups, and roles that were made from them. */
const mayManage = (actor: Member, target: Member): boolean =>
  actor.roles.includes('owner') ||
  (!target.roles.some((role) => role === 'owner' || role === 'manager') &&
    (target.memberships['group'] ?? []).some((group) => actor.memberships['group']?.includes(group)));

/** Something that somebody can do after an edit, could not do before it, and that whoever made it cannot do. */
const gain = (before: Person, after: Person, giver: Person): string | undefined => {
  for (const [i, now] of moments.entries()) {
    for (const [id, definition] of Object.entries(catalog.permissions)) {
      const [old, next, given] = [before.at[i], after.at[i], giver.at[i]];
      if (!old || !next || !given) throw new Error('Everybody is looked at in every moment.');
      if (definition.kind !== 'right') {
        const rank = (may: Evaluator) => valueRank(definition, storedValue(may.value(id)));
        if (rank(next) > Math.max(rank(old), rank(given))) return `${id} of ${String(next.value(id))} at ${now}`;
      } else if (!('on' in definition)) {
        if (next.can(id) && !old.can(id) && !given.can(id)) return `${id} at ${now}`;
      } else if (definition.on === 'call') {
        const record = after.records.find(
          (each, place) =>
            next.can(id, each) && !old.can(id, each) && !given.can(id, each) && !given.can(id, giver.records[place]),
        );
        if (record) return `${id} of ${JSON.stringify(record)} at ${now}`;
      }
    }
  }
  return undefined;
};

const storedValue = (value: string | number | boolean | undefined) => (value === Infinity ? 'unlimited' : value);
