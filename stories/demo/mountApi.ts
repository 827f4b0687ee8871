import { createHandlers, createNetwork, demoAuthenticate, type MockNetwork } from 'hookswitch/msw';
import { createPermissionApi, memoryStore, type TenantData } from 'hookswitch/server';
import type { Catalog } from 'hookswitch/core';
import type { HttpHandler } from 'msw';
import { worker } from '../../.storybook/startMocks.js';

/** A demo's own copy of the permission API, at an address of its own. */
export interface MountedApi {
  readonly baseUrl: string;
  readonly network: MockNetwork;
}

/** Puts the real permission API, with this organisation in it, behind the page's mocked network. */
export function mountApi(
  name: string,
  catalog: Catalog,
  tenant: TenantData,
  more: (baseUrl: string) => readonly HttpHandler[] = () => [],
): MountedApi {
  const baseUrl = new URL(`mock/${name}`, location.origin).href;
  const network = createNetwork();
  const api = createPermissionApi({
    store: memoryStore({ tenants: [tenant] }),
    catalog,
    authenticate: demoAuthenticate,
  });
  worker.use(...more(baseUrl), ...createHandlers(api, { baseUrl, network }).handlers);
  return { baseUrl, network };
}
