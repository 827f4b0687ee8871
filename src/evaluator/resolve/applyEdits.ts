import type { MemberEdit } from '../../model/edit.js';
import type { Member, Override } from '../../model/member.js';
import { isRestricting } from './narrowing.js';

/** The member after some edits, in their order. It says nothing about who may make them: `createDelegation` does. */
export function applyEdits(member: Member, edits: readonly MemberEdit[]): Member {
  if (edits.length === 0) return member;
  const overrides = createSettings(member.overrides);
  const roles = createList(member.roles);
  const packages = createList(member.packages);
  const memberships = new Map(Object.entries(member.memberships));
  let { extensions, licenses, reviewedAt, within } = member;
  let plan: (MemberEdit & { readonly op: 'set-plan' }) | undefined;
  for (const edit of edits) {
    switch (edit.op) {
      case 'set': {
        const { op: _, ...override } = edit;
        overrides.set(override);
        break;
      }
      case 'inherit':
        overrides.remove(edit.permission);
        break;
      case 'assign-role':
        roles.replace(edit.role);
        break;
      case 'add-role':
        roles.add(edit.role);
        break;
      case 'remove-role':
        roles.remove(edit.role);
        break;
      case 'apply-package':
        packages.add(edit.package);
        break;
      case 'remove-package':
        packages.remove(edit.package);
        break;
      case 'set-extensions':
        extensions = edit.ids;
        break;
      case 'set-memberships':
        memberships.set(edit.dimension, edit.ids);
        break;
      case 'set-within':
        within = edit.within;
        break;
      case 'set-licenses':
        licenses = edit.ids;
        break;
      case 'set-plan':
        plan = edit;
        break;
      case 'review':
        reviewedAt = edit.at;
        break;
    }
  }
  const { within: _, ...rest } = member;
  return {
    ...(plan ? onPlan(rest, plan.plan) : rest),
    ...(isRestricting(within) && { within }),
    licenses,
    overrides: overrides.all(),
    roles: roles.all(),
    packages: packages.all(),
    extensions,
    memberships: edits.some(({ op }) => op === 'set-memberships')
      ? Object.fromEntries(memberships)
      : member.memberships,
    ...(reviewedAt !== undefined && { reviewedAt }),
  };
}

function onPlan({ plan: _, ...member }: Member, plan: string | undefined): Member {
  return plan === undefined ? member : { ...member, plan };
}

/** Overrides of which each permission's are replaced whole; what no edit touches stays the same list. */
function createSettings(before: readonly Override[]) {
  const touched = new Set<string>();
  const added = new Map<string, Override>();
  const remove = (permission: string) => {
    touched.add(permission);
    added.delete(permission);
  };
  return {
    remove,
    set(override: Override) {
      remove(override.permission);
      added.set(override.permission, override);
    },
    all: () =>
      touched.size === 0 ? before : [...before.filter(({ permission }) => !touched.has(permission)), ...added.values()],
  };
}

/** A list of ids to which one is added only where it is missing. */
function createList(before: readonly string[]) {
  const [gone, added] = [new Set<string>(), new Set<string>()];
  let kept = before;
  let known: ReadonlySet<string> | undefined;
  const has = (id: string) => added.has(id) || (!gone.has(id) && (known ??= new Set(kept)).has(id));
  return {
    add(id: string) {
      if (!has(id)) added.add(id);
    },
    remove(id: string) {
      gone.add(id);
      added.delete(id);
    },
    replace(id: string) {
      [kept, known] = [[], undefined];
      added.clear();
      added.add(id);
    },
    all: () => {
      const left = gone.size === 0 ? kept : kept.filter((id) => !gone.has(id));
      return added.size === 0 ? left : [...left, ...added];
    },
  };
}
