import type { MatrixChange } from '../../../src/matrix/preview.js';
import type { Random } from './random.js';

/** One change, or the same of several members. */
export function randomStep(random: Random, ids: readonly string[]): readonly MatrixChange[] {
  if (random.chance(0.2)) return [randomRoleChange(random)];
  const change = randomChange(random, ids);
  if (random.chance(0.9)) return [change];
  const others = [0, 1, 2].map((): MatrixChange => ({ ...change, target: `member:${random.pick(ids)}` }));
  return [change, ...others];
}

/** What a role gives to everybody who holds it. */
function randomRoleChange(random: Random): MatrixChange {
  const target = `role:${random.pick(['agent', 'lead'])}` as const;
  return random.pick<() => MatrixChange>([
    () => ({ target, field: 'overrides.calls.export', next: random.pick([undefined, [], [{ effect: 'allow' }]]) }),
    () => ({
      target,
      field: 'overrides.calls.view',
      next: random.pick([undefined, [{ effect: 'allow', scope: { own: true } }], [{ effect: 'allow', scope: 'all' }]]),
    }),
    () => ({ target, field: 'overrides.calls.channels', next: [{ effect: 'allow', value: random.pick([1, 2, 5]) }] }),
    () => ({ target, field: 'overrides.calls.tag', next: [{ effect: 'allow', value: random.chance(0.5) }] }),
  ])();
}

function randomChange(random: Random, ids: readonly string[]): MatrixChange {
  const target = `member:${random.pick(ids)}` as const;
  const scope = () =>
    random.pick(['all', { own: true }, { in: { queue: ['sales'] } }, { in: { queue: ['sales', 'support'] } }] as const);
  return random.pick<() => MatrixChange>([
    () => ({
      target,
      field: 'overrides.calls.view',
      next: random.pick([undefined, [{ effect: 'deny' }], [{ effect: 'allow', scope: scope() }]]),
    }),
    () => ({
      target,
      field: 'overrides.calls.listen',
      next: random.pick([undefined, [{ effect: 'allow', scope: scope() }]]),
    }),
    () => ({
      target,
      field: 'overrides.calls.channels',
      next: [{ effect: 'allow', value: random.pick([1, 2, 3, 4, 'unlimited']) }],
    }),
    () => ({
      target,
      field: 'overrides.calls.callerId',
      next: random.pick([undefined, [{ effect: 'allow', value: 'own' }]]),
    }),
    () => ({ target, field: 'overrides.calls.tag', next: [{ effect: 'allow', value: random.chance(0.5) }] }),
    () => ({ target, field: 'packages.quality', next: random.chance(0.5) }),
    () => ({ target, field: 'roles', next: [random.pick(['agent', 'lead'])] }),
  ])();
}
