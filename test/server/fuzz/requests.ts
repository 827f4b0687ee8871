// Requests from the API document: what it describes, and what it does not.
import fc, { type Arbitrary } from 'fast-check';
import grants from '../../../src/grants.schema.json' with { type: 'json' };
import document from '../../../src/openapi.json' with { type: 'json' };
import { acme, catalog } from '../desk.js';
import { type Operation, operations } from '../openApi.js';
import { arbitraryOf, type Schema, type Vocabulary } from './arbitraryOf.js';
import { fittingEdits, likelyIds } from './fittingEdits.js';
import { hostileText, hostileValue, spoil } from './hostile.js';

/** One request of a fuzz run, as data, so that a failing one can be read. */
export interface FuzzRequest {
  readonly who: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const ids = [...acme.members.map(({ id }) => id), 'sales', 'support', 'inbound', 'night', '102', '9'];
const roles = [...Object.keys(catalog.roles), 'trainee'];
const dimensions = Object.keys(catalog.dimensions);

const vocabulary: Vocabulary = {
  resolve: (ref) => lookUp(ref.startsWith('#') ? document : grants, ref.slice(ref.indexOf('#') + 1)),
  words: {
    permission: Object.keys(catalog.permissions),
    role: roles,
    copyOf: roles,
    package: Object.keys(catalog.packages),
    dimension: dimensions,
    id: [...ids, ...roles],
    ids,
    value: ['month', 'year', 'unlimited'],
    label: ['Trainee'],
    'keys of in': dimensions,
    'keys of within': dimensions,
    search: ['a', 's'],
    'Idempotency-Key': Array.from({ length: 20 }, (_, i) => `k${i}`),
    'If-Match': ['*', '"member-1"'],
    'Last-Event-ID': ['', '1', '3'],
    after: ['WyJhbm4iLCJhbm4iXQ', '3'],
    actor: ids,
    from: acme.members.map(({ id }) => id),
    to: acme.members.map(({ id }) => id),
    member: ids,
  },
};

/** References of the grants' schema are within that one. */
function lookUp(root: object, pointer: string): Schema {
  let node: unknown = root;
  for (const part of pointer.split('/').slice(1)) node = isSchema(node) ? node[part] : undefined;
  if (!isSchema(node)) throw new Error(`The document refers to ${pointer}, which is not there.`);
  return root === grants ? absolute(node) : node;
}

function absolute(schema: Schema): Schema {
  const text = JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"grants.schema.json#/');
  const read: unknown = JSON.parse(text);
  return isSchema(read) ? read : {};
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

const resolved = (value: unknown): Schema => {
  if (!isSchema(value)) return {};
  return typeof value['$ref'] === 'string' ? vocabulary.resolve(value['$ref']) : value;
};

const parametersOf = ({ path, method }: Operation): readonly Parameter[] => {
  const item = resolved(resolved(document.paths)[path]);
  const lists = [item['parameters'], resolved(item[method.toLowerCase()])['parameters']];
  return lists
    .flatMap((list): readonly unknown[] => (Array.isArray(list) ? list : []))
    .map((each) => {
      const { name, in: where, schema } = resolved(each);
      return { name: String(name), in: String(where), schema: resolved(schema) };
    });
};

const bodyOf = ({ path, method }: Operation): Schema | undefined => {
  const body = resolved(resolved(resolved(document.paths)[path])[method.toLowerCase()])['requestBody'];
  const media = isSchema(body) && isSchema(body['content']) ? body['content']['application/json'] : undefined;
  return isSchema(media) ? resolved(media['schema']) : undefined;
};

const textOf = (path: string, { name, in: where, schema }: Parameter): Arbitrary<string> => {
  const likely =
    where === 'path' && name === 'id'
      ? fc.constantFrom(...likelyIds(path))
      : arbitraryOf(schema, vocabulary, name).map(String);
  return fc.oneof({ weight: 12, arbitrary: likely }, { weight: 1, arbitrary: hostileText });
};

const named = (
  path: string,
  parameters: readonly Parameter[],
  where: string,
  all: boolean,
): Arbitrary<Record<string, string>> => {
  const here = parameters.filter((parameter) => parameter.in === where);
  const model = Object.fromEntries(here.map((parameter) => [parameter.name, textOf(path, parameter)]));
  const made: Arbitrary<Record<string, string | undefined>> = fc.record(model, all ? {} : { requiredKeys: [] });
  return made.map((values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? ''])));
};

/** A body as the document describes it, usually; otherwise spoiled in one place, or no such thing at all. */
const bodyText = (path: string, schema: Schema): Arbitrary<string> => {
  const fitting = fittingEdits(path).map((edits): unknown => ({ operations: edits }));
  const good = fc.oneof({ weight: 3, arbitrary: fitting }, { weight: 1, arbitrary: arbitraryOf(schema, vocabulary) });
  const spoiled = fc
    .tuple(good, fc.nat(), hostileValue, hostileText)
    .map(([value, where, by, key]) => spoil(value, where, by, key));
  return fc.oneof(
    { weight: 12, arbitrary: good.map((value) => JSON.stringify(value)) },
    { weight: 3, arbitrary: spoiled.map((value) => JSON.stringify(value) ?? '') },
    { weight: 1, arbitrary: hostileValue.map((value) => JSON.stringify(value) ?? '') },
    { weight: 1, arbitrary: hostileText },
  );
};

const who = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('olga', 'mia', 'max') },
  { weight: 6, arbitrary: fc.constantFrom(...acme.members.map(({ id }) => id)) },
  { weight: 1, arbitrary: fc.constantFrom('nobody', '__proto__') },
);

const oddMethod = fc.constantFrom('POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS');

/** Preconditions that let most edits through to the rules behind them. */
const preconditions = fc.oneof(
  { weight: 10, arbitrary: fc.constant({ 'if-match': '*' }) },
  { weight: 2, arbitrary: fc.constant({ 'if-none-match': '*' }) },
  { weight: 1, arbitrary: fc.constant({}) },
);

const requestOf = (operation: Operation): Arbitrary<FuzzRequest> => {
  const parameters = parametersOf(operation);
  const body = bodyOf(operation);
  const parts = {
    who,
    method: fc.oneof({ weight: 15, arbitrary: fc.constant(operation.method) }, { weight: 1, arbitrary: oddMethod }),
    params: named(operation.path, parameters, 'path', true),
    query: named(operation.path, parameters, 'query', false),
    odd: fc.oneof(
      { weight: 12, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.tuple(hostileText, hostileText) },
    ),
    headers: named(operation.path, parameters, 'header', false),
    state: preconditions,
    type: fc.oneof({ weight: 15, arbitrary: fc.constant('application/json') }, { weight: 1, arbitrary: hostileText }),
    body: body ? bodyText(operation.path, body) : fc.constant(undefined),
  };
  return fc.record(parts).map((made) => assemble(operation, made));
};

interface Parts {
  readonly who: string;
  readonly method: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly odd: readonly [string, string] | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly type: string;
  readonly body: string | undefined;
}

function assemble(operation: Operation, parts: Parts): FuzzRequest {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encode(parts.params[name] ?? ''));
  const query = [...Object.entries(parts.query), ...(parts.odd ? [parts.odd] : [])];
  const search = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  const hasBody = parts.body !== undefined && !['GET', 'HEAD'].includes(parts.method);
  const headers = { ...parts.headers, ...(hasBody && { ...parts.state, 'content-type': parts.type }) };
  return {
    who: parts.who,
    method: parts.method,
    path: search === '' ? path : `${path}?${search}`,
    headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => isHeaderValue(value))),
    ...(hasBody && { body: parts.body }),
  };
}

/** Half a character has no encoding, so none can arrive. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, ''));
}

/** What no client can put on the wire cannot arrive. */
function isHeaderValue(value: string): boolean {
  try {
    return new Headers({ value }).has('value');
  } catch {
    return false;
  }
}

/** Any request to any call of the document. */
export const anyRequest: Arbitrary<FuzzRequest> = fc.oneof(
  ...operations.map((operation) => ({
    weight: operation.method === 'PATCH' ? 6 : 1,
    arbitrary: requestOf(operation),
  })),
);
