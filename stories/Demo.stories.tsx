import type { Meta, StoryObj } from '@storybook/react-vite';
import { demoRecordings } from 'hookswitch/demo';
import { networkFailures } from 'hookswitch/msw';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { omnivoiceCalls, omnivoicePeople } from '../src/msw/demo/omnivoice.js';
import { CallFlowPage } from './demo/CallFlowPage.js';
import { liveApi } from './demo/liveApi.js';
import { mountOmnivoice } from './demo/mountOmnivoice.js';

interface Args {
  /** Who looks at the page first. */
  readonly first: string;
  /** Milliseconds before the permission API answers. */
  readonly latency: number;
  /** What goes wrong on the way to it. */
  readonly failure: (typeof networkFailures)[number];
}

const meta: Meta<Args> = {
  title: 'Demo/Call flow',
  // The demo itself comes first, not a page about it.
  tags: ['!autodocs'],
  parameters: { layout: 'fullscreen' },
  args: { first: 'john', latency: 0, failure: 'none' },
  argTypes: {
    first: { control: 'select', options: omnivoicePeople.map(({ id }) => id) },
    latency: { control: { type: 'range', min: 0, max: 5000, step: 100 } },
    failure: { control: 'select', options: networkFailures },
  },
  loaders: [
    ({ args, id }) => {
      const { network, ...urls } = mountOmnivoice(id);
      network.set({ latency: args.latency, failure: args.failure });
      return urls;
    },
  ],
  render: ({ first }, { loaded }) => (
    <CallFlowPage
      key={first}
      baseUrl={String(loaded['baseUrl'])}
      recordingsUrl={String(loaded['recordingsUrl'])}
      first={first}
    />
  ),
};

export default meta;

type Story = StoryObj<Args>;

/** Change who is signed in: who looks decides what is there. */
export const WhoLooksDecides: Story = {};

/** An Agent of Support: she hears what was said in a call, and calls back. */
export const AsJessica: Story = { args: { first: 'jessica' } };

/** The Manager, who stands outside of the call flow. */
export const AsLeo: Story = { args: { first: 'leo' } };

/** An Agent with the Personal level: her own calls and nobody else's. */
export const AsJasmine: Story = { args: { first: 'jasmine' } };

/** The permission API cannot be reached: nothing is shown. */
export const NetworkDown: Story = { args: { failure: 'offline' } };

type Call = (typeof omnivoiceCalls)[number];

/** What each person of the page should see beside their own calls, read off the raw calls without any permission. */
const reached: Readonly<Record<string, (call: Call) => boolean>> = {
  john: (call) => call.groups.includes('sales'),
  peter: (call) => call.groups.includes('sales'),
  jessica: (call) => call.groups.includes('support'),
  allie: (call) => call.groups.includes('support'),
  jasmine: () => false,
  karey: (call) => call.callFlow === 'main',
  leo: (call) => ['+12136472453', '+13322139228'].includes(call.number),
};

// What drives a page is a test and not in the sidebar: a page that a visitor opens waits for the visitor.

/** Everybody in turn. */
export const EverybodyInTurn: Story = {
  tags: ['!dev'],
  async play({ canvasElement }) {
    // What a real server holds may have been edited.
    if (liveApi !== undefined) return;
    const page = within(canvasElement);
    for (const { id } of omnivoicePeople) {
      await userEvent.selectOptions(await page.findByLabelText('Signed in as'), id);
      const calls = omnivoiceCalls.filter((call) => call.ownerId === id || reached[id]?.(call));
      await page.findByText(`${calls.length} of ${omnivoiceCalls.length} calls are yours to see.`, undefined, {
        timeout: 30_000,
      });
      const shown = [...canvasElement.querySelectorAll('[data-call]')].map((row) => row.getAttribute('data-call'));
      await expect(shown).toEqual(calls.map((call) => call.id));
    }
  },
};

/** The player plays what the list says: each conversation with its own length and words. */
export const PlaysWhatTheListSays: Story = {
  tags: ['!dev'],
  args: { first: 'jessica' },
  async play({ canvasElement }) {
    const page = within(canvasElement);
    await page.findAllByRole('button', { name: /^Recording of the call with/ }, { timeout: 30_000 });
    for (const name of ['billing', 'outage', 'callBack'] as const) {
      const { duration, redacted } = demoRecordings[name];
      const call = omnivoiceCalls.find(
        ({ recording, groups }) => recording?.name === name && groups.includes('support'),
      );
      const row = canvasElement.querySelector<HTMLElement>(`[data-call="${call?.id}"]`);
      await expect(row).not.toBeNull();
      const length = `0:${String(duration).padStart(2, '0')}`;
      await userEvent.click(within(row ?? canvasElement).getByRole('button', { name: new RegExp(`, ${length}$`) }));
      await expect(await page.findByText(redacted.transcript[1]?.text ?? '')).toBeVisible();
      await expect(page.getByRole('slider').getAttribute('aria-valuetext')).toContain(`of ${duration} seconds`);
    }
  },
};

/** Jessica calls the customer back. */
export const CallsBack: Story = {
  tags: ['!dev'],
  args: { first: 'jessica' },
  async play({ canvasElement }) {
    const page = within(canvasElement);
    const call = await page.findByRole('button', { name: 'Call' });
    await expect(call).toHaveAttribute('aria-disabled', 'true');
    await userEvent.type(page.getByLabelText('Number to call'), '(617) 555-0122');
    await waitFor(() => expect(call).not.toHaveAttribute('aria-disabled', 'true'));
    await userEvent.keyboard('{Enter}');
    await expect(await page.findByText('In a call with (617) 555-0122.')).toBeVisible();
    await expect(page.getByRole('group', { name: 'Call with' })).toHaveAttribute('data-mode', 'frozen');
    await userEvent.click(page.getByRole('button', { name: 'Hang up' }));
    await expect(call).not.toHaveAttribute('aria-disabled', 'true');
  },
};

/** Nothing is shown that may not be seen when the permission API cannot be reached. */
export const ShowsNothingUnasked: Story = {
  ...NetworkDown,
  tags: ['!dev'],
  async play({ canvasElement }) {
    if (liveApi !== undefined) return;
    const page = within(canvasElement);
    await page.findByText('Permissions could not be loaded', undefined, { timeout: 30_000 });
    await expect(canvasElement.querySelectorAll('[data-call]')).toHaveLength(0);
  },
};
