import { createHttpBackend } from '../../../src/matrix/http/createHttpBackend.js';
import { demoAuthenticate, demoHeaders } from '../../../src/msw/demoAuthenticate.js';
import type { Catalog } from '../../../src/model/catalog.js';
import type { Member } from '../../../src/model/member.js';
import { createPermissionApi } from '../../../src/server/createPermissionApi.js';
import { memoryStore } from '../../../src/server/memory/memoryStore.js';
import type { ApiLimits } from '../../../src/server/http/ApiLimits.js';

/** The real permission API over a real store, reached without a network between. */
export function realApi(
  catalog: Catalog,
  members: readonly Member[],
  limits: Partial<ApiLimits> = {
    requestsPerMinute: 1e6,
    editsPerMinute: 1e6,
    requestsPerMinuteOfTenant: 1e6,
    editsPerMinuteOfTenant: 1e6,
  },
) {
  const tenant = members[0]?.tenant ?? 'acme';
  const queues = ['sales', 'support', 'billing'].map((id) => ({ id, label: id.toUpperCase() }));
  const store = memoryStore({ members, directory: { queue: queues } });
  const api = createPermissionApi({ store, catalog, authenticate: demoAuthenticate, limits });
  const fetch: typeof globalThis.fetch = async (input, init) => {
    init?.signal?.throwIfAborted();
    const response = await api(new Request(input, init));
    // Who has given up waiting hears of no answer.
    init?.signal?.throwIfAborted();
    return response;
  };
  return {
    store,
    reader: store.tenant(tenant),
    fetch,
    /** The backend of one administrator's editor. */
    backendOf: (member: Member, through: typeof globalThis.fetch = fetch, pollEvery = 5) =>
      createHttpBackend({
        url: 'https://phone.example',
        catalog,
        headers: demoHeaders(member),
        fetch: through,
        pollEvery,
      }),
  };
}
