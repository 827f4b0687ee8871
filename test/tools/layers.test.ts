import { describe, expect, test } from 'vitest';
import { importsOf } from '../../scripts/imports.js';
import { describeViolation, findViolations } from '../../scripts/layers.js';

const check = (files: Record<string, string>) => findViolations(new Map(Object.entries(files)));

describe('the layer check', () => {
  test('accepts arrows that point down', () => {
    const files = {
      'model/grant.ts': 'export type Grant = string;',
      'evaluator/decide/decide.ts':
        "import type { Grant } from '../../model/grant.js'; export const decide = (grant: Grant) => grant;",
      'react/hooks/useCan.ts':
        "import { useRef } from 'react'; import { decide } from '../../evaluator/decide/decide.js'; export { useRef, decide };",
    };
    expect(check(files)).toEqual([]);
  });

  test.each([
    ['a value', "import { useCan } from '../react/useCan.js';"],
    ['a type', "import type { Props } from '../react/useCan.js';"],
    ['a re-export', "export * from '../react/useCan.js';"],
    ['a dynamic import', "export const load = () => import('../react/useCan.js');"],
    ['a type query', "export type Props = import('../react/useCan.js').Props;"],
  ])('refuses an arrow that points up through %s', (_kind, source) => {
    const found = check({ 'model/grant.ts': source, 'react/useCan.ts': 'export type Props = string;' });
    expect(found).toMatchObject([{ file: 'model/grant.ts', imports: '../react/useCan.js' }]);
    expect(found[0]?.why).toContain('model may import only base');
  });

  test('refuses a neighbour on the same floor', () => {
    const files = { 'sources/http.ts': "import '../server/api.js';", 'server/api.ts': '' };
    expect(check(files)).toMatchObject([{ file: 'sources/http.ts', imports: '../server/api.js' }]);
  });

  test('refuses a package that the layer may not use', () => {
    expect(check({ 'evaluator/decide/can.ts': "import { useMemo } from 'react';" })).toMatchObject([
      { imports: 'react' },
    ]);
    expect(check({ 'model/grant.ts': "import { readFile } from 'node:fs';" })).toMatchObject([{ imports: 'node:fs' }]);
  });

  test('refuses a file that imports the barrel of its own folder', () => {
    const files = {
      'model/index.ts': "export * from './grant.js';",
      'model/scope.ts': "export { a } from './index.js';",
      'model/grant.ts': '',
    };
    expect(check(files)).toMatchObject([{ file: 'model/scope.ts', imports: './index.js' }]);
  });

  test('refuses a file that imports a barrel above it', () => {
    const files = { 'components/Player/usePlayer.ts': "export * from '../index.js';", 'components/index.ts': '' };
    expect(check(files)).toMatchObject([{ file: 'components/Player/usePlayer.ts', imports: '../index.js' }]);
  });

  test('allows the barrel of another folder', () => {
    const files = {
      'components/Matrix/Cell.ts': "export * from '../Player/index.js';",
      'components/Player/index.ts': '',
    };
    expect(check(files)).toEqual([]);
  });

  test('refuses an entry of the package inside a folder', () => {
    const found = check({ 'react/useCan.ts': "export * from '../core.js';", 'core.ts': '' });
    expect(found).toMatchObject([{ file: 'react/useCan.ts', imports: '../core.js' }]);
  });

  test('refuses a cycle, also one of types, and tells it as a path', () => {
    const files = {
      'model/a.ts': "import type { B } from './b.js'; export type A = B;",
      'model/b.ts': "import type { C } from './c.js'; export type B = C;",
      'model/c.ts': "import type { A } from './a.js'; export type C = A;",
    };
    expect(check(files)).toMatchObject([{ imports: 'model/b.ts → model/c.ts → model/a.ts' }]);
  });

  test('refuses an arrow that points up between the folders of one layer', () => {
    const files = {
      'evaluator/decide/can.ts': "import '../report/explain.js';",
      'evaluator/report/explain.ts': '',
    };
    expect(check(files)).toMatchObject([{ file: 'evaluator/decide/can.ts', imports: '../report/explain.js' }]);
  });

  test('refuses a circle of folders where no files form one, and names an import of it', () => {
    const files = {
      'components/Matrix/grid/Cell.ts': "import '../panels/Panel.js';",
      'components/Matrix/grid/keys.ts': '',
      'components/Matrix/panels/Panel.ts': "import '../grid/keys.js';",
      'components/Matrix/panels/index.ts': "export * from '../grid/Cell.js';",
    };
    const found = check(files);
    expect(found).toMatchObject([
      {
        file: 'components/Matrix/grid',
        imports: 'components/Matrix/panels → components/Matrix/grid',
      },
    ]);
    expect(found[0]?.why).toContain('components/Matrix/grid/Cell.ts → components/Matrix/panels/Panel.ts');
  });

  test('refuses the package by its own name, what lies outside src, and a folder without a place', () => {
    expect(check({ 'react/a.ts': "import 'hookswitch/core';" })).toMatchObject([{ imports: 'hookswitch/core' }]);
    expect(check({ 'react/a.ts': "import '../../test/helper.js';" })).toMatchObject([
      { imports: '../../test/helper.js' },
    ]);
    expect(check({ 'helpers/a.ts': '' })).toMatchObject([{ file: 'helpers' }]);
  });

  test('says which file, what it imports, why not, and what to do', () => {
    const [violation] = check({ 'model/grant.ts': "import 'react';" });
    expect(violation && describeViolation(violation)).toBe(
      'src/model/grant.ts\n  imports  react\n  but      model may use no package at all\n' +
        '  instead  use it in a higher layer, or add it to scripts/layers.config.js and docs/dependencies.md with the reason\n',
    );
  });

  test('does not pass over a file that it cannot parse', () => {
    expect(() => importsOf('model/a.ts', 'import {')).toThrow('model/a.ts does not parse');
  });
});
