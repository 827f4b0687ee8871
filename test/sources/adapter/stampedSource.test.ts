import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/base/clock.js';
import { systemClock } from '../../../src/client/systemClock.js';
import { setOf } from '../../../src/sources/adapter/setOf.js';
import { stampedSource } from '../../../src/sources/adapter/stampedSource.js';

const subject = { id: 'ada', tenant: 'acme', roles: [], extensions: [], memberships: {}, licenses: [] };
const signal = new AbortController().signal;

function setUp() {
  let time = 1_000;
  const answers: ((permission: string) => void)[] = [];
  const clock: Clock = { ...systemClock, now: () => time };
  const source = stampedSource('key', clock, async () => {
    const permission = await new Promise<string>((resolve) => answers.push(resolve));
    return setOf('desk', subject, [{ permission, effect: 'allow', from: 'member' }], {});
  });
  const load = async (permission: string) => {
    const loaded = source.load(signal);
    answers.shift()?.(permission);
    return loaded;
  };
  return { source, answers, load, at: (next: number) => void (time = next) };
}

describe('stampedSource', () => {
  it('counts by the clock, and stays at the same set for the same answer', async () => {
    const { load, at } = setUp();
    const first = await load('a.b');
    expect(first).toMatchObject({ revision: 1_000, issuedAt: 1_000 });
    at(2_000);
    expect(await load('a.b')).toBe(first);
    expect(await load('a.c')).toMatchObject({ revision: 2_000, issuedAt: 2_000 });
  });

  it('goes on counting where the clock stands still or goes back', async () => {
    const { load, at } = setUp();
    await load('a.b');
    expect(await load('a.c')).toMatchObject({ revision: 1_001 });
    at(5);
    expect(await load('a.d')).toMatchObject({ revision: 1_002, issuedAt: 5 });
  });

  it('keeps the answer of the load that started later where two cross each other', async () => {
    const { source, answers, load } = setUp();
    const early = source.load(signal);
    const late = source.load(signal);
    answers.pop()?.('a.new');
    const set = await late;
    answers.pop()?.('a.old');
    expect(await early).toBe(set);
    expect(await load('a.new')).toBe(set);
  });
});
