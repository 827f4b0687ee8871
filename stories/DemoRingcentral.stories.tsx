import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { mountApi } from './demo/mountApi.js';
import { catalog, people, tenant } from './demo/ringcentralData.js';
import { RingcentralPage } from './demo/RingcentralPage.js';

const meta: Meta = {
  title: 'Demo/RingCentral dashboard',
  tags: ['!autodocs'],
  parameters: { layout: 'fullscreen' },
  loaders: [({ id }) => mountApi(id, catalog, tenant)],
  render: (_, { loaded }) => <RingcentralPage baseUrl={String(loaded['baseUrl'])} />,
};

export default meta;

type Story = StoryObj;

/** RingCentral's published answers for one user, through the adapter and the permission API. */
export const PublishedUser: Story = {};

/** What that user sees: a test and not in the sidebar. */
export const PublishedUserSees: Story = {
  tags: ['!dev'],
  async play({ canvasElement }) {
    const page = within(canvasElement);
    await page.findByText('2 of 2 calls', undefined, { timeout: 10_000 });
    await expect(page.queryByRole('link', { name: 'Billing' })).not.toBeInTheDocument();
    await expect(page.getByRole('button', { name: 'Call' })).not.toHaveAttribute('aria-disabled');
    const frozen = page.getByRole('button', { name: 'Record every call' });
    await expect(frozen).toHaveAttribute('aria-disabled', 'true');
    await expect(frozen).toHaveAccessibleDescription(/not available for your account/);
    await expect([...canvasElement.querySelectorAll('[data-queue]')].map((row) => row.textContent)).toEqual([
      '10086 SMS queue',
      '10087 Declan queue',
    ]);
  },
};

/** Somebody who holds what the published user lacks, on extension 102: of the log of 101 they see the call that they made to it. */
export const SomebodyElse: Story = {
  tags: ['!dev'],
  async play({ canvasElement }) {
    const page = within(canvasElement);
    await page.findByText('2 of 2 calls', undefined, { timeout: 10_000 });
    await userEvent.selectOptions(page.getByLabelText('Signed in as'), people[1]?.id ?? '');
    await page.findByRole('link', { name: 'Billing' }, { timeout: 10_000 });
    await expect(page.getByText('1 of 2 calls')).toBeInTheDocument();
  },
};
