import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../../src/model/audit.js';
import { findPostgres, type Postgres, startPostgres } from '../postgres.js';
import { type ServerProcess, startServer } from './startServer.js';

// Each edit has a number, and changes two things by it: half an edit would show.
const editOf = (n: number) => ({
  operations: [
    { op: 'set-extensions', ids: [String(n)] },
    { op: 'set-memberships', dimension: 'queue', ids: [`queue-${n}`] },
  ],
});

const send = async (url: string, n: number): Promise<number> => {
  const response = await fetch(`${url}/members/sam`, {
    method: 'PATCH',
    headers: {
      authorization: 'Member acme/olga',
      'content-type': 'application/json',
      'if-match': '*',
      'idempotency-key': `edit-${n}`,
    },
    body: JSON.stringify(editOf(n)),
  });
  await response.arrayBuffer();
  return response.status;
};

const read = async (url: string, path: string): Promise<unknown> =>
  (await fetch(url + path, { headers: { authorization: 'Member acme/olga' } })).json();

/** Sends edits at once, cuts the power as soon as the first one is accepted, and tells which were. */
const editsUntil = async (url: string, numbers: readonly number[], cut: () => Promise<void>): Promise<number[]> => {
  const accepted: number[] = [];
  let ended: Promise<void> | undefined;
  const one = async (n: number) => {
    const status = await send(url, n).catch(() => 0);
    if (status !== 200) return;
    accepted.push(n);
    ended ??= cut();
  };
  await Promise.all(numbers.map(one));
  await (ended ?? expect.unreachable('no edit was accepted, so nothing was cut'));
  return accepted;
};

/** Holds what the server has now against what it accepted: nothing lost, nothing halved, nothing twice. */
const expectWhole = async (url: string, accepted: readonly number[], all: readonly number[]): Promise<void> => {
  const numberOf = ({ operations }: AuditEntry) => {
    const [first] = operations;
    return first?.op === 'set-extensions' ? Number(first.ids[0]) : Number.NaN;
  };
  const entries = async () => ((await read(url, '/audit?limit=200')) as { items: AuditEntry[] }).items;
  const kept = (await entries()).map(numberOf);
  expect(new Set(kept).size).toBe(kept.length);
  for (const n of accepted) expect(kept).toContain(n);
  // Whoever heard nothing sends the same again: what was done is not done again, what was not is.
  for (const n of all) expect(await send(url, n)).toBe(200);
  const after = await entries();
  expect(after.map(numberOf).sort((a, b) => a - b)).toEqual([...all].sort((a, b) => a - b));
  for (const entry of after) {
    expect(entry.operations).toEqual(editOf(numberOf(entry)).operations);
    expect(entry.changes.map(({ path }) => path)).toEqual(['extensions', 'memberships.queue']);
  }
  const last = numberOf(after[0] ?? expect.unreachable('no edit was kept'));
  expect(await read(url, '/members/sam')).toMatchObject({
    revision: after[0]?.revision,
    member: { extensions: [String(last)], memberships: { queue: [`queue-${last}`] } },
  });
};

/** An extension goes from Sam to Sue and back. Which of the two has it is the only thing that a cut may leave open. */
const handOver = async (url: string, n: number): Promise<number> => {
  const response = await fetch(`${url}/handover`, {
    method: 'POST',
    headers: {
      authorization: 'Member acme/olga',
      'content-type': 'application/json',
      'if-match': '*',
      'idempotency-key': `move-${n}`,
    },
    body: JSON.stringify({
      ...(n % 2 === 0 ? { from: 'sam', to: 'sue' } : { from: 'sue', to: 'sam' }),
      dimension: 'extension',
      ids: ['102'],
    }),
  });
  await response.arrayBuffer();
  return response.status;
};

/** Nobody lost it, not both have it, and the log says how it came to whoever has it. */
const expectOneOwner = async (url: string): Promise<void> => {
  const members = await Promise.all(['sam', 'sue'].map((id) => read(url, `/members/${id}`)));
  const owners = (members as { member: { id: string; extensions: string[] } }[]).filter(({ member }) =>
    member.extensions.includes('102'),
  );
  expect(owners).toHaveLength(1);
  const { items } = (await read(url, '/audit?limit=200&member=sam')) as { items: AuditEntry[] };
  const [last] = items.flatMap(({ operations }) => operations.filter(({ op }) => op === 'hand-over'));
  expect(last).toMatchObject({ to: owners[0]?.member.id });
};

const numbersOf = (round: number) => Array.from({ length: 12 }, (_, i) => 10_000 + round * 100 + i);

/** Kills the server in mid-edit, round after round, on the same data. */
const killServer = async (env: Readonly<Record<string, string>>, rounds: readonly number[]): Promise<void> => {
  const accepted: number[] = [];
  let server: ServerProcess | undefined;
  try {
    for (const round of rounds) {
      const running = (server = await startServer(env));
      accepted.push(...(await editsUntil(running.url, numbersOf(round), () => running.kill())));
    }
    server = await startServer(env);
    expect(accepted.length).toBeGreaterThanOrEqual(rounds.length);
    await expectWhole(server.url, accepted, rounds.flatMap(numbersOf));
  } finally {
    await server?.kill();
  }
};

test(
  'a server on PGlite that is killed in mid-edit loses no accepted edit and halves none',
  { timeout: 240_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'killed-'));
    try {
      await killServer({ FOLDER: folder }, [1]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);

test(
  'an extension that is handed over while the server is killed has one owner, whom the log names',
  { timeout: 240_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'killed-'));
    try {
      for (const round of [1, 2]) {
        const running = await startServer({ FOLDER: folder });
        const moves = Array.from({ length: 12 }, (_, i) => handOver(running.url, round * 100 + i).catch(() => 0));
        expect(
          await Promise.any(moves.map((move) => move.then((status) => status === 200 || Promise.reject(status)))),
        ).toBe(true);
        await running.kill();
      }
      const server = await startServer({ FOLDER: folder });
      try {
        await expectOneOwner(server.url);
      } finally {
        await server.kill();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);

const bin = findPostgres();

describe.skipIf(!bin)('on PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres(bin ?? '');
  });
  afterAll(() => postgres.remove());

  test('a server that is killed in mid-edit loses no accepted edit and halves none', { timeout: 240_000 }, async () => {
    await killServer({ DATABASE_URL: postgres.connectionString }, [1, 2]);
  });

  test(
    'a database that is killed in mid-edit loses none either, and the server comes back by itself',
    { timeout: 240_000 },
    async () => {
      const database = await startPostgres(bin ?? '');
      const rounds = [1, 2];
      const server = await startServer({ DATABASE_URL: database.connectionString });
      try {
        const accepted: number[] = [];
        for (const round of rounds) {
          accepted.push(...(await editsUntil(server.url, numbersOf(round), () => database.kill())));
          await database.start();
        }
        await expectWhole(server.url, accepted, rounds.flatMap(numbersOf));
      } finally {
        await server.kill();
        await database.remove();
      }
    },
  );
});
