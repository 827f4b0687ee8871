import { createTurns } from '../store/createTurns.js';
import { createMemoryEdit } from './createMemoryEdit.js';
import { createMemoryReader } from './createMemoryReader.js';
import { emptyTenant, firstState, type MemoryTenant } from './MemoryTenant.js';
import type { Store, StoreEvent, TenantData } from '../store/Store.js';

/** The first data of a memory store: one tenant, or several. */
export type MemoryStoreOptions =
  | (Omit<TenantData, 'tenant'> & {
      /** Default: the tenant of the first member. */
      readonly tenant?: string;
    })
  | { readonly tenants: readonly TenantData[] };

/**
 * A store that is gone with the process: for tests, mocked APIs and a first look. Throws where a member is of
 * another tenant than the one it is put in.
 *
 * ```ts
 * const store = memoryStore({ members: [john, jasmine], directory: { queue: [{ id: 'sales', label: 'Sales' }] } });
 * ```
 */
export function memoryStore(options: MemoryStoreOptions): Store {
  const states = new Map(tenantsOf(options).map((data) => [data.tenant, firstState(checkTenant(data))]));
  const stateOf = (tenant: string): MemoryTenant => states.get(tenant) ?? emptyTenant;
  const listeners = new Set<(event: StoreEvent) => void>();
  const inTurn = createTurns();
  return {
    tenant: (id) => createMemoryReader(() => stateOf(id)),
    edit: (tenant, work) =>
      inTurn(tenant, async () => {
        const { edit, after, events } = createMemoryEdit(tenant, stateOf(tenant));
        const result = await work(edit);
        states.set(tenant, after());
        for (const event of events()) for (const listener of listeners) listener(event);
        return result;
      }),
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function tenantsOf(options: MemoryStoreOptions): readonly TenantData[] {
  if ('tenants' in options) return options.tenants;
  const tenant = options.tenant ?? options.members[0]?.tenant;
  return tenant === undefined ? [] : [{ ...options, tenant }];
}

function checkTenant(data: TenantData): TenantData {
  const foreign = data.members.find((member) => member.tenant !== data.tenant);
  if (!foreign) return data;
  throw new Error(
    `Member '${foreign.id}' is of tenant '${foreign.tenant}' but was given for '${data.tenant}', so its grants would be another organisation's. Give each tenant its own members.`,
  );
}
