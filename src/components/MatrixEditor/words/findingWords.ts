import type { Finding } from '../../../evaluator/report/advise.js';
import type { Catalog } from '../../../model/catalog.js';
import { labelOf } from '../../../model/labelOf.js';

/** A finding in words. */
export function findingWords(catalog: Catalog, { code, permission, role, conflict, missing }: Finding): string {
  const what = permission === undefined ? '' : labelOf(catalog.permissions, permission);
  const whose = role === undefined ? '' : labelOf(catalog.roles, role);
  switch (code) {
    case 'no-extension':
      return 'Makes or receives calls without an extension';
    case 'no-caller-id':
      return 'Dials out without any caller ID';
    case 'wider-than-needed':
      return `${what} is wider than the role needs`;
    case 'not-reviewed':
      return 'Access was not reviewed for a long time';
    case 'never-takes-effect':
      return `${what} never takes effect: ${lackWords(catalog, missing)}`;
    case 'no-holder':
      return `Nobody holds the role ${whose}`;
    case 'one-holder':
      return `Only one member holds the role ${whose}`;
    case 'already-given':
      return `${what} is set for members whose role already gives it`;
    case 'conflict':
      return `Holds what nobody may hold together: ${catalog.conflicts?.find(({ id }) => id === conflict)?.label ?? conflict}`;
  }
}

function lackWords(catalog: Catalog, missing: Finding['missing']): string {
  switch (missing?.kind) {
    case 'plan':
      return `it needs the plan ${labelOf(catalog.plans, missing.id)}`;
    case 'license':
      return `it needs the licence ${labelOf(catalog.licenses, missing.id)}`;
    case 'permission':
      return `it needs ${labelOf(catalog.permissions, missing.id)}`;
    case 'role':
      return `it needs a role such as ${labelOf(catalog.roles, missing.id)}`;
    case undefined:
      return 'no role may be given it';
  }
}
