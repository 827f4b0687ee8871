'use client';
import { createContext } from 'react';
import type { Decision } from '../../model/decision.js';
import type { PermissionStore } from './createPermissionStore.js';
import { createStore } from '../../base/createStore.js';
import { PermissionError, type PermissionErrorCode } from './PermissionError.js';
import type { PermissionStatus } from './PermissionStatus.js';
import type { Words } from './words.js';
import { closedView } from './PermissionView.js';

/** A request for access, made in a gate of mode `request`. */
export interface AccessRequest {
  readonly permission: string;
  /** The record that it was asked about, for a scoped right. */
  readonly record: object | undefined;
  readonly decision: Decision;
}

/** Passes an access request on, to an administrator or a ticket; a rejection shows the words of `ask-failed`. */
export type AccessRequestHandler = (request: AccessRequest) => void | Promise<void>;

/** Words and voice of a provider, apart from the store so that plain gates do not render for them. */
export interface Voice {
  /** Words of the application in place of English ones; `useWords` has all of them. */
  readonly words: Partial<Words> | undefined;
  readonly onAccessRequest: AccessRequestHandler | undefined;
  /** Says something in the provider's live region. */
  readonly announce: (text: string) => void;
}

/** A store in which nothing is allowed, and what is missing for another one. */
function closedStore(code: PermissionErrorCode, message: string): PermissionStore {
  return {
    catalog: undefined,
    view: createStore(closedView('no-provider')),
    status: createStore<PermissionStatus>({
      state: 'error',
      error: new PermissionError(code, message),
      isFetching: false,
      isConnected: undefined,
      subject: undefined,
      revision: undefined,
      refetch: () => Promise.resolve(),
    }),
    configure() {},
    connect: () => () => {},
  };
}

/** The store where there is no provider. */
export const unprovided = /* @__PURE__ */ closedStore(
  'no-provider',
  'There is no PermissionProvider above this component, so nothing is allowed. Put one around the part of the app that asks for permissions.',
);

/** The store of a provider without a catalog. */
export const withoutCatalog = /* @__PURE__ */ closedStore(
  'no-catalog',
  'PermissionProvider has no catalog, so nothing is allowed. Give it the `catalog` that defineCatalog returns.',
);

/** The store of a provider without a source. */
export const withoutSource = /* @__PURE__ */ closedStore(
  'no-source',
  'PermissionProvider has no source, so nothing is allowed. Give it a `source` such as httpSource or staticSource.',
);

/** The store of the nearest provider; without one, a store in which nothing is allowed. */
export const StoreContext = createContext(unprovided);

/** The words, and the live region, of the nearest provider. */
export const VoiceContext = createContext<Voice>({
  words: undefined,
  onAccessRequest: undefined,
  announce() {},
});
