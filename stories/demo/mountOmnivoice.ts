import { createEvaluator, parseGrantSet } from 'hookswitch/core';
import { createNetwork, recordingHandlers, type RecordingHandlersOptions } from 'hookswitch/msw';
import { demoRecordings } from 'hookswitch/demo';
import { omnivoice } from 'hookswitch/presets';
import { worker } from '../../.storybook/startMocks.js';
import { omnivoiceCalls, omnivoiceTenant } from '../../src/msw/demo/omnivoice.js';
import { liveApi } from './liveApi.js';
import { mountApi, type MountedApi } from './mountApi.js';

/** The demo organisation's services. */
export interface MountedOmnivoice extends MountedApi {
  /** Where its recordings are, always mocked. */
  readonly recordingsUrl: string;
}

/** The demo organisation's permission API: that of the real server where there is one, mocked otherwise. */
export function mountOmnivoice(name: string): MountedOmnivoice {
  const api =
    liveApi === undefined ? mountApi(name, omnivoice, omnivoiceTenant) : { baseUrl: liveApi, network: createNetwork() };
  const recordingsUrl = new URL(`mock/${name}/storage`, location.origin).href;
  worker.use(...recordingHandlers({ baseUrl: recordingsUrl, may: recordingLaw(api.baseUrl), recordingOf }));
  return { ...api, recordingsUrl };
}

const recordingOf = (id: string) => demoRecordings[callOf(id)?.recording?.name ?? 'billing'];

function callOf(recordingId: string) {
  return omnivoiceCalls.find(({ recording }) => recording?.id === recordingId);
}

/** The recording service asks the permission API what its caller holds, and decides with the page's own evaluator. */
function recordingLaw(baseUrl: string): RecordingHandlersOptions['may'] {
  return async (right, id, { headers }) => {
    const call = callOf(id);
    if (!call || (right !== 'listen' && right !== 'transcript')) return false;
    const response = await fetch(`${baseUrl}/me/grants`, {
      headers: { authorization: headers.get('authorization') ?? '' },
    });
    if (!response.ok) return false;
    const grants = parseGrantSet(await response.json());
    return createEvaluator(omnivoice, grants, { now: Date.now() }).can('calls.view', call);
  };
}
