import { QueryClient } from '@tanstack/react-query';
import fc from 'fast-check';
import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import {
  Can,
  type GateMode,
  PermissionProvider,
  useCan,
  useCanSome,
  useCheck,
  useExplain,
  usePermissionStatus,
  useValue,
  useScopeOf,
  useFilter,
} from '../../src/index.js';
import type { Decision } from '../../src/model/decision.js';
import type { RecordList } from '../../src/react/hooks/useFilter.js';
import { allow, catalog, inQueues, setOf } from './desk.js';
import { createScriptedSource } from './scriptedSource.js';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

/** What a page may hand on from anywhere; every one of them is made for each use. */
const hostile: Readonly<Record<string, () => unknown>> = {
  nothing: () => undefined,
  null: () => null,
  'a text': () => 'calls',
  'a number': () => Number.NaN,
  'a big number': () => 10n,
  'a symbol': () => Symbol('calls'),
  'a function': () => () => ({ queue: 'sales' }),
  'a class': () => class {},
  'a list of everything': () => [null, undefined, 7, 'x', Symbol('x'), () => 0, [], {}],
  'what looks like an index': () => json('{"select":1,"resource":"call"}'),
  'what acts like an index': () => ({
    select: () => [{ id: 'planted' }],
    resource: 'call',
    records: [{ id: 'planted' }],
  }),
  'an index whose list is none': () => ({ select: () => 'all', resource: 'other', records: 7 }),
  'a page of calls': () => ({ items: [{ queue: 'sales' }], length: 1, 0: { queue: 'sales' } }),
  'a proxy that throws': () => new Proxy({}, throwing()),
  'a list that throws': () => new Proxy([], throwing()),
  'a list with an item that throws': () => Object.defineProperty([{}], 0, { get: boom }),
  'a revoked proxy': () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  'fields that throw': () =>
    Object.defineProperties({}, { queue: { get: boom }, extension: { get: boom }, userId: { get: boom } }),
  'a text that throws': () => ({ toString: boom, valueOf: boom, [Symbol.toPrimitive]: boom }),
  'a circle': () => {
    const circle: Record<string, unknown> = { queue: [] };
    circle['queue'] = [circle];
    return circle;
  },
  'frozen lists': () => Object.freeze([Object.freeze({ queue: Object.freeze(['nowhere']) })]),
  'symbol keys': () => ({ [Symbol.iterator]: boom, [Symbol.toStringTag]: 'Array' }),
  'no prototype': () => Object.setPrototypeOf({}, null) as object,
  'a polluted prototype': () => json('{"__proto__":{"queue":"sales"},"constructor":1}'),
};

function json(text: string): unknown {
  return JSON.parse(text);
}

function boom(): never {
  throw new Error('this cannot be read');
}

function throwing(): ProxyHandler<object> {
  return { get: boom, has: boom, ownKeys: boom, getOwnPropertyDescriptor: boom, getPrototypeOf: boom };
}

/** A hook that is asked about anything, and whether what it answered opens something. */
type Question = (permission: never, input: never) => boolean;

const questions: Readonly<Record<string, Question>> = {
  useCan: (permission, input) => useCan(permission, input),
  useCanSome: (permission) => useCanSome(permission),
  useCheck: (permission, input) => useCheck(permission, input).status === 'allowed',
  useValue: (permission) => useValue(permission) !== undefined,
  useScopeOf: (permission) => useScopeOf(permission).includes.length > 0,
  useFilter: (permission, input) => useFilter(permission, input as RecordList<object>).length > 0,
  useExplain: (_, input) => useExplain()(input) === '',
  usePermissionStatus: () => usePermissionStatus().state === 'error',
};

/** A page under a real provider, as a server sends it. */
function rendered(
  page: ReactNode,
  grants = setOf([allow('calls.view', inQueues('sales')), allow('sms.send')]),
): string {
  return renderToString(
    <PermissionProvider
      catalog={catalog}
      source={createScriptedSource()}
      client={new QueryClient()}
      initialGrants={grants}
    >
      {page}
    </PermissionProvider>,
  );
}

const names = ['calls.view', 'fax.send', '__proto__', ''] as const;
// Made only where it is asked about: fast-check itself looks at what it generates.
const anything = fc.oneof(
  fc.constantFrom(...Object.keys(hostile)).map((name) => ({ make: hostile[name] ?? boom })),
  fc
    .anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true, withDate: true, withSet: true })
    .map((value) => ({ make: () => value })),
);
const permissions = fc.oneof(
  fc.constantFrom(...names).map((name) => ({ make: (): unknown => name })),
  anything,
);

describe('hostile input while rendering', () => {
  test.each(Object.keys(questions))(`%s never throws, and opens nothing (seed ${seed})`, (name) => {
    const ask = questions[name] ?? boom;
    const Ask = ({ permission, input }: { readonly permission: unknown; readonly input: unknown }) =>
      String(ask(permission as never, input as never));
    fc.assert(
      fc.property(permissions, anything, (permission, input) => {
        const asked = permission.make();
        const isHeld = asked === 'calls.view' && (name === 'useCanSome' || name === 'useScopeOf');
        expect(rendered(<Ask permission={asked} input={input.make()} />)).toMatch(isHeld ? /^true/ : /^false/);
      }),
      { seed, numRuns: 400 },
    );
  });

  test.each<GateMode>(['hide', 'disable', 'explain', 'request'])(
    `Can in mode %s never throws, and is never allowed (seed ${seed})`,
    (mode) => {
      fc.assert(
        fc.property(permissions, anything, fc.boolean(), (permission, on, isPlain) => {
          const asked = permission.make() as string;
          const gate = (
            <Can permission={asked} on={on.make() as object} mode={mode}>
              {isPlain ? <b>let in</b> : ({ status }: Decision) => (status === 'allowed' ? 'let in' : '')}
            </Can>
          );
          const html = rendered(gate);
          if (mode === 'disable') expect(html).not.toContain('data-status="allowed"');
          else expect(html).not.toContain('let in');
        }),
        { seed, numRuns: 200 },
      );
    },
  );

  test('a record that is plain stays allowed beside them', () => {
    const gate = (
      <Can permission="calls.view" on={{ queue: 'sales' }}>
        let in
      </Can>
    );
    expect(rendered(gate)).toContain('let in');
  });
});
