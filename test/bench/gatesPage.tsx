// Runs in a page: mounts the same ten thousand gates with each contestant, then changes one grant under them.
import { grantEngine } from '#grantEngine';
import { createMongoAbility, type MongoAbility } from '@casl/ability';
import * as caslReact from '@casl/react';
import { Can as AccesslyCan, PermissionProvider as AccesslyProvider } from 'accessly';
import { Can, type GateMode, PermissionProvider, useCan } from 'hookswitch';
import type { Clock } from '../../src/base/clock.js';
import { systemClock } from '../../src/client/systemClock.js';
import { lossTeller } from '../../src/react/announce/LiveRegion.js';
import { refusing } from '../../src/react/gates/DisabledGate.js';
import { pushSource } from '../../src/sources/pushSource.js';
import { type ComponentType, memo, type ReactNode, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { allow, catalog, grantSet } from './world.js';

// Its declarations name their files without endings, which this module resolution does not follow.
const { AbilityProvider, Can: CaslCan } = caslReact as unknown as {
  readonly AbilityProvider: ComponentType<{ value: MongoAbility; children: ReactNode }>;
  readonly Can: ComponentType<{
    I: string;
    a: string;
    passThrough: boolean;
    children: (exposed: { isAllowed: boolean }) => ReactNode;
  }>;
};

/** Stands where the grants were issued. */
const still: Clock = { ...systemClock, now: () => 1, ticks: () => 1 };
const gates = 10_000;
const rights = Array.from({ length: 60 }, (_, i) => `area${i}.use`);
/** What a change takes away: one right of sixty, so that 167 of the gates flip. */
const taken = 'area7.use';
const names = Array.from({ length: gates }, (_, i) => rights[i % rights.length] ?? '');

let renders = 0;

/** What every gate shows; it counts how often it is rendered. */
function Shown({ children }: { readonly children?: ReactNode }) {
  renders += 1;
  return <i>{children}</i>;
}

/** One way of gating: how it is put on the page, and how its permissions change. */
interface Contestant {
  readonly name: string;
  readonly page: () => ReactNode;
  /** Gives exactly these rights, as a new set even if they are the same as before. */
  readonly give: (held: readonly string[]) => void;
}

const list = (gate: (name: string, i: number) => ReactNode) => <div>{names.map(gate)}</div>;

function nothing(): Contestant {
  return { name: 'no permission at all', page: () => list((_, i) => <Shown key={i}>x</Shown>), give() {} };
}

/** The least that a store and one subscription a gate can cost. */
function handWritten(): Contestant {
  let held = new Set(rights);
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const Gate = ({ name }: { readonly name: string }) => {
    const may = useSyncExternalStore(subscribe, () => held.has(name));
    return may ? <Shown>x</Shown> : <Shown />;
  };
  return {
    name: 'hand-written (one Set, one store)',
    page: () => list((name, i) => <Gate key={i} name={name} />),
    give(next) {
      held = new Set(next);
      for (const listener of listeners) listener();
    },
  };
}

function hookswitch(): Contestant {
  const source = pushSource('bench');
  let revision = 1;
  const setOf = (held: readonly string[]) =>
    grantSet(
      held.map((name) => allow(name, 'all')),
      (revision += 1),
    );
  const first = setOf(rights);
  const record = { id: 1 };
  const Gate = ({ name }: { readonly name: string }) => (useCan(name, record) ? <Shown>x</Shown> : <Shown />);
  source.push(first);
  return {
    name: 'hookswitch',
    page: () => (
      <PermissionProvider catalog={catalog} source={source} initialGrants={first} clock={still}>
        {list((name, i) => (
          <Gate key={i} name={name} />
        ))}
      </PermissionProvider>
    ),
    give: (held) => source.push(setOf(held)),
  };
}

function casl(): Contestant {
  const rulesOf = (held: readonly string[]) => held.map((action) => ({ action, subject: 'all' }));
  const ability = createMongoAbility(rulesOf(rights));
  return {
    name: 'CASL',
    page: () => (
      <AbilityProvider value={ability}>
        {list((name, i) => (
          <CaslCan key={i} I={name} a="all" passThrough>
            {({ isAllowed }) => (isAllowed ? <Shown>x</Shown> : <Shown />)}
          </CaslCan>
        ))}
      </AbilityProvider>
    ),
    give: (held) => void ability.update(rulesOf(held)),
  };
}

function accessly(): Contestant {
  let change: (held: readonly string[]) => void = () => {};
  const Page = memo(() =>
    list((name, i) => (
      <AccesslyCan key={i} permission={name} fallback={<Shown />}>
        <Shown>x</Shown>
      </AccesslyCan>
    )),
  );
  const Provider = () => {
    const [held, setHeld] = useState<readonly string[]>(rights);
    change = setHeld;
    return (
      <AccesslyProvider access={{ permissions: [...held] }}>
        <Page />
      </AccesslyProvider>
    );
  };
  return { name: 'accessly', page: () => <Provider />, give: (held) => change([...held]) };
}

/** What one contestant took, in milliseconds, and how many gates it rendered. */
export interface GateTimes {
  readonly name: string;
  readonly mount: number;
  readonly shown: number;
  readonly changeRenders: number;
  readonly change: number;
  readonly shownAfter: number;
  readonly sameRenders: number;
}

async function measure(contestant: Contestant): Promise<GateTimes> {
  const element = document.createElement('div');
  document.body.append(element);
  const root = createRoot(element);
  const timed = (work: () => void) => {
    const start = performance.now();
    flushSync(work);
    // The layout is part of what a person waits for.
    element.getBoundingClientRect();
    return performance.now() - start;
  };
  const shown = () => element.textContent.length;
  const mount = timed(() => root.render(contestant.page()));
  const before = shown();
  await settled();
  renders = 0;
  const change = timed(() => contestant.give(rights.filter((name) => name !== taken)));
  await settled();
  const changeRenders = renders;
  const after = shown();
  renders = 0;
  flushSync(() => contestant.give(rights.filter((name) => name !== taken)));
  await settled();
  const sameRenders = renders;
  root.unmount();
  element.remove();
  return { name: contestant.name, mount, shown: before, changeRenders, change, shownAfter: after, sameRenders };
}

/** Two frames: effects have run and what they scheduled is painted. */
function settled(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

/** What comes after the first rendering of a page has come: gates are mounted on pages that are there. */
const loaded = () => Promise.all([grantEngine.load(), lossTeller.load(), refusing.load()]);

async function measureAll(rounds: number): Promise<GateTimes[]> {
  await loaded();
  const best = new Map<string, GateTimes>();
  for (let round = 0; round < rounds; round += 1) {
    for (const make of [nothing, handWritten, hookswitch, casl, accessly]) {
      const times = await measure(make());
      const known = best.get(times.name) ?? times;
      best.set(times.name, {
        ...times,
        mount: Math.min(times.mount, known.mount),
        change: Math.min(times.change, known.change),
      });
    }
  }
  return [...best.values()];
}

/** How long the same gates take in each mode, where all are allowed and where none is, in milliseconds. */
export interface ModeTimes {
  readonly name: string;
  readonly mount: number;
  /** What the page shows, to see that it was the right thing. */
  readonly controls: number;
  readonly disabled: number;
  readonly reasons: number;
}

const modes: readonly GateMode[] = ['hide', 'disable', 'explain'];

/** A gate as an application writes it, around a button with a name. */
function canGates(mode: GateMode, held: readonly string[]): Pick<Contestant, 'name' | 'page'> {
  const source = pushSource('bench');
  const first = grantSet(held.map((name) => allow(name, 'all')));
  const record = { id: 1 };
  source.push(first);
  return {
    name: `${mode}, ${held.length > 0 ? 'allowed' : 'denied'}`,
    page: () => (
      <PermissionProvider catalog={catalog} source={source} initialGrants={first} clock={still}>
        {list((name, i) => (
          <Can key={i} permission={name} on={record} mode={mode}>
            <button type="button">Play</button>
          </Can>
        ))}
      </PermissionProvider>
    ),
  };
}

/** The least: one Set, one store, and a button that is there or not, or is disabled with its reason as its title. */
function leastGates(kind: 'hide' | 'disable', held: ReadonlySet<string>): Pick<Contestant, 'name' | 'page'> {
  const subscribe = () => () => {};
  const Gate = ({ name }: { readonly name: string }) => {
    const may = useSyncExternalStore(subscribe, () => held.has(name));
    if (may) return <button type="button">Play</button>;
    return kind === 'hide' ? null : (
      <button type="button" aria-disabled title="Your role does not include this.">
        Play
      </button>
    );
  };
  return {
    name: `hand-written ${kind}, ${held.size > 0 ? 'allowed' : 'denied'}`,
    page: () => list((name, i) => <Gate key={i} name={name} />),
  };
}

async function measureModes(rounds: number): Promise<ModeTimes[]> {
  await loaded();
  const best = new Map<string, ModeTimes>();
  const makers = [rights, []].flatMap((held) => [
    () => leastGates('hide', new Set(held)),
    () => leastGates('disable', new Set(held)),
    ...modes.map((mode) => () => canGates(mode, held)),
  ]);
  for (let round = 0; round < rounds; round += 1) {
    for (const make of makers) {
      const { name, page } = make();
      const element = document.createElement('div');
      document.body.append(element);
      const root = createRoot(element);
      await settled();
      const start = performance.now();
      flushSync(() => root.render(page()));
      element.getBoundingClientRect();
      const mount = performance.now() - start;
      const count = (selector: string) => element.querySelectorAll(selector).length;
      const times = {
        name,
        mount: Math.min(mount, best.get(name)?.mount ?? Infinity),
        controls: count('button'),
        disabled: count('[aria-disabled=true]'),
        reasons: element.textContent.split('Your role').length - 1,
      };
      best.set(name, times);
      await settled();
      root.unmount();
      element.remove();
    }
  }
  return [...best.values()];
}

declare global {
  var measureGates: (rounds: number) => Promise<GateTimes[]>;
  var measureModes: (rounds: number) => Promise<ModeTimes[]>;
}

globalThis.measureModes = measureModes;

globalThis.measureGates = measureAll;
