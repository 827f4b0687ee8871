import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { defineCatalog } from '../../../src/model/defineCatalog.js';
import { parseGrantSet } from '../../../src/model/wire.js';
import {
  type OpenfgaAnswers,
  type OpenfgaCheck,
  openfgaGrants,
  openfgaSource,
} from '../../../src/sources/openfga/index.js';
import { SourceError } from '../../../src/sources/index.js';
import { json } from '../fakeFetch.js';
import { fixture } from '../fixture.js';

const catalog = defineCatalog({
  id: 'openfga',
  dimensions: { document: { label: 'Document' } },
  resources: { document: { label: 'Document', dimensions: { document: 'id' } } },
  permissions: {
    'documents.read': { kind: 'right', label: 'Read', on: 'document' },
    'documents.write': { kind: 'right', label: 'Write', on: 'document' },
    'reports.open': { kind: 'right', label: 'Open reports' },
  },
  roles: {},
});

const subject = { id: 'ada', tenant: 'acme', roles: [], extensions: [], memberships: {}, licenses: [] };
const lists = [{ permission: 'documents.read', relation: 'reader', type: 'document', dimension: 'document' }];
const [yes, no] = ['01JA8PM3QM7VBPGB8KMPK8SBD5', '01JA8PMM6A90NV5ET0F28CYSZQ'];
const checks: readonly OpenfgaCheck[] = [
  {
    permission: 'documents.write',
    relation: 'writer',
    object: 'document:roadmap',
    dimension: 'document',
    correlationId: yes,
  },
  {
    permission: 'documents.write',
    relation: 'writer',
    object: 'document:planning',
    dimension: 'document',
    correlationId: no,
  },
  { permission: 'reports.open', relation: 'viewer', object: 'organization:acme', correlationId: yes },
];

function evaluate(answers: OpenfgaAnswers) {
  const set = parseGrantSet(JSON.parse(JSON.stringify(openfgaGrants(answers, { catalog, subject, lists, checks }))));
  return { set, may: createEvaluator(catalog, set, { now: 0 }) };
}

const published = { lists: [fixture('engines/openfga-list-objects')], batch: fixture('engines/openfga-batch-check') };

describe('openfgaGrants', () => {
  it('allows the published list, and leaves what is not on it to the server: a list may be cut short', () => {
    const { may } = evaluate(published);
    expect(['roadmap', 'planning'].map((id) => may.can('documents.read', { id }))).toEqual([true, true]);
    expect(may.check('documents.read', { id: 'budget' })).toMatchObject({ status: 'unknown', cause: 'ask-server' });
    expect(may.scopeOf('documents.read').includes).toEqual([{ in: { document: ['planning', 'roadmap'] } }]);
  });

  it('allows what the published checks allow, on their objects or as toggles, and nothing else', () => {
    const { may } = evaluate(published);
    expect(['roadmap', 'planning'].map((id) => may.can('documents.write', { id }))).toEqual([true, false]);
    expect(may.can('reports.open')).toBe(true);
  });

  it.each([
    ['a missing answer', {}],
    ['an error with a message', { allowed: true, error: { message: 'deadline exceeded' } }],
    ['an error with a code', { allowed: true, error: { input_error: 'validation_error', message: '' } }],
    ['no verdict', { error: { message: '' } }],
    ['a refusal', { allowed: false }],
  ])('grants nothing for a check with %s', (what, answer) => {
    const result = what === 'a missing answer' ? {} : { [yes]: answer, [no]: answer };
    expect(
      evaluate({ ...published, batch: { result } }).set.grants.filter(
        ({ permission }) => permission !== 'documents.read',
      ),
    ).toEqual([]);
  });

  it('has no ids for an empty list', () => {
    const { may } = evaluate({ ...published, lists: [{ objects: [] }] });
    expect([may.canSome('documents.read'), may.can('documents.read', { id: 'roadmap' })]).toEqual([false, false]);
  });

  it.each([
    [{ lists: [] }, 'lists[0]', 'missing'],
    [{ lists: [{}] }, 'lists[0].objects', 'missing'],
    [{ lists: [{ objects: ['folder:x'] }] }, 'lists[0].objects[0]', "'folder:x'"],
    [{ lists: [{ objects: ['document:'] }] }, 'lists[0].objects[0]', "'document:'"],
    [{ batch: {} }, 'batch.result', 'missing'],
    [{ batch: { result: { [yes]: { allowed: 'yes' } } } }, `batch.result.${yes}.allowed`, "'yes'"],
    [{ batch: { result: { [yes]: { allowed: true, error: 'no' } } } }, `batch.result.${yes}.error`, "'no'"],
  ])('refuses %j, naming the path', (given, path, found) => {
    const refused = () => openfgaGrants({ ...published, ...given }, { catalog, subject, lists, checks });
    expect(refused).toThrow(SourceError);
    expect(refused).toThrow(` ${path} is ${found},`);
  });
});

describe('openfgaSource', () => {
  it('asks one list at a time and at most fifty checks at once, and joins the answers', async () => {
    const asked: { url: string; body: { checks?: readonly { correlation_id: string }[] } }[] = [];
    const many = Array.from({ length: 120 }, (_, i) => ({
      permission: 'documents.write',
      relation: 'writer',
      object: `document:${i}`,
      dimension: 'document',
    }));
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const call = { url: String(input), body: JSON.parse(String(init?.body)) as (typeof asked)[0]['body'] };
      asked.push(call);
      if (call.url.endsWith('/list-objects')) return json({ objects: ['document:roadmap'] });
      return json({
        result: Object.fromEntries(
          (call.body.checks ?? []).map(({ correlation_id }) => [correlation_id, { allowed: true }]),
        ),
      });
    };
    const source = openfgaSource({
      apiUrl: 'https://fga.example/',
      storeId: 's 1',
      modelId: 'm',
      user: 'user:ada',
      fetch,
      catalog,
      subject,
      lists,
      checks: many,
    });
    const set = parseGrantSet(await source.load(new AbortController().signal));
    const may = createEvaluator(catalog, set, { now: 0 });
    expect(many.every((_, i) => may.can('documents.write', { id: i }))).toBe(true);
    expect(asked.map(({ url }) => url.replace('https://fga.example/stores/s%201/', ''))).toEqual(
      expect.arrayContaining(['list-objects', 'batch-check', 'batch-check', 'batch-check']),
    );
    expect(asked.map(({ body }) => body.checks?.length).filter((length) => length !== undefined)).toEqual([50, 50, 20]);
    expect(asked.find(({ url }) => url.endsWith('list-objects'))?.body).toEqual({
      user: 'user:ada',
      relation: 'reader',
      type: 'document',
      authorization_model_id: 'm',
    });
  });
});
