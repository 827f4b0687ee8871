import { QueryClient } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { PermissionProvider, type PermissionProviderProps } from '../../src/index.js';
import type { Grant, GrantSet } from '../../src/model/grant.js';
import { catalog, setOf, type SetOptions } from './desk.js';
import { createScriptedSource } from './scriptedSource.js';

/** What a test has in hand of a page that it has put up. */
export interface Mounted {
  readonly container: HTMLElement;
  readonly source: ReturnType<typeof createScriptedSource>;
  /** Puts other grants in force, each time at the next revision. */
  readonly give: (grants: readonly Grant[], options?: SetOptions) => void;
  readonly rerender: (page: ReactNode, props?: Partial<PermissionProviderProps>) => void;
  readonly unmount: () => void;
}

/** Puts a page under a real provider whose source answers by hand; with grants, they are in force from the start. */
export function mount(
  page: ReactNode,
  grants?: readonly Grant[],
  props: Partial<PermissionProviderProps> = {},
): Mounted {
  const source = createScriptedSource();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const initialGrants: GrantSet | undefined = grants && setOf(grants);
  let revision = 1;
  const under = (content: ReactNode, more: Partial<PermissionProviderProps> = {}) => (
    <PermissionProvider {...{ catalog, source, client, initialGrants }} {...props} {...more}>
      {content}
    </PermissionProvider>
  );
  const { container, rerender, unmount } = render(under(page));
  return {
    container,
    source,
    give(next, options) {
      revision += 1;
      const input = setOf(next, { revision, ...options });
      act(() => source.tell({ type: 'grants', input }));
    },
    rerender: (content, more) => rerender(under(content, more)),
    unmount,
  };
}
