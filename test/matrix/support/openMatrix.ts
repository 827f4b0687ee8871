import { createMatrix } from '../../../src/matrix/createMatrix.js';
import type { MatrixNotice, SaveMode } from '../../../src/matrix/Matrix.js';
import type { MatrixChange } from '../../../src/matrix/preview.js';
import type { Catalog } from '../../../src/model/catalog.js';
import type { Member } from '../../../src/model/member.js';
import { grantsOf, person, phones } from './phones.js';
import { handClock, scriptedBackend, settled } from './scriptedBackend.js';

export const boss = person('boss', 'admin');
const people = [boss, person('ann', 'agent'), person('bob', 'agent'), person('lea', 'lead')];

/** The engine over a scripted backend, with everybody read. */
export async function open({
  as = boss,
  mode,
  members = people,
  hidden,
  catalog = phones,
}: { as?: Member; mode?: SaveMode; members?: readonly Member[]; hidden?: string; catalog?: Catalog } = {}) {
  const server = scriptedBackend(members, hidden);
  const clock = handClock();
  const matrix = createMatrix({
    catalog,
    backend: server.backend,
    actor: grantsOf(as),
    ...(mode && { mode }),
    clock: clock.clock,
  });
  const notices: MatrixNotice[] = [];
  matrix.onNotice((notice) => notices.push(notice));
  const stop = matrix.start();
  await settled();
  return { server, clock, matrix, notices, stop };
}

/** Ann may not see calls. */
export const deny: MatrixChange = { target: 'member:ann', field: 'overrides.calls.view', next: [{ effect: 'deny' }] };
/** How many channels Ann has. */
export const channels = (value: number): MatrixChange => ({
  target: 'member:ann',
  field: 'overrides.calls.channels',
  next: [{ effect: 'allow', value }],
});
