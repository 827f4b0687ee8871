import type { MemberEdit } from '../model/edit.js';
import type { Member } from '../model/member.js';

/** The member after some edits, in their order. It says nothing about who may make them: `createDelegation` does. */
export function applyEdits(member: Member, edits: readonly MemberEdit[]): Member {
  return edits.reduce(applyEdit, member);
}

function applyEdit(member: Member, edit: MemberEdit): Member {
  switch (edit.op) {
    case 'set': {
      const { op: _, ...override } = edit;
      return { ...member, overrides: [...without(member, edit.permission), override] };
    }
    case 'inherit':
      return { ...member, overrides: without(member, edit.permission) };
    case 'assign-role':
      return { ...member, roles: [edit.role] };
    case 'add-role':
      return { ...member, roles: added(member.roles, edit.role) };
    case 'remove-role':
      return { ...member, roles: removed(member.roles, edit.role) };
    case 'apply-package':
      return { ...member, packages: added(member.packages, edit.package) };
    case 'remove-package':
      return { ...member, packages: removed(member.packages, edit.package) };
    case 'set-extensions':
      return { ...member, extensions: edit.ids };
    case 'set-memberships':
      return { ...member, memberships: { ...member.memberships, [edit.dimension]: edit.ids } };
    case 'review':
      return { ...member, reviewedAt: edit.at };
  }
}

function without({ overrides }: Member, permission: string) {
  return overrides.filter((override) => override.permission !== permission);
}

function added(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids : [...ids, id];
}

function removed(ids: readonly string[], id: string): readonly string[] {
  return ids.filter((each) => each !== id);
}
