import { createMongoAbility, type AbilityTuple, Ability } from '@casl/ability';
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { createAccessChecker } from 'accessly';
import { type Enforcer, newEnforcer, newModel } from 'casbin';
import { checkCatalog, createEvaluator } from 'hookswitch/core';
import { createPermix } from 'permix';
import { type Contestant, race, type Timing } from './race.js';
import { allow, type Call, callsOf, count, evaluatorOf, grantSet, ids } from './world.js';

type Lambda = (call: Call) => boolean;

/** CASL with its conditions written in its own query language. */
export function caslIn(queues: readonly string[]) {
  return createMongoAbility([{ action: 'view', subject: 'Call', conditions: { queueId: { $in: [...queues] } } }], {
    detectSubjectType: () => 'Call',
  });
}

/** CASL at its quickest: a function over a Set in place of conditions. */
export function caslLambda(matches: Lambda) {
  return new Ability<AbilityTuple, Lambda>([{ action: 'view', subject: 'Call', conditions: matches }], {
    // Only calls are asked about; a wrapper that checks would cost CASL a call.
    conditionsMatcher: (conditions) => conditions as (record: object) => boolean,
    detectSubjectType: () => 'Call',
  });
}

/** A scoped check over so many ids. */
export async function checkScoped(size: number): Promise<readonly Timing[]> {
  const queues = ids(size);
  const calls = callsOf(10_000, size * 2);
  const held = new Set(queues);
  const may = evaluatorOf([allow('calls.view', { in: { queue: queues } })]);
  const inQuery = caslIn(queues);
  const lambda = caslLambda((call) => held.has(call.queueId));
  const casbin = await casbinOf(queues);
  const cedar = cedarOf(queues);
  return race(`scoped check, ${size} ids`, [
    { name: 'hand-written (Set.has)', ops: 1_000_000, run: count(calls, (call) => held.has(call.queueId)) },
    { name: 'hookswitch', ops: 1_000_000, run: count(calls, (call) => may.can('calls.view', call)) },
    { name: 'CASL, function over a Set', ops: 1_000_000, run: count(calls, (call) => lambda.can('view', call)) },
    { name: 'CASL, $in', ops: 20_000, run: count(calls, (call) => inQuery.can('view', call)) },
    { name: 'casbin', ops: 200, run: count(calls, (call) => casbin.enforceSync('user-7', call.queueId, 'view')) },
    { name: 'Cedar (wasm, policies parsed once)', ops: 200, run: count(calls, cedar) },
  ]);
}

async function casbinOf(queues: readonly string[]): Promise<Enforcer> {
  const model = newModel(`
[request_definition]
r = sub, obj, act
[policy_definition]
p = sub, obj, act
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.sub == p.sub && r.obj == p.obj && r.act == p.act
`);
  const enforcer = await newEnforcer(model);
  await enforcer.addPolicies(queues.map((queue) => ['user-7', queue, 'view']));
  return enforcer;
}

function cedarOf(queues: readonly string[]): (call: Call) => boolean {
  const list = queues.map((queue) => JSON.stringify(queue)).join(', ');
  const staticPolicies = `permit(principal == User::"user-7", action == Action::"view", resource) when { [${list}].contains(resource.queueId) };`;
  const parsed = preparsePolicySet(`queues-${queues.length}`, { staticPolicies });
  if (parsed.type !== 'success')
    throw new Error('Cedar did not take the policy of this bench, so it cannot be compared. Fix the policy.');
  return ({ id, queueId }) => {
    const uid = { type: 'Call', id: String(id) };
    const answer = statefulIsAuthorized({
      principal: { type: 'User', id: 'user-7' },
      action: { type: 'Action', id: 'view' },
      resource: uid,
      context: {},
      preparsedPolicySetId: `queues-${queues.length}`,
      entities: [{ uid, attrs: { queueId }, parents: [] }],
    });
    return answer.type === 'success' && answer.response.decision === 'allow';
  };
}

/** A yes-or-no right, among sixty others: the same one again and again, or all of them in turns. */
export function checkToggle(repeats: boolean): readonly Timing[] {
  const names = Array.from({ length: 60 }, (_, i) => `area${i}.use`);
  const held = new Set([...names, 'sms.send']);
  const toggles = ['sms.send', 'fax.send', ...names];
  const catalog = checkCatalog({
    ...{ id: 'bench', dimensions: {}, resources: {}, roles: {} },
    permissions: Object.fromEntries(toggles.map((name) => [name, { kind: 'right', label: name } as const])),
  });
  const may = createEvaluator(catalog, grantSet([...held].map((name) => allow(name))), { now: 1 });
  const casl = createMongoAbility([...names, 'sms.send'].map((action) => ({ action, subject: 'all' })));
  const accessly = createAccessChecker({ permissions: [...held] });
  const permix = createPermix<{ menu: { action: string } }>();
  permix.setup({ menu: Object.fromEntries([...held].map((name) => [name, true])) });
  const asked = repeats ? ['sms.send', 'sms.send', 'sms.send', 'fax.send'] : [...names, 'sms.send', 'fax.send'];
  const contestant = (name: string, ops: number, ask: (permission: string) => boolean): Contestant => ({
    name,
    ops,
    run: count(asked, ask),
  });
  return race('toggle check', [
    contestant('hand-written (Set.has)', 2_000_000, (permission) => held.has(permission)),
    contestant('hookswitch', 2_000_000, (permission) => may.can(permission)),
    contestant('CASL', 1_000_000, (permission) => casl.can(permission, 'all')),
    contestant('permix', 1_000_000, (permission) => permix.check('menu', permission)),
    contestant('accessly', 10_000, (permission) => accessly.can(permission)),
  ]);
}
