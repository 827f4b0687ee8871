import { act, render } from '@testing-library/react';
import { type ReactNode, StrictMode } from 'react';
import { PermissionProvider, type PermissionProviderProps } from '../../../src/index.js';
import type { Catalog } from '../../../src/model/catalog.js';
import type { GrantSet } from '../../../src/model/grant.js';
import { type PushSource, pushSource } from '../../../src/sources/index.js';
import '../../../src/styles.css';
import { type Given, phoneCatalog, phoneGrants } from '../../../stories/components/phone/phoneCatalog.js';

/** What a test has in hand of what it has put up. */
export interface MountedPhone {
  readonly container: HTMLElement;
  readonly source: PushSource;
  /** Puts other grants in force, at the next revision. */
  readonly give: (given: readonly Given[]) => void;
  readonly push: (set: GrantSet) => void;
  readonly rerender: (content: ReactNode) => void;
  readonly unmount: () => void;
}

let mounted = 0;

/** Puts something under a real provider, in strict mode; without grants, they are not there yet. */
export function mountPhone(
  content: ReactNode,
  given?: readonly Given[] | GrantSet,
  more: Partial<PermissionProviderProps> = {},
): MountedPhone {
  const source = pushSource(`test:${(mounted += 1)}`);
  // Just issued: what a page begins with counts from then.
  const initialGrants = given && (isSet(given) ? { ...given, issuedAt: Date.now() } : phoneGrants(given));
  let revision = initialGrants?.revision ?? 1;
  // Its literal types are for callers of hooks.
  const catalog: Catalog = phoneCatalog;
  const under = (page: ReactNode) => (
    <StrictMode>
      <PermissionProvider catalog={catalog} source={source} initialGrants={initialGrants} {...more}>
        {page}
      </PermissionProvider>
    </StrictMode>
  );
  const { container, rerender, unmount } = render(under(content));
  const push = (set: GrantSet) => act(() => source.push(set));
  return {
    container,
    source,
    push,
    give: (next) => push(phoneGrants(next, { revision: (revision += 1) })),
    rerender: (page) => rerender(under(page)),
    unmount,
  };
}

function isSet(given: readonly Given[] | GrantSet): given is GrantSet {
  return 'format' in given;
}
