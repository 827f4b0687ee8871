import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent } from 'storybook/test';
import { type WaitingCall, WaitingList, type WaitingListProps } from '../../src/components/WaitingList/index.js';
import { noon, waitingCalls } from './phone/fixtures.js';
import type { Given } from './phone/phoneCatalog.js';
import { PhoneDesk } from './phone/PhoneDesk.js';
import { phoneArgTypes, phoneExample, withGiven } from '../example/phoneExample.js';

interface Args extends WaitingListProps<WaitingCall> {
  readonly given: readonly Given[] | undefined;
  readonly revocable?: readonly Given[];
}

const both: readonly Given[] = ['waitingList.view', 'waitingList.pickUp'];

/** A clock that stands still, so that a picture of a story is the same each time. */
const still = { now: () => noon, after: () => () => {} };

const meta: Meta<Args> = {
  title: 'Components/WaitingList',
  component: WaitingList,
  parameters: {
    example: ({ given, revocable: _revocable, clock: _clock, ...props }: Args) =>
      withGiven(given, phoneExample('WaitingList', props)),
  },
  args: { given: both, calls: waitingCalls, onPickUp: fn(), onRetry: fn(), clock: still, mode: 'hide' },
  argTypes: {
    ...phoneArgTypes,
    mode: { control: 'radio', options: ['hide', 'disable'] },
  },
  render: ({ given, revocable, ...props }) => (
    <PhoneDesk given={given} {...(revocable && { revocable })}>
      <div style={{ maxInlineSize: '32rem' }}>
        <WaitingList {...props} />
      </div>
    </PhoneDesk>
  ),
};

export default meta;

type Story = StoryObj<Args>;

/** Calls to see and to pick up. */
export const Ready: Story = {};

/** To see only. */
export const SeeOnly: Story = { args: { given: ['waitingList.view'] } };

/** To see only, and why. */
export const SeeOnlyDisabled: Story = { args: { given: ['waitingList.view'], mode: 'disable' } };

/** The numbers must not be shown. */
export const Masked: Story = { args: { given: [...both, { permission: 'numbers.anonymise', value: true }] } };

/** Not for this person. */
export const Denied: Story = { args: { given: [], fallback: <p>There is nothing here for you.</p> } };

/** Grants are not there yet. */
export const Pending: Story = { args: { given: undefined } };

/** The calls are not there yet. */
export const Loading: Story = { args: { calls: undefined } };

/** The calls could not be loaded. */
export const Failed: Story = { args: { isFailed: true } };

/** Nobody waits. */
export const Empty: Story = { args: { calls: [] } };

/** A bad day: hundreds wait. The longest waits are listed, and more of them on request. */
export const LongList: Story = {
  args: {
    calls: Array.from({ length: 320 }, (_, i) => ({
      id: `w${i}`,
      number: `+3361234${String(1_000 + i)}`,
      queue: i % 3 === 0 ? 'Sales' : 'Support',
      since: noon - i * 17_000,
    })),
  },
};

/** The phone system is asked for a call. */
export const PickingUp: Story = {
  tags: ['!autodocs'],
  args: { onPickUp: () => new Promise(() => {}) },
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: /Nadia/ }));
    await expect(await canvas.findByRole('button', { name: /^Connecting… Nadia/ })).toBeVisible();
  },
};

/** Somebody else was faster. */
export const PickUpFailed: Story = {
  tags: ['!autodocs'],
  args: { onPickUp: () => Promise.reject(new Error('taken')) },
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: /Nadia/ }));
    await expect(await canvas.findByText(/taken by somebody else/, { selector: '.hs-waiting-failed' })).toBeVisible();
  },
};

/** Take the rights away. */
export const Revoked: Story = { args: { revocable: both } };

/** On a dark page. */
export const Dark: Story = { globals: { theme: 'dark' } };

/** Right to left: numbers keep their own direction. */
export const RightToLeft: Story = { globals: { direction: 'rtl' } };
