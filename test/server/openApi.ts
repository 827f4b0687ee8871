// Holds answers of the permission API against its own document.
import { Ajv2020 } from 'ajv/dist/2020.js';
import grants from '../../src/grants.schema.json' with { type: 'json' };
import document from '../../src/openapi.json' with { type: 'json' };

/** One call of the document. */
export interface Operation {
  readonly method: string;
  /** Such as `/members/{id}`. */
  readonly path: string;
}

const base = 'https://docs.example';
const ajv = new Ajv2020({ strict: false, allErrors: true });
// The document refers to its neighbour by file name.
ajv.addSchema({ ...grants, $id: `${base}/grants.schema.json` });
ajv.addSchema({ ...document, $id: `${base}/openapi.json` });

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** Every call of the document. */
export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  methods.filter((method) => method in item).map((method) => ({ method: method.toUpperCase(), path })),
);

const patternOf = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);

const findOperation = (method: string, pathname: string): Operation | undefined =>
  operations.find((each) => each.method === method && patternOf(each.path).test(pathname));

const escape = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1');
const pointerOf = (parts: readonly string[]) => `#/${parts.map(escape).map(encodeURIComponent).join('/')}`;

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** What the document says at a place, references followed. */
const at = (parts: readonly string[]): { node: Node; parts: readonly string[] } | undefined => {
  let node: unknown = document;
  for (const part of parts) node = isNode(node) && Object.hasOwn(node, part) ? node[part] : undefined;
  if (!isNode(node)) return undefined;
  const { $ref: ref } = node;
  return typeof ref === 'string' && ref.startsWith('#/') ? at(ref.slice(2).split('/')) : { node, parts };
};

/** What is wrong with an answer by the document; empty where all is well, or where the document has no such call. */
export const problemsWith = (
  method: string,
  pathname: string,
  answer: { readonly status: number; readonly headers: Headers; readonly body: unknown },
): string[] => {
  const operation = findOperation(method, pathname);
  if (!operation) return [];
  const call = `${method} ${operation.path}`;
  const documented = at(['paths', operation.path, method.toLowerCase(), 'responses', String(answer.status)]);
  if (!documented) return [`${call} answered ${answer.status}, which the document does not know`];
  const { content, headers } = documented.node;
  const missing = Object.keys(isNode(headers) ? headers : {}).filter((name) => !answer.headers.has(name));
  return [
    ...missing.map((name) => `${call} answered without ${name}`),
    ...bodyProblems(call, content, documented.parts, answer),
  ];
};

const bodyProblems = (
  call: string,
  content: unknown,
  parts: readonly string[],
  { headers, body }: { readonly headers: Headers; readonly body: unknown },
): string[] => {
  const type = headers.get('content-type');
  if (!isNode(content)) return type === null ? [] : [`${call} answered with a body of type ${type}`];
  if (type === null || !(type in content)) return [`${call} answered with type ${type}`];
  const validate = ajv.getSchema(`${base}/openapi.json${pointerOf([...parts, 'content', type, 'schema'])}`);
  if (!validate) throw new Error(`The document has no schema for ${call} with type ${type}.`);
  return validate(body) ? [] : [`${call}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(body)}`];
};
