import { expect, test } from 'vitest';
import { createMatrix } from '../../../../src/matrix/createMatrix.js';
import type { Catalog } from '../../../../src/model/catalog.js';
import { omnivoice, onoff } from '../../../../src/presets/index.js';
import { scriptedBackend } from '../../../matrix/support/scriptedBackend.js';
import { toCsv } from '../../../../src/components/MatrixEditor/export/toCsv.js';
import { permissionRows } from '../../../../src/matrix/row.js';
import { open } from '../../../matrix/support/openMatrix.js';
import { grantsOf, person, phones } from '../../../matrix/support/phones.js';
import { realApi } from '../../../matrix/support/realApi.js';

const { signal } = new AbortController();
const rows = permissionRows(phones, 'permissions').filter(({ key }) =>
  ['calls.listen', 'calls.export', 'calls.channels'].includes(key),
);

test('the export says what holds now, where it comes from and what stops it', async () => {
  const ann = person('ann', 'agent', {
    name: '=Ann',
    packages: ['quality'],
    overrides: [
      { permission: 'calls.view', effect: 'deny' },
      { permission: 'calls.channels', effect: 'allow', value: 3, startsAt: 1000 },
    ],
  });
  const { matrix, clock } = await open({ members: [ann] });
  const csv = () => toCsv({ matrix, rows, targets: matrix.members() }, signal);
  const head = 'Name,Id,Role,Listen to recordings,Export calls,Channels';
  const start =
    "'=Ann,ann,Agent,allowed: all (from the package Quality) [Does not take effect: it needs another permission (View calls).],allowed (from the package Quality)";
  expect((await csv()).split('\r\n')).toEqual([
    head,
    expect.stringContaining(`${start},"1 [Does not take effect: it begins `),
    '',
  ]);
  await clock.pass(1500);
  expect((await csv()).split('\r\n')).toEqual([head, `${start},3 (set here)`, '']);
});

test('a row of a product’s table is written down as it stands on the screen: its own scope, and ± where it is', async () => {
  const table: Catalog = onoff;
  const rows = permissionRows(table, 'table').filter(({ label }) => /Statisti/.test(label));
  const { matrix, stop } = openCatalog(table);
  const csv = await toCsv({ matrix, rows: rows, targets: matrix.roles() }, signal);
  expect(csv.split('\r\n')).toEqual([
    'Name,Id,Role,View Statisticts All,View Statistics Own',
    'Owner,owner,,allowed: all (from role Owner),allowed: own (from role Owner)',
    'Admin,admin,,allowed: all (from role Admin),allowed: own (from role Admin)',
    'User,user,,not allowed,allowed: own (from role User)',
    '',
  ]);
  stop();
  const other = openCatalog(omnivoice);
  const [billing] = permissionRows(omnivoice, 'table').filter(({ permission }) => permission === 'billing.manage');
  const text = await toCsv({ matrix: other.matrix, rows: billing ? [billing] : [], targets: ['role:manager'] }, signal);
  expect(text).toContain('"±, as far as it is given to a holder"');
  other.stop();
});

/** The engine of a catalog of which nobody has been read. */
function openCatalog(catalog: Catalog) {
  const matrix = createMatrix({ catalog, backend: scriptedBackend([]).backend, actor: undefined });
  return { matrix, stop: matrix.start() };
}

test('the export says scopes by the names of the directory', async () => {
  const boss = person('boss', 'admin');
  const lea = person('lea', 'lead');
  const api = realApi(phones, [boss, lea]);
  const matrix = createMatrix({ catalog: phones, backend: api.backendOf(boss), actor: grantsOf(boss) });
  const stop = matrix.start();
  await expect.poll(() => matrix.status().load.status).toBe('complete');
  const views = permissionRows(phones, 'permissions').filter(({ key }) => key === 'calls.view');
  const text = await toCsv({ matrix, rows: views, targets: ['member:lea'] }, signal);
  expect(text).toContain('allowed: Queue SALES');
  stop();
});
