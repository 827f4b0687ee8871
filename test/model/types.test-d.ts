// Nothing here runs: `npm run types` checks that what must not compile does not, and what is read off a catalog is literal.
import { expectTypeOf } from 'vitest';
import type {
  Catalog,
  CatalogDefinition,
  RecordArgs,
  RightId,
  ScopedRightId,
  ValueId,
  ValueOf,
} from '../../src/model/catalog.js';
import { checkCatalog, defineCatalog } from '../../src/model/defineCatalog.js';
import type { GrantValue, GrantSet } from '../../src/model/grant.js';
import { type Omnivoice, omnivoice } from '../../src/presets/omnivoice.js';
import { type Ringover, ringover } from '../../src/presets/ringover.js';
import type { EffectiveScope } from '../../src/model/scope.js';
import { createEvaluator, type Evaluator } from '../../src/evaluator/decide/createEvaluator.js';

declare const set: GrantSet;
declare const calls: readonly { readonly queue: string }[];

const desk = defineCatalog({
  id: 'desk',
  dimensions: { queue: { label: 'Queue' }, line: { label: 'Line' } },
  resources: { call: { label: 'Call', dimensions: { queue: 'queue' } } },
  sections: { calls: { label: 'Calls' } },
  permissions: {
    'calls.view': { kind: 'right', label: 'View', on: 'call', section: 'calls', plans: ['pro'], licenses: ['audio'] },
    'calls.play': { kind: 'right', label: 'Play', on: 'call', requires: ['calls.view'], implies: ['calls.view'] },
    'menu.open': {
      kind: 'right',
      label: 'Menu',
      implies: [{ permission: 'calls.view', scope: { in: { queue: 'any' } } }],
    },
    'calls.max': { kind: 'number', label: 'Max', unit: 'count', min: 0, max: 9, default: 1 },
    'calls.level': {
      kind: 'choice',
      label: 'Level',
      options: [
        { id: 'none', label: 'None' },
        { id: 'all', label: 'All' },
      ],
      default: 'none',
    },
    'calls.tag': { kind: 'duty', label: 'Tag' },
  },
  roles: {
    agent: {
      label: 'Agent',
      grants: ['menu.open', { permission: 'calls.view', scope: { in: { queue: ['a'] } } }],
      manages: ['agent'],
    },
  },
  packages: { extra: { label: 'Extra', grants: ['menu.open'] } },
  plans: { pro: { label: 'Pro' } },
  licenses: { audio: { label: 'Audio' } },
  baseline: ['menu.open'],
});
type Desk = typeof desk;
const may = createEvaluator(desk, set, { now: 0 });
const call = { queue: 'sales' };

// Ids are literal types.
expectTypeOf<RightId<Desk>>().toEqualTypeOf<'calls.view' | 'calls.play' | 'menu.open'>();
expectTypeOf<ScopedRightId<Desk>>().toEqualTypeOf<'calls.view' | 'calls.play'>();
expectTypeOf<ValueId<Desk>>().toEqualTypeOf<'calls.max' | 'calls.level' | 'calls.tag'>();
expectTypeOf(may.scopeOf('calls.view')).toEqualTypeOf<EffectiveScope<'queue' | 'line'>>();

// Values have the type of their kind.
expectTypeOf(may.value('calls.level')).toEqualTypeOf<'none' | 'all' | undefined>();
expectTypeOf(may.value('calls.max')).toEqualTypeOf<number | undefined>();
expectTypeOf(may.value('calls.tag')).toEqualTypeOf<boolean | undefined>();
expectTypeOf<ValueOf<Desk, 'menu.open'>>().toEqualTypeOf<never>();

// A scoped right is asked with its record, any other without one (law 3).
expectTypeOf(may.can('calls.view', call)).toEqualTypeOf<boolean>();
expectTypeOf(may.can('menu.open')).toEqualTypeOf<boolean>();
expectTypeOf(may.filter('calls.view', calls)).toEqualTypeOf<{ readonly queue: string }[]>();
expectTypeOf<RecordArgs<Desk, 'calls.view'>>().toEqualTypeOf<readonly [record: object]>();
// @ts-expect-error -- a scoped right needs its record
may.can('calls.view');
// @ts-expect-error -- a scoped right needs its record, also for its reason
may.check('calls.view');
// @ts-expect-error -- an id alone is no record
may.can('calls.view', 'call-1');
// @ts-expect-error -- a right that is not about records takes none
may.can('menu.open', call);
// @ts-expect-error -- what is not about records filters none
may.filter('menu.open', calls);

// A mistyped id is an error at its place.
// @ts-expect-error -- no such permission
may.can('calls.veiw', call);
// @ts-expect-error -- no such permission
may.canSome('calls.veiw');
// @ts-expect-error -- a value is no right
may.can('calls.max');
// @ts-expect-error -- a right has no value
may.value('calls.view');

// So it is in the definition itself.
const parts = {
  id: 'desk',
  dimensions: { queue: { label: 'Queue' } },
  resources: { call: { label: 'Call', dimensions: { queue: 'queue' } } },
  roles: {},
} as const;
const view = { kind: 'right', label: 'View', on: 'call' } as const;
const permissions = { 'calls.view': view } as const;
// @ts-expect-error -- no such resource type
defineCatalog({ ...parts, permissions: { 'calls.view': { kind: 'right', label: 'View', on: 'cal' } } });
// @ts-expect-error -- no such prerequisite
defineCatalog({ ...parts, permissions: { 'calls.view': { ...view, requires: ['calls.veiw'] } } });
// @ts-expect-error -- no such consent
defineCatalog({ ...parts, permissions: { 'calls.view': { ...view, consent: 'self.herd' } } });
// @ts-expect-error -- nothing of that name to open
defineCatalog({ ...parts, permissions: { 'calls.view': { ...view, implies: ['calls.paly'] } } });
const plans = { pro: { label: 'Pro' } } as const;
// @ts-expect-error -- no such plan
defineCatalog({ ...parts, plans, permissions: { 'calls.view': { ...view, plans: ['por'] } } });
// @ts-expect-error -- no such licence
defineCatalog({ ...parts, licenses: plans, permissions: { 'calls.view': { ...view, licenses: ['por'] } } });
const sections = { calls: { label: 'Calls' } } as const;
// @ts-expect-error -- no such section
defineCatalog({ ...parts, sections, permissions: { 'calls.view': { ...view, section: 'cals' } } });
// @ts-expect-error -- no such permission for a role
defineCatalog({ ...parts, permissions, roles: { agent: { label: 'A', grants: ['calls.veiw'] } } });
// @ts-expect-error -- no such permission that may be given to a role's holders
defineCatalog({ ...parts, permissions, roles: { agent: { label: 'A', grantable: ['calls.veiw'] } } });
const grant = { permission: 'calls.view', scope: { in: { quue: 'any' } } } as const;
// @ts-expect-error -- no such dimension in a role's scope
defineCatalog({ ...parts, permissions, roles: { agent: { label: 'A', grants: [grant] } } });
// @ts-expect-error -- no such role to manage
defineCatalog({ ...parts, permissions, roles: { agent: { label: 'A', manages: ['agnet'] } } });
// @ts-expect-error -- nothing of that name to hand out
defineCatalog({ ...parts, permissions, roles: { agent: { label: 'A', gives: ['calls.veiw'] } } });
defineCatalog({
  ...parts,
  permissions,
  // @ts-expect-error -- no such right to conflict
  conflicts: [{ id: 'c', label: 'C', permissions: ['calls.veiw', 'calls.view'] }],
});
// @ts-expect-error -- no such permission for a package
defineCatalog({ ...parts, permissions, packages: { extra: { label: 'E', grants: ['calls.veiw'] } } });
// @ts-expect-error -- no such permission for everybody
defineCatalog({ ...parts, permissions, baseline: ['calls.veiw'] });
const resources = { call: { label: 'Call', dimensions: { quue: 'queue' } } } as const;
// @ts-expect-error -- a record field in a dimension that there is not
defineCatalog({ ...parts, resources, permissions: {} });
defineCatalog({ ...parts, permissions, plans, licenses: plans, sections });

// A part is bound to permissions of its kind; one that asks about no record, to a right that needs none.
const bindable = {
  ...permissions,
  'menu.open': { kind: 'right' },
  'calls.tag': { kind: 'duty' },
  'calls.wrapUp': { kind: 'number', unit: 'seconds', min: 0, max: 60, default: 0 },
} as const;
defineCatalog({
  ...parts,
  permissions: bindable,
  parts: {
    recording: { listen: 'calls.view', download: 'menu.open' },
    callerId: { choose: 'calls.view', anonymous: 'menu.open' },
    afterCall: { tagsRequired: 'calls.tag', duration: 'calls.wrapUp' },
  },
});
// @ts-expect-error -- no such permission for a part
defineCatalog({ ...parts, permissions: bindable, parts: { recording: { listen: 'calls.veiw' } } });
// @ts-expect-error -- a duty cannot be listened with
defineCatalog({ ...parts, permissions: bindable, parts: { recording: { listen: 'calls.tag' } } });
// @ts-expect-error -- it is asked without a record, and this right needs one
defineCatalog({ ...parts, permissions: bindable, parts: { callerId: { anonymous: 'calls.view' } } });

// A catalog that is only known at run time takes and gives plain texts.
const loose = checkCatalog(JSON.parse('{}') as CatalogDefinition);
expectTypeOf(loose).toEqualTypeOf<Catalog>();
const looseMay = createEvaluator(loose, set, { now: 0 });
expectTypeOf(looseMay.value('anything.at-all')).toEqualTypeOf<GrantValue | undefined>();
expectTypeOf(looseMay.can('anything.at-all', call)).toEqualTypeOf<boolean>();
expectTypeOf(looseMay.can('anything.at-all')).toEqualTypeOf<boolean>();
// @ts-expect-error -- a definition that nobody checked is no catalog
createEvaluator({ ...parts, permissions: {} }, set, { now: 0 });

// What a definition may leave out.
const brief = defineCatalog({
  id: 'brief',
  permissions: {
    'calls.viewOwn': { kind: 'right' },
    'calls.level': { kind: 'choice', options: [{ id: 'all', label: 'All' }], default: 'all' },
  },
  roles: { agent: { grants: ['calls.viewOwn'] } },
});
const mayBriefly = createEvaluator(brief, set, { now: 0 });
mayBriefly.can('calls.viewOwn');
expectTypeOf(mayBriefly.value('calls.level')).toEqualTypeOf<'all' | undefined>();
// @ts-expect-error -- not a permission of the catalog
mayBriefly.can('calls.viewAll');
expectTypeOf<RightId<typeof brief>>().toEqualTypeOf<'calls.viewOwn'>();
expectTypeOf(brief.dimensions).toEqualTypeOf<{}>();
expectTypeOf(brief.permissions['calls.viewOwn'].label).toEqualTypeOf<string>();
defineCatalog({
  id: 'brief',
  permissions: { 'calls.view': { kind: 'right' } },
  // @ts-expect-error -- not a permission of the catalog
  roles: { agent: { grants: ['calls.gone'] } },
});

// A preset is called by its name in the types of what is made of it.
expectTypeOf(createEvaluator(omnivoice, set, { now: 0 })).toEqualTypeOf<Evaluator<Omnivoice>>();
expectTypeOf(createEvaluator(ringover, set, { now: 0 })).toEqualTypeOf<Evaluator<Ringover>>();
// @ts-expect-error -- not a permission of the preset
createEvaluator(omnivoice, set, { now: 0 }).can('calls.gone');
