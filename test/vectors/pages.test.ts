import { describe, expect, test } from 'vitest';
import { apiOf, askPage, catalogOfPage, type PageCall, type PageFile, pages, personOf } from './pages.js';

const statements = pages.flatMap((page) => page.statements);
const works = statements.filter((statement) => statement.not === undefined);

test('of the more than 310 statements of the five pages at least 95 % work, and each other says why it does not', () => {
  expect(statements.length).toBeGreaterThanOrEqual(310);
  expect(works.length / statements.length).toBeGreaterThanOrEqual(0.95);
  for (const { not, says } of statements) expect([says, not]).not.toEqual([says, '']);
});

test('every statement is said once, and one that works is asked about', () => {
  expect(new Set(statements.map(({ id }) => id)).size).toBe(statements.length);
  expect(new Set(pages.flatMap(({ catalog, statements: all }) => all.map(({ says }) => `${catalog} ${says}`))).size).toBe(
    statements.length,
  );
  for (const { says, asks = [], api = [], parts = [] } of works)
    expect([says, asks.length + api.length + parts.length]).not.toEqual([says, 0]);
});

describe.each(pages.map((page) => [catalogOfPage(page).label ?? page.catalog, page] as const))('%s', (_, page) => {
  const asked = page.statements.filter(({ asks, api, not }) => not === undefined && (asks ?? api));
  test.each(asked.map((statement) => [statement.says, statement] as const))('%s', async (_says, statement) => {
    for (const ask of statement.asks ?? []) {
      for (const { question, actual, isPart } of askPage(page, ask)) {
        const { expect: expected, ...rest } = question;
        const told = { as: ask.as, asked: rest, answer: expected };
        if (isPart) expect({ as: ask.as, asked: rest, answer: actual }).toMatchObject(told);
        else expect({ as: ask.as, asked: rest, answer: actual }).toEqual(told);
      }
    }
    await callAll(page, statement.api ?? []);
  });
});

/** Makes the requests one after the other, so that a later one sees what an earlier one did. */
async function callAll(page: PageFile, calls: readonly PageCall[]): Promise<void> {
  const api = apiOf(page, calls);
  const send: Send = (as, path, init) =>
    api(new Request(`https://phone.example${path}`, { ...init, headers: { ...init?.headers, authorization: as } }));
  for (const call of calls) {
    const caller = personOf(page, call).id;
    const path = call.get ?? call.patch ?? '';
    const response =
      call.operations === undefined
        ? await send(caller, path)
        : await send(caller, path, {
            method: 'PATCH',
            headers: await preconditionOf(page, send, call, path),
            body: JSON.stringify({ operations: call.operations }),
          });
    const body: unknown = await response.json().catch(() => undefined);
    expect({ as: call.as, path, status: response.status, body }).toEqual({ as: call.as, path, status: call.status, body });
    if (call.body) expect(body).toMatchObject(call.body);
    if (call.ids) expect([...idsIn(body)].sort()).toEqual([...call.ids].sort());
    const held = grantsIn(body);
    if (call.grants) expect(held).toEqual(expect.arrayContaining([...call.grants]));
    for (const permission of call.lacks ?? []) expect(held).not.toContain(permission);
  }
}

type Send = (
  as: string,
  path: string,
  init?: { readonly method: string; readonly headers: Record<string, string>; readonly body: string },
) => Promise<Response>;

/** An edit is made against the state that there is, as somebody who may read it does; a new role against none. */
async function preconditionOf(page: PageFile, send: Send, call: PageCall, path: string): Promise<Record<string, string>> {
  const [first] = Object.keys(page.people);
  const reader = personOf(page, { as: first ?? call.as }).id;
  const etag = (await send(reader, path)).headers.get('etag');
  return { 'content-type': 'application/json', ...(etag === null ? { 'if-none-match': '*' } : { 'if-match': etag }) };
}

function grantsIn(body: unknown): readonly string[] {
  const { grants = [] } = body as { grants?: readonly { permission: string; effect: string }[] };
  return grants.filter(({ effect }) => effect === 'allow').map(({ permission }) => permission);
}

function idsIn(body: unknown): readonly string[] {
  const { items = [] } = body as { items?: readonly { id?: string; target?: string; member?: { id: string } }[] };
  return items.map(({ id, member, target }) => member?.id ?? id ?? target ?? '');
}
