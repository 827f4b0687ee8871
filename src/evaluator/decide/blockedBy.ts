import type { CatalogDefinition } from '../../model/catalog.js';
import type { Missing } from '../../model/decision.js';
import type { Subject } from '../../model/subject.js';

/** Something outside the grants that keeps a permission from taking effect. */
export interface Block {
  readonly reason: 'plan' | 'license' | 'prerequisite';
  readonly missing: Missing;
}

/**
 * The plan, the licence or the prerequisite that a subject lacks for a permission (law 6), in this order. `isHeld`
 * tells whether a prerequisite is held; without it, prerequisites are not looked at.
 */
export function blockedBy(
  { permissions }: Pick<CatalogDefinition, 'permissions'>,
  subject: Pick<Subject, 'plan' | 'licenses'>,
  id: string,
  isHeld?: (prerequisite: string) => boolean,
): Block | undefined {
  const { plans, licenses, requires } = (Object.hasOwn(permissions, id) && permissions[id]) || {};
  if (plans && !plans.some((plan) => plan === subject.plan))
    return { reason: 'plan', missing: { kind: 'plan', ids: plans } };
  const license = licenses?.find((one) => !subject.licenses.includes(one));
  if (license !== undefined) return { reason: 'license', missing: { kind: 'license', ids: [license] } };
  const required = isHeld && requires?.find((other) => !isHeld(other));
  return required === undefined ? undefined : missingPrerequisite(required);
}

/** The block of a permission whose prerequisite is not held. */
export function missingPrerequisite(id: string): Block {
  return { reason: 'prerequisite', missing: { kind: 'permission', ids: [id] } };
}
