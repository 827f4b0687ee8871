import '../../../../src/styles.css';
import type { HttpHandler } from 'msw';
import { QueryClient } from '@tanstack/react-query';
import { act, configure, render, screen, waitFor } from '@testing-library/react';
import { type ReactNode, StrictMode } from 'react';
import { expect } from 'vitest';
import { PermissionProvider, type PermissionProviderProps } from '../../../../src/index.js';
import { RecordingPlayer, type RecordingPlayerProps } from '../../../../src/components/RecordingPlayer/index.js';
import { createDesk, type Desk, type DeskOptions } from '../../../../stories/components/recording/createDesk.js';
import {
  type Held,
  recordingsCatalog,
  salesCall,
  usualRights,
} from '../../../../stories/components/recording/recordingsCatalog.js';
import { createNetwork, type Network } from './network.js';

// Real audio on a machine that does other things as well.
configure({ asyncUtilTimeout: 20_000 });

/** What a test has in hand of a player on a page. */
export interface MountedPlayer {
  readonly desk: Desk;
  readonly network: Network;
  /** Puts other rights in force, and waits until the page has taken them in. */
  readonly give: (rights: readonly Held[], more?: Parameters<Desk['give']>[1]) => void;
  readonly audio: () => HTMLAudioElement;
  readonly root: () => HTMLElement;
  readonly rerender: (props: Partial<RecordingPlayerProps>) => void;
  readonly unmount: () => void;
  /** What the page has said to a screen reader last. */
  readonly said: () => string;
}

export interface MountOptions {
  readonly rights?: readonly Held[];
  /** What the player is given, or how that is made from the desk that it is at. */
  readonly props?: Partial<RecordingPlayerProps> | ((desk: Desk) => Partial<RecordingPlayerProps>);
  /** What the network answers before the desk is asked. */
  readonly handlers?: (network: Network) => HttpHandler[];
  readonly provider?: Partial<PermissionProviderProps>;
  readonly service?: Partial<DeskOptions>;
  readonly around?: (player: ReactNode) => ReactNode;
}

export const recording = { id: '7', title: 'Billing question', duration: 21 };

/** Puts a player under a real provider, in strict mode, in front of a mocked phone system. */
export function mountPlayer({
  rights = usualRights,
  props = {},
  provider,
  service,
  handlers = () => [],
  around = (player) => player,
}: MountOptions = {}): MountedPlayer {
  const network = createNetwork();
  const desk = createDesk({ baseUrl: network.baseUrl, rights, ...service });
  network.use(...handlers(network), ...desk.handlers);
  const given = typeof props === 'function' ? props(desk) : props;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const page = (more: Partial<RecordingPlayerProps>) => (
    <StrictMode>
      <PermissionProvider
        catalog={recordingsCatalog}
        source={desk.source}
        client={client}
        initialGrants={desk.initialGrants}
        {...provider}
      >
        {around(
          <RecordingPlayer recording={recording} on={salesCall} getSource={desk.getSource} {...given} {...more} />,
        )}
      </PermissionProvider>
    </StrictMode>
  );
  const { container, rerender, unmount } = render(page({}));
  return {
    desk,
    network,
    give: (next, more) => act(() => desk.give(next, more)),
    audio: () => find(container, 'audio'),
    root: () => find(container, '.hs-recording'),
    rerender: (more) => rerender(page(more)),
    unmount,
    said: () => document.querySelector('[role=status][style]')?.textContent?.trim() ?? '',
  };
}

function find<T extends HTMLElement>(container: HTMLElement, selector: string): T {
  const found = container.querySelector<T>(selector);
  if (!found) throw new Error(`There is no ${selector} on the page.`);
  return found;
}

/** Waits until the recording can be played. */
export async function ready(): Promise<HTMLElement> {
  const slider = await screen.findByRole('slider', { name: 'Position' });
  await waitFor(() => expect(document.querySelector('.hs-recording')?.getAttribute('data-view')).toBe('ready'));
  return slider;
}
