'use client';
import { grantEngine } from '#grantEngine';
import { QueryClient, QueryClientContext } from '@tanstack/react-query';
import { type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Catalog } from '../model/catalog.js';
import type { Clock } from '../base/clock.js';
import { systemClock } from '../client/systemClock.js';
import type { GrantSource } from '../sources/GrantSource.js';
import type { DeclaredSubject } from './store/acceptGrants.js';
import { cachedGrants, createPermissionStore, type PermissionStore } from './store/createPermissionStore.js';
import { announceIn, LiveRegion } from './announce/LiveRegion.js';
import type { Words } from './store/words.js';
import {
  type AccessRequestHandler,
  StoreContext,
  type Voice,
  VoiceContext,
  withoutCatalog,
  withoutSource,
} from './store/PermissionContext.js';
import { warnOnce } from '../client/warnOnce.js';
import { saysTheSame } from './store/saysTheSame.js';

/** Props of `PermissionProvider`. */
export interface PermissionProviderProps {
  /**
   * The permissions of the phone system. A catalog that says the same is the same one; another one starts again with
   * nothing. While it is `undefined`, everything is closed.
   */
  readonly catalog: Catalog | undefined;
  /**
   * Where the grants come from. Sources of the same `key` are the same source; another key starts again with nothing.
   * While it is `undefined`, everything is closed.
   */
  readonly source: GrantSource | undefined;
  /**
   * The client to load with. Default: the one of the `QueryClientProvider` around it, else one of its own. Another
   * object takes over when the catalog, the source or the subject changes, and not before.
   */
  readonly client?: QueryClient | undefined;
  /**
   * The person who is signed in. A set for anybody else is refused, and another subject starts again with nothing.
   * Without it, a set for another person means that the user changed. Only with id and tenant are cached grants used
   * before the source has answered: without them nobody can tell whose they are.
   */
  readonly subject?: DeclaredSubject | undefined;
  /**
   * A grant set that a server has put into the page, unread, so that the first rendering can answer. It counts for
   * what the provider is mounted with, and is in force for `keepFor` from its `issuedAt`, until the source answers.
   */
  readonly initialGrants?: unknown;
  /**
   * Milliseconds that grants stay in force unconfirmed: from the first failure of the source, or from the last time
   * that a cached or initial set was confirmed, so that reloading the page does not prolong it. Default: 5 minutes.
   */
  readonly keepFor?: number | undefined;
  /**
   * Time and timers, made once, outside of components. Where the source tells the backend's own time, that corrects
   * it. Default: the machine's clock.
   */
  readonly clock?: Clock | undefined;
  /** Words in place of the English ones. */
  readonly words?: Partial<Words> | undefined;
  /** Takes access requests from gates in mode `request`; without it they only explain. */
  readonly onAccessRequest?: AccessRequestHandler | undefined;
  readonly children?: ReactNode;
}

const fiveMinutes = 5 * 60_000;

/**
 * Loads the signed-in user's grants and answers every gate and hook below it.
 *
 * ```tsx
 * <PermissionProvider catalog={catalog} source={source}>
 *   <App />
 * </PermissionProvider>
 * ```
 */
export function PermissionProvider({ children, words, onAccessRequest, ...props }: PermissionProviderProps): ReactNode {
  const store = usePermissionStore(props);
  const region = useRef<HTMLDivElement>(null);
  const voice = useMemo<Voice>(
    () => ({
      words,
      onAccessRequest,
      announce: (text) => announceIn(region, text),
    }),
    [words, onAccessRequest],
  );
  return (
    <StoreContext.Provider value={store}>
      <VoiceContext.Provider value={voice}>
        {children}
        <LiveRegion region={region} />
      </VoiceContext.Provider>
    </StoreContext.Provider>
  );
}

type StoreProps = Omit<PermissionProviderProps, 'children' | 'words' | 'onAccessRequest'>;

/** The store for these props: another one as soon as they name other grants, so that no old ones are rendered. */
function usePermissionStore({
  catalog: given,
  source,
  client,
  subject,
  initialGrants,
  keepFor = fiveMinutes,
  clock = systemClock,
}: StoreProps): PermissionStore {
  const catalog = useSameCatalog(given);
  const around = useContext(QueryClientContext);
  const own = useRef<QueryClient>(undefined);
  // What a page was sent with is about the person it was sent to.
  const isFirst = useRef(true);
  const initial = isFirst.current ? initialGrants : undefined;
  const make = () => {
    if (!catalog) return withoutCatalog;
    if (!source) return withoutSource;
    const queryClient = client ?? around ?? (own.current ??= new QueryClient());
    const options = { catalog, client: queryClient, subject, source, keepFor, clock, initialGrants: initial };
    if (!grantEngine.get() && !grantEngine.hasFailed()) {
      // What a server has rendered with these grants stays as it is until they can be read here too.
      // oxlint-disable-next-line typescript/only-throw-error -- how React is told to wait, in version 18 as well
      if (initial !== undefined || cachedGrants(options)?.data !== undefined) throw grantEngine.load();
    }
    return createPermissionStore(options);
  };
  // oxlint-disable-next-line react/exhaustive-deps -- what is left out is told to `configure`, counts for the first rendering only, or is no state
  const store = useMemo(make, [catalog, around, source === undefined, source?.key, subject?.id, subject?.tenant]);
  useEffect(() => {
    if (catalog && source) isFirst.current = false;
  });
  useEffect(() => {
    if (source) store.configure({ source, keepFor, clock });
  });
  useEffect(() => store.connect(), [store]);
  return store;
}

/** The catalog that was given before, as long as the new one says the same. */
function useSameCatalog(catalog: Catalog | undefined): Catalog | undefined {
  const [kept, keep] = useState(catalog);
  // oxlint-disable-next-line react/rules-of-hooks -- in one build it is always called, or never
  if (process.env.NODE_ENV !== 'production') useCatalogWarning(catalog);
  const isSame = saysTheSame(kept, catalog);
  if (!isSame) keep(catalog);
  return isSame ? kept : catalog;
}

/** How many renderings in a row bring another catalog before one can say that each does. */
const inARow = 3;

/** In development, warns of a catalog that is made while rendering: comparing it costs every rendering time. */
function useCatalogWarning(catalog: Catalog | undefined): void {
  const last = useRef({ catalog, changes: 0 });
  useEffect(() => {
    const changes = last.current.catalog === catalog ? 0 : last.current.changes + 1;
    last.current = { catalog, changes };
    if (catalog && changes >= inARow)
      warnOnce(
        `PermissionProvider was given another catalog object ('${catalog.id}') by each of the last ${inARow + 1} renderings, so all of it is compared every time. Call defineCatalog once, outside of components, or keep what was loaded in state.`,
      );
  });
}
