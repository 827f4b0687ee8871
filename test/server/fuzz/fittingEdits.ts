// Edits that fit the catalog, so that they reach the rules of delegation.
import fc, { type Arbitrary } from 'fast-check';
import { acme, catalog } from '../desk.js';

const ids = ['sales', 'support', 'inbound', 'night', 'direct'];
const dimensions = fc.constantFrom(...Object.keys(catalog.dimensions));
const reach = fc.oneof(
  fc.constantFrom('mine', 'any'),
  fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 2 }),
);
const reaches = fc.dictionary(dimensions, reach, { minKeys: 1, maxKeys: 2 });
const scope = fc.oneof(
  fc.constant('all'),
  fc.record({ all: fc.constant(true), own: fc.constant(true), in: reaches, within: reaches }, { requiredKeys: [] }),
);
const effect = fc.oneof({ weight: 4, arbitrary: fc.constant('allow') }, { weight: 1, arbitrary: fc.constant('deny') });

const rights = Object.entries(catalog.permissions).filter(([, definition]) => definition.kind === 'right');
const scoped = rights.flatMap(([id, definition]) => ('on' in definition ? [id] : []));
const toggles = rights.flatMap(([id, definition]) => ('on' in definition ? [] : [id]));

const setting: Arbitrary<object> = fc.oneof(
  fc.record({ permission: fc.constantFrom(...scoped), effect, scope }),
  fc.record({ permission: fc.constantFrom(...toggles), effect }),
  fc.record({ permission: fc.constant('calls.maxChannels'), value: fc.integer({ min: 1, max: 10 }) }),
  fc.record({ permission: fc.constant('recordings.keep'), value: fc.constantFrom('month', 'year') }),
  fc.record({ permission: fc.constant('calls.tag'), value: fc.boolean() }),
);
const permission = fc.constantFrom(...Object.keys(catalog.permissions));
const role = fc.constantFrom(...Object.keys(catalog.roles));
const bundle = fc.constantFrom(...Object.keys(catalog.packages));
const moments = fc.record({ startsAt: fc.nat(9), endsAt: fc.integer({ min: 10, max: 20 }) }, { requiredKeys: [] });

const op = (name: string, parts: Record<string, Arbitrary<unknown>> = {}): Arbitrary<object> =>
  fc.record({ op: fc.constant(name), ...parts });
const set = fc.tuple(setting, moments).map(([given, window]) => ({ op: 'set', ...given, ...window }));

const memberEdit = fc.oneof(
  { weight: 5, arbitrary: set },
  op('inherit', { permission }),
  op('assign-role', { role }),
  op('add-role', { role }),
  op('remove-role', { role }),
  op('apply-package', { package: bundle }),
  op('remove-package', { package: bundle }),
  op('set-extensions', { ids: fc.uniqueArray(fc.constantFrom('101', '102', '9'), { maxLength: 2 }) }),
  op('set-memberships', {
    dimension: fc.constantFrom('group', 'queue'),
    ids: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 2 }),
  }),
  op('set-within', {
    within: fc.constantFrom({}, { group: 'mine' }, { group: ['sales'] }, { queue: 'any' }, { queue: [] }),
  }),
);

const roleEdit = fc.oneof(
  { weight: 4, arbitrary: setting.map((given) => ({ op: 'set', ...given })) },
  op('inherit', { permission }),
  op('remove', { permission }),
);
const create = op('create', { label: fc.constant('Trainee'), copyOf: role });

/** Operations for `PATCH /members/{id}` or `PATCH /roles/{id}`. */
export const fittingEdits = (path: string): Arbitrary<readonly object[]> => {
  if (path.startsWith('/members')) return fc.array(memberEdit, { minLength: 1, maxLength: 3 });
  const edits = fc.array(roleEdit, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    { weight: 4, arbitrary: edits },
    { weight: 1, arbitrary: fc.tuple(create, edits).map(([first, rest]) => [first, ...rest]) },
    { weight: 1, arbitrary: fc.constant([{ op: 'delete' }]) },
  );
};

/** Ids that a call is likely about. */
export const likelyIds = (path: string): readonly string[] =>
  path.startsWith('/roles') ? [...Object.keys(catalog.roles), 'trainee'] : acme.members.map(({ id }) => id);
