import type { Meta, StoryObj } from '@storybook/react-vite';
import { QueryClient } from '@tanstack/react-query';
import { PermissionProvider } from 'hookswitch';
import { type GrantSource, SourceError } from 'hookswitch/sources';
import { useState } from 'react';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { deskCatalog, deskSet, everything, salesGrants, salesRecording, supportRecording } from './deskCatalog.js';
import { RecordingRow } from './RecordingRow.js';
import { StatusCard } from './StatusCard.js';
import './react.css';
import { documented } from '../documented.js';
import { ofTheStory } from '../example/phoneExample.js';
import { underProvider } from '../example/catalogExample.js';

interface Args {
  /** What the source answers, one after the other; the last one again and again. */
  readonly answers: readonly (() => Promise<unknown>)[];
  /** How long the last good grants are kept, in milliseconds. */
  readonly keepFor: number;
}

const good = () => Promise.resolve(deskSet(everything, { revision: 3 }));
const unreachable = () =>
  Promise.reject(
    new SourceError('network', 'The permission service cannot be reached. Check the connection, then ask again.', {
      retryable: false,
    }),
  );

/** A source that answers by a script. */
function scriptedSource(answers: Args['answers']): GrantSource {
  let asked = 0;
  return {
    key: `script-${Math.random()}`,
    load: () => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      return answer ? answer() : unreachable();
    },
  };
}

function Page({ answers, keepFor }: Args) {
  const [source] = useState(() => scriptedSource(answers));
  const [client] = useState(() => new QueryClient());
  return (
    <PermissionProvider catalog={deskCatalog} source={source} client={client} keepFor={keepFor}>
      <main className="desk">
        <StatusCard />
        <section className="desk-card" aria-labelledby="list">
          <h1 id="list">Recordings</h1>
          <ul className="desk-list">
            <RecordingRow recording={salesRecording} mode="disable" />
            <RecordingRow recording={supportRecording} mode="disable" />
          </ul>
        </section>
      </main>
    </PermissionProvider>
  );
}

const meta: Meta<Args> = {
  title: 'Permission status',
  component: documented(PermissionProvider),
  parameters: {
    example: () => ({
      ...underProvider(deskCatalog, [{ permission: 'recordings.play', scope: 'all' as const }], {
        imports: { hookswitch: ['usePermissionStatus'] },
        setup: [
          `function Status() {
  const { state, error, refetch } = usePermissionStatus();
  return (
    <p>
      {state} {error?.message}
      <button type="button" onClick={() => void refetch()}>
        Ask again
      </button>
    </p>
  );
}`,
        ],
        view: '<Status />',
      }),
    }),
  },
  args: { keepFor: 5 * 60_000 },
  argTypes: { answers: ofTheStory('What the source answers, one after the other; the last one again and again.') },
  render: (args) => <Page {...args} />,
};

export default meta;

type Story = StoryObj<Args>;

const opened = (canvasElement: HTMLElement, state: string) => {
  const page = within(canvasElement);
  return waitFor(() => expect(page.getByLabelText('Permissions')).toHaveAttribute('data-state', state)).then(
    () => page,
  );
};

/** No answer yet: nothing is open, and nothing says that it never will be. */
export const Slow: Story = {
  args: { answers: [() => new Promise(() => {})] },
  async play({ canvasElement }) {
    const page = await opened(canvasElement, 'loading');
    const [play] = page.getAllByRole('button', { name: 'Play' });
    await expect(play).toHaveAccessibleDescription('Your permissions are being checked.');
  },
};

export const Ready: Story = {
  args: { answers: [good] },
  async play({ canvasElement }) {
    const page = await opened(canvasElement, 'ready');
    const [play] = page.getAllByRole('button', { name: 'Play' });
    await expect(play).not.toHaveAttribute('aria-disabled');
  },
};

/** There never was an answer; asking again gets one. */
export const Failing: Story = {
  args: { answers: [unreachable, good] },
  async play({ canvasElement }) {
    const page = await opened(canvasElement, 'error');
    const [play] = page.getAllByRole('button', { name: 'Play' });
    await expect(play).toHaveAccessibleDescription('Your permissions could not be loaded.');
  },
};

export const FailingAndBack: Story = {
  tags: ['!autodocs'],
  args: { answers: [unreachable, good] },
  async play({ canvasElement }) {
    const page = await opened(canvasElement, 'error');
    await userEvent.click(page.getByRole('button', { name: 'Ask again' }));
    await opened(canvasElement, 'ready');
  },
};

/** The source fails after a good answer, which is kept for as long as `keepFor` says. */
export const Stale: Story = {
  tags: ['!autodocs'],
  args: { answers: [good, unreachable] },
  async play({ canvasElement }) {
    const page = await opened(canvasElement, 'ready');
    await userEvent.click(page.getByRole('button', { name: 'Ask again' }));
    await opened(canvasElement, 'stale');
    const [play] = page.getAllByRole('button', { name: 'Play' });
    await expect(play).not.toHaveAttribute('aria-disabled');
  },
};

/** The same with nothing kept: it closes at once. */
export const Closed: Story = {
  tags: ['!autodocs'],
  args: { answers: [good, unreachable], keepFor: 0 },
  async play({ canvasElement }) {
    const page = await opened(canvasElement, 'ready');
    await userEvent.click(page.getByRole('button', { name: 'Ask again' }));
    await opened(canvasElement, 'closed');
    const [play] = page.getAllByRole('button', { name: 'Play' });
    await expect(play).toHaveAccessibleDescription('Your permissions are out of date and could not be refreshed.');
  },
};

/** An answer that is no grant set grants nothing, and the path says where it is wrong. */
export const Malformed: Story = {
  args: {
    answers: [
      () => Promise.resolve({ ...deskSet(everything), grants: [{ permission: 'recordings.play', effect: 'yes' }] }),
    ],
  },
  async play({ canvasElement }) {
    const page = await opened(canvasElement, 'error');
    await expect(page.getByText('grants[0].effect')).toBeVisible();
  },
};

/** A grant that the catalog does not know opens nothing; the rest of the set is in force. */
export const UnknownNames: Story = {
  args: {
    answers: [() => Promise.resolve(deskSet([...everything, ...salesGrants('recordings.burn', 'fax.send')]))],
  },
  async play({ canvasElement }) {
    const page = await opened(canvasElement, 'ready');
    await expect(page.getByText('grants[3].permission')).toBeVisible();
  },
};
