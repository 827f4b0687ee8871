import { groupBy } from '../../base/groupBy.js';
import { foldText } from '../../base/foldText.js';
import { idsOf } from '../../evaluator/decide/reachOf.js';
import { compile, matches } from '../../evaluator/decide/predicate.js';
import { comparePlaces, entryPlace, entryText, memberPlace, memberText, pageOf } from '../store/searchText.js';
import type { AuditEntry } from '../../model/audit.js';
import type { Member } from '../../model/member.js';
import type { AuditQuery, MemberQuery, StoredMember, StoredRole, TenantReader } from '../store/Store.js';
import type { MemoryTenant } from './MemoryTenant.js';

/** Reads a tenant; `current` is asked at every call, so that each answer is of one moment. */
export function createMemoryReader(current: () => MemoryTenant): TenantReader {
  return {
    lastRevision: async () => current().revision,
    subject: async (id, wanted = 'all') => {
      const { members, roles } = current();
      const member = members.get(id);
      if (wanted === 'held') {
        const held = new Set(member?.member.roles);
        return { member, roles: [...held].flatMap((role) => roles.get(role) ?? []) };
      }
      const isHeld = (role: string) => member?.member.roles.includes(role) === true;
      const named = (stored: StoredRole) =>
        isHeld(stored.role.id) ? stored : { ...stored, role: { ...stored.role, grants: {} } };
      return { member, roles: wanted === 'all' ? [...roles.values()] : [...roles.values()].map(named) };
    },
    members: async (query) => {
      const fits = memberFilter(query);
      return pageOf(orderedMembers(current()).filter(fits), placeOf, query);
    },
    membersById: async (ids) => {
      const { members } = current();
      return [...new Set(ids)].flatMap((id) => members.get(id) ?? []);
    },
    membersHaving: async (belongings, limit) => {
      const byDimension = groupBy(belongings, ({ dimension }) => dimension);
      const wanted = Array.from(
        byDimension,
        ([dimension, all]) => [dimension, new Set(all.map(({ id }) => id))] as const,
      );
      const hasOne = ({ member }: StoredMember) =>
        wanted.some(([dimension, ids]) => idsOf(member, dimension).some((id) => ids.has(id)));
      const found: StoredMember[] = [];
      for (const stored of wanted.length === 0 ? [] : current().members.values()) {
        if (found.length >= limit) break;
        if (hasOne(stored)) found.push(stored);
      }
      return found;
    },
    holders: async (role) => [...current().members.values()].filter(({ member }) => member.roles.includes(role)).length,
    directory: async (dimension, { ids, except = [], search, ...page }) => {
      const text = foldText(search ?? '');
      const wanted = ids && new Set(ids);
      const entries = (current().directory.get(dimension) ?? [])
        .filter(
          (entry) => (!wanted || wanted.has(entry.id)) && !except.includes(entry.id) && entryText(entry).includes(text),
        )
        .sort((a, b) => comparePlaces(entryPlace(a), entryPlace(b)));
      return pageOf(entries, entryPlace, page);
    },
    audit: async (query) => {
      const entries = current().audit.filter((entry) => isWanted(entry, query));
      return entries.reverse().slice(0, query.limit);
    },
  };
}

const placeOf = ({ member }: StoredMember) => memberPlace(member);

// The order is made once per state, not once per page.
const ordered = new WeakMap<MemoryTenant, readonly StoredMember[]>();

function orderedMembers(state: MemoryTenant): readonly StoredMember[] {
  const known = ordered.get(state);
  if (known) return known;
  const places = [...state.members.values()].map((stored) => ({ stored, place: placeOf(stored) }));
  const made = places.sort((a, b) => comparePlaces(a.place, b.place)).map(({ stored }) => stored);
  ordered.set(state, made);
  return made;
}

function memberFilter({ search, role, visible }: MemberQuery): (stored: StoredMember) => boolean {
  const text = foldText(search ?? '');
  const program = visible && compile(visible.condition, visible.resource);
  const isVisible = (member: Member) => !program || member.id === visible.self || matches(program, member);
  return ({ member }) =>
    (role === undefined || member.roles.includes(role)) && memberText(member).includes(text) && isVisible(member);
}

function isWanted(entry: AuditEntry, { before = Infinity, actor, target }: AuditQuery): boolean {
  return (
    entry.revision < before &&
    (actor === undefined || entry.actor === actor) &&
    (target === undefined || isAbout(entry, target))
  );
}

function isAbout(entry: AuditEntry, { kind, id }: AuditEntry['target']): boolean {
  return (entry.target.kind === kind && entry.target.id === id) || (kind === 'member' && entry.also === id);
}
