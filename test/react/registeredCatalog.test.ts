// A registered catalog changes the types of a whole program, so it is compiled as a program of its own.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { bin, cache, fromRoot } from '../../scripts/paths.js';
import { run } from '../../scripts/run.js';

const register = `
import { Can, useCan, useCanSome, useValue, useScopeOf, useFilter, useEvaluator } from 'hookswitch';
import { defineCatalog } from 'hookswitch/core';

const catalog = defineCatalog({
  id: 'desk',
  dimensions: { queue: { label: 'Queue' } },
  resources: { call: { label: 'Call', dimensions: { queue: 'queue' } } },
  permissions: {
    'calls.view': { kind: 'right', label: 'See calls', on: 'call' },
    'sms.send': { kind: 'right', label: 'Send messages' },
    'calls.keep': { kind: 'choice', label: 'Keep', options: [{ id: 'month', label: 'A month' }, { id: 'year', label: 'A year' }], default: 'month' },
  },
  roles: {},
});
declare module 'hookswitch/core' {
  interface Register {
    catalog: typeof catalog;
  }
}
const call = { queue: 'sales' };
`;

const right = `
export const useRight = (): [boolean, boolean, boolean, 'month' | 'year' | undefined, readonly object[]] => [
  useCan('sms.send'), useCan('calls.view', call), useCanSome('calls.view'), useValue('calls.keep'), useFilter('calls.view', [call]),
];
export const queues = () => useScopeOf('calls.view').includes.map((scope) => (scope === 'all' ? 'all' : scope.in?.queue));
export const may = () => useEvaluator()?.can('calls.view', call);
export const gates = <Can permission="calls.view" on={call}><Can permission="sms.send" /></Can>;
`;

const wrong = {
  'a mistyped permission': "export const w = () => useCan('sms.sent');",
  'a scoped right without a record': "export const w = () => useCan('calls.view');",
  'a scoped right with an id for a record': "export const w = () => useCan('calls.view', 'call-7');",
  'a record for a right that has none': "export const w = () => useCan('sms.send', call);",
  'a gate on a mistyped permission': 'export const w = <Can permission="sms.sent" />;',
  'a gate on a scoped right without a record': 'export const w = <Can permission="calls.view" />;',
  'a gate with a record for a right that has none': 'export const w = <Can permission="sms.send" on={call} />;',
  'a value asked as a right': "export const w = () => useCan('calls.keep');",
  'a right asked as a value': "export const w = () => useValue('sms.send');",
  'an option that is none': "export const w = () => useValue('calls.keep') === 'decade';",
  'records of a right that has none': "export const w = () => useFilter('sms.send', [call]);",
  'a dimension that is none':
    "export const w = () => useScopeOf('calls.view').includes.map((s) => s !== 'all' && s.in?.planet);",
};

async function compile(files: Record<string, string>): Promise<string> {
  const folder = join(cache, 'registered-catalog');
  await mkdir(folder, { recursive: true });
  const source = relative(folder, fromRoot('src'));
  const config = {
    extends: relative(folder, fromRoot('tsconfig.json')),
    compilerOptions: {
      noUnusedLocals: false,
      paths: { hookswitch: [`./${source}/index.ts`], 'hookswitch/*': [`./${source}/*.ts`] },
    },
    include: ['*.tsx'],
  };
  const written = { ...files, 'tsconfig.json': JSON.stringify(config) };
  await Promise.all(Object.entries(written).map(([name, text]) => writeFile(join(folder, name), text)));
  const { output } = await run(bin('tsc'), ['-p', join(folder, 'tsconfig.json')], { quiet: true });
  return output;
}

test('registering a catalog types every hook and gate, and each mistake is an error at its own line', async () => {
  const mistakes = Object.entries(wrong).map(([what, code]) => `// ${what}\n${code}`);
  const text = `${register}${right}\n${mistakes.join('\n')}\n`;
  const output = await compile({ 'app.tsx': text });
  const lines = text.split('\n');
  const found = [...output.matchAll(/app\.tsx\((\d+),/g)].map(([, line]) => lines[Number(line) - 2]);
  expect([...new Set(found)]).toEqual(Object.keys(wrong).map((what) => `// ${what}`));
});
