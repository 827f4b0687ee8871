'use client';
import { createContext } from 'react';
import type { Decision } from '../../model/decision.js';
import type { PermissionStore } from './createPermissionStore.js';
import { createStore } from '../../base/createStore.js';
import { PermissionError } from './PermissionError.js';
import type { PermissionStatus } from './PermissionStatus.js';
import type { Words } from './words.js';
import { closedView } from './PermissionView.js';

/** What somebody asks access for. */
export interface AccessRequest {
  readonly permission: string;
  /** The record that it was asked about, for a scoped right. */
  readonly record: object | undefined;
  readonly decision: Decision;
}

/** Passes an access request on, to an administrator or a ticket; what it rejects with is told as "asking failed". */
export type AccessRequestHandler = (request: AccessRequest) => void | Promise<void>;

/** What only gates that speak need, apart from the store so that plain gates do not render for it. */
export interface Voice {
  /** Words of the application in place of English ones; `useWords` has all of them. */
  readonly words: Partial<Words> | undefined;
  readonly onAccessRequest: AccessRequestHandler | undefined;
  /** Says something in the provider's live region. */
  readonly announce: (text: string) => void;
}

const noProvider = new PermissionError(
  'no-provider',
  'There is no PermissionProvider above this component, so nothing is allowed. Put one around the part of the app that asks for permissions.',
);

const unprovided: PermissionStore = {
  catalog: undefined,
  view: createStore(closedView('no-provider')),
  status: createStore<PermissionStatus>({
    state: 'error',
    error: noProvider,
    isFetching: false,
    isConnected: undefined,
    subject: undefined,
    revision: undefined,
    refetch: () => Promise.resolve(),
  }),
  configure() {},
  connect: () => () => {},
};

/** The store of the nearest provider; without one, a store in which nothing is allowed. */
export const StoreContext = createContext(unprovided);

/** The words, and the live region, of the nearest provider. */
export const VoiceContext = createContext<Voice>({
  words: undefined,
  onAccessRequest: undefined,
  announce() {},
});
