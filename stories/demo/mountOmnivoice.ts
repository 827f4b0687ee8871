import { createNetwork } from 'hookswitch/msw';
import { omnivoice } from 'hookswitch/presets';
import { omnivoiceTenant } from '../../src/mocks/demo/omnivoice.js';
import { liveApi } from './liveApi.js';
import { mountApi, type MountedApi } from './mountApi.js';

/** The demo organisation's API: that of the real server where there is one, mocked otherwise. */
export function mountOmnivoice(name: string): MountedApi {
  if (liveApi !== undefined) return { baseUrl: liveApi, network: createNetwork() };
  return mountApi(name, omnivoice, omnivoiceTenant);
}
