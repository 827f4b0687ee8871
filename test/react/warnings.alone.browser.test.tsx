import { render } from '@testing-library/react';
import { type ReactNode, StrictMode } from 'react';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { LiveCallControls, RecordButton } from '../../src/components/index.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import {
  Can,
  PermissionProvider,
  useCan,
  useCanSome,
  useCheck,
  useFilter,
  useScopeOf,
  useValue,
} from '../../src/index.js';
import { type Catalog, checkCatalog } from '../../src/core.js';
import type { Member } from '../../src/model/member.js';
import { staticSource } from '../../src/sources/index.js';

const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
beforeEach(() => void warn.mockClear());
afterAll(() => warn.mockRestore());
const said = () => warn.mock.calls.map(([text]) => String(text)).filter((text) => text.startsWith('hookswitch:'));

let made = 0;

/** A catalog that no test has had: every warning is said once for each page. */
const newCatalog = (): Catalog =>
  checkCatalog({
    id: `desk${(made += 1)}`,
    dimensions: { queue: { label: 'Queue' } },
    resources: { [`call${made}`]: { owner: 'userId', dimensions: { queue: 'queue' } } },
    permissions: {
      [`calls${made}.view`]: { kind: 'right', on: `call${made}` },
      [`menu${made}.open`]: { kind: 'right' },
    },
    roles: { agent: {} },
    parts: { recordButton: { allow: `calls${made}.view` } },
  });

const ada: Member = {
  id: 'ada',
  tenant: 'harbour',
  roles: ['agent'],
  packages: [],
  overrides: [],
  extensions: [],
  memberships: {},
  licenses: [],
};

function mount(catalog: Catalog, content: ReactNode, member: Partial<Member> = {}) {
  const grants = resolveGrants(catalog, { ...ada, ...member }, { issuedAt: Date.now() });
  return render(
    <StrictMode>
      <PermissionProvider catalog={catalog} source={staticSource(grants)} initialGrants={grants}>
        {content}
      </PermissionProvider>
    </StrictMode>,
  );
}

function Asks({ ask }: { readonly ask: () => unknown }): ReactNode {
  ask();
  return null;
}

describe('in development a developer is warned', () => {
  test.each([
    ['useCan', (id: string) => useCan(id)],
    ['useCheck', (id: string) => useCheck(id)],
    ['useCanSome', (id: string) => useCanSome(id)],
    ['useValue', (id: string) => useValue(id)],
    ['useScopeOf', (id: string) => useScopeOf(id)],
    ['useFilter', (id: string) => useFilter(id, [])],
  ])('of a permission that there is not, once, with the one that was meant: %s', (_, ask) => {
    const catalog = newCatalog();
    const typed = `menu${made}.opne`;
    const asks = <Asks ask={() => ask(typed)} />;
    const { unmount } = mount(catalog, asks);
    unmount();
    mount(catalog, asks);
    expect(said()).toEqual([
      `hookswitch: Catalog 'desk${made}' has no permission '${typed}', so it is never allowed. Did you mean 'menu${made}.open'? Correct the name, or add the permission to the catalog.`,
    ]);
  });

  test('of a scoped right without its record, in a gate, a hook and a component', () => {
    const catalog = newCatalog();
    mount(catalog, <Can permission={`calls${made}.view`}>never</Can>);
    expect(said()).toHaveLength(1);
    expect(said()[0]).toContain(`'calls${made}.view' was asked without a record`);
    const another = newCatalog();
    mount(another, <RecordButton callId="7" isRecording={false} onStart={() => {}} onStop={() => {}} />);
    expect(said()[1]).toContain(`'calls${made}.view' was asked without a record`);
  });

  test('of a record without the fields of its type, of a list by its first record', () => {
    const catalog = newCatalog();
    mount(catalog, <Asks ask={() => useCan(`calls${made}.view`, { id: '7' })} />);
    const another = newCatalog();
    mount(another, <Asks ask={() => useFilter(`calls${made}.view`, [{ id: '7' }, { id: '8' }])} />);
    expect(said()).toEqual(
      [made - 1, made].map(
        (n) =>
          `hookswitch: 'calls${n}.view' was asked about a record that has none of the fields of a 'call${n}' (userId, queue), so only a grant without limits reaches it. Pass the record that has them, or correct the fields of \`resources.call${n}\` in the catalog.`,
      ),
    );
  });

  test('of an allow without a scope, and of memberships in no dimension', () => {
    const catalog = newCatalog();
    mount(catalog, null, {
      id: `ada${made}`,
      overrides: [{ permission: `calls${made}.view`, effect: 'allow' }],
      memberships: { quue: ['sales'] },
    });
    expect(said()).toEqual([
      `hookswitch: 'ada${made}' has memberships in 'quue', which is no dimension of catalog 'desk${made}', so no scope reaches them. Did you mean 'queue'? Correct the name, or add the dimension to the catalog.`,
      `hookswitch: A grant of 'calls${made}.view' (from member) has no scope, so it reaches no record. Give it one: 'all', { own: true }, or ids by dimension.`,
    ]);
  });

  test('of a role that there is not, where a member is resolved here', () => {
    const catalog = newCatalog();
    staticSource({ catalog, member: { ...ada, id: `ada${made}`, roles: ['agnet'] } });
    expect(said()).toEqual([
      `hookswitch: 'ada${made}' holds the role 'agnet', which catalog 'desk${made}' does not have, so it gives nothing. Did you mean 'agent'? Correct the name, or add the role to the catalog.`,
    ]);
  });

  test('of a catalog that is made while rendering, and not of one that was loaded again', () => {
    const source = staticSource(resolveGrants(newCatalog(), ada));
    const number = made;
    const copy = (): Catalog => {
      made = number - 1;
      return newCatalog();
    };
    const page = (catalog: Catalog) => <PermissionProvider catalog={catalog} source={source} />;
    const [first, second] = [copy(), copy()];
    const { rerender } = render(page(first));
    for (const catalog of [first, second, second, first, first]) rerender(page(catalog));
    expect(said()).toEqual([]);
    for (let i = 0; i < 3; i += 1) rerender(page(copy()));
    expect(said()).toHaveLength(1);
    expect(said()[0]).toContain(`another catalog object ('desk${number}')`);
  });

  test('of a component without a provider', () => {
    render(<Can permission="calls.view">never</Can>);
    expect(said()).toEqual([
      'hookswitch: There is no PermissionProvider above this component, so nothing is allowed. Put one around the part of the app that asks for permissions.',
    ]);
  });
});

describe('a developer is not warned', () => {
  test('of what a component looks for and the catalog has nothing for', () => {
    const catalog = newCatalog();
    mount(catalog, <LiveCallControls call={{ id: '7' }} onListen={() => {}} onStop={() => {}} />);
    expect(said()).toEqual([]);
  });

  test('of questions that can be meant', () => {
    const catalog = newCatalog();
    mount(
      catalog,
      <Can permission={`calls${made}.view`} on={{ queue: undefined }}>
        never
      </Can>,
    );
    mount(catalog, <Asks ask={() => useCanSome(`calls${made}.view`)} />);
    mount(catalog, <Asks ask={() => useFilter(`calls${made}.view`, [])} />);
    expect(said()).toEqual([]);
  });

  test('before there are grants', () => {
    const catalog = newCatalog();
    const waiting = { key: `waiting${made}`, load: () => new Promise<unknown>(() => {}) };
    render(
      <PermissionProvider catalog={catalog} source={waiting}>
        <Can permission="no.such">never</Can>
      </PermissionProvider>,
    );
    expect(said()).toEqual([]);
  });
});
