import { isTable } from '../../base/read.js';
import { systemClock } from '../../client/systemClock.js';
import type { GrantSource } from '../GrantSource.js';
import { fetchBody, type HttpOptions } from '../../client/fetchJson.js';
import { stampedSource } from '../adapter/stampedSource.js';
import { correlationOf, openfgaGrants, type OpenfgaMeaning } from './openfgaGrants.js';

/** Options of `openfgaSource`. */
export interface OpenfgaOptions extends HttpOptions, OpenfgaMeaning {
  /** Such as `http://localhost:8080`. */
  readonly apiUrl: string;
  readonly storeId: string;
  readonly modelId?: string;
  /** The user as OpenFGA knows it, such as `user:ada`. */
  readonly user: string;
}

/** The most checks of one request. */
const mostChecks = 50;

/** Grants straight from an OpenFGA server: one list-objects for each list, and the checks in batches. */
export function openfgaSource(options: OpenfgaOptions): GrantSource {
  const { apiUrl, storeId, modelId, user, catalog, subject, lists = [], clock = systemClock } = options;
  const base = `${apiUrl.replace(/\/+$/, '')}/stores/${encodeURIComponent(storeId)}`;
  const model = modelId !== undefined && { authorization_model_id: modelId };
  return stampedSource(
    JSON.stringify(['openfga', base, modelId ?? null, user, catalog.id, subject.tenant, subject.id]),
    clock,
    async (signal, tellTime) => {
      const ask = (call: string, body: object) =>
        fetchBody(`${base}/${call}`, options, signal, { body: { ...body, ...model }, tellTime });
      const [batches, ...listed] = await Promise.all([
        Promise.all(batchesOf(options).map((checks) => ask('batch-check', { checks }))),
        ...lists.map(({ relation, type }) => ask('list-objects', { user, relation, type })),
      ]);
      return openfgaGrants({ lists: listed, batch: joined(batches) }, options);
    },
  );
}

function batchesOf({ user, checks = [] }: OpenfgaOptions): object[][] {
  const all = checks.map((check, i) => ({
    tuple_key: { user, relation: check.relation, object: check.object },
    correlation_id: correlationOf(check, i),
  }));
  return Array.from({ length: Math.ceil(all.length / mostChecks) }, (_, i) =>
    all.slice(i * mostChecks, (i + 1) * mostChecks),
  );
}

/** The answers to all batches as one; where one of them is none, that one, to be refused. */
function joined(batches: readonly unknown[]): unknown {
  const results = batches.map((batch) => (isTable(batch) ? batch.result : undefined));
  const broken = results.findIndex((result) => typeof result !== 'object' || result === null);
  return broken < 0 ? { result: Object.assign({}, ...results) as unknown } : batches[broken];
}
