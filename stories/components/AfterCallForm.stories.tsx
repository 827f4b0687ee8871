import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent } from 'storybook/test';
import { AfterCallForm, type AfterCallOptions } from '../../src/components/AfterCallForm/index.js';
import { noon, someTags } from './phone/fixtures.js';
import type { Given } from './phone/phoneCatalog.js';
import { PhoneDesk } from './phone/PhoneDesk.js';
import { phoneArgTypes, phoneExample, withGiven } from '../example/phoneExample.js';

interface Args extends AfterCallOptions {
  readonly given: readonly Given[] | undefined;
  readonly revocable?: readonly Given[];
}

const duties: readonly Given[] = [
  'calls.tag',
  { permission: 'tags.required', value: true },
  { permission: 'notes.required', value: true },
];
const allotted = (value: number): Given => ({ permission: 'afterCall.duration', value });

/** A clock that stands still, so that a picture of a story is the same each time. */
const still = { now: () => noon, after: () => () => {} };

/** When the page was loaded. */
const startedAt = Date.now();

const meta: Meta<Args> = {
  title: 'Components/AfterCallForm',
  component: AfterCallForm,
  argTypes: phoneArgTypes,
  parameters: {
    example: ({ given, revocable: _revocable, clock: _clock, ...props }: Args) =>
      withGiven(given, phoneExample('AfterCallForm', props)),
  },
  args: { given: [...duties, allotted(90)], endedAt: noon - 12_000, tags: someTags, onClose: fn(), clock: still },
  render: ({ given, revocable, ...props }) => (
    <PhoneDesk given={given} {...(revocable && { revocable })}>
      <div style={{ maxInlineSize: '28rem' }}>
        <AfterCallForm {...props} />
      </div>
    </PhoneDesk>
  ),
};

export default meta;

type Story = StoryObj<Args>;

/** A tag and a note are required, and time is allotted. */
export const Duties: Story = {};

/** Everything is done. */
export const Done: Story = { args: { initial: { tags: ['tag-1'], note: 'Sent the invoice again.' } } };

/** Nothing is required, and no tags may be set. */
export const NothingRequired: Story = { args: { given: [] } };

/** The duties are not known yet, so it cannot be closed. */
export const Pending: Story = { args: { given: undefined } };

/** The time is over, and the duties are still there. */
export const TimeOver: Story = { args: { given: [...duties, allotted(10)] } };

/** It was not saved. */
export const Failed: Story = {
  tags: ['!autodocs'],
  args: { given: [], onClose: () => Promise.reject(new Error('no network')) },
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Save and close' }));
    await expect(await canvas.findByText(/not saved/, { selector: '.hs-after-call-failed' })).toBeVisible();
  },
};

/** It is being saved. */
export const Saving: Story = {
  tags: ['!autodocs'],
  args: { given: [], onClose: () => new Promise(() => {}) },
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Save and close' }));
    await expect(await canvas.findByRole('button', { name: 'Saving…' })).toBeVisible();
  },
};

/** An organisation without tags. */
export const NoTags: Story = { args: { tags: [] } };

/** An organisation with very many. */
export const ManyTags: Story = {
  args: { tags: Array.from({ length: 120 }, (_, i) => ({ id: `many-${i}`, label: `Topic ${i + 1}` })) },
};

/** The clock of the machine, and duties that come and go. */
export const Running: Story = {
  args: { given: [...duties, allotted(300)], revocable: duties },
  render: ({ given, revocable = [], clock: _clock, ...props }) => (
    <PhoneDesk given={given} revocable={revocable}>
      <AfterCallForm {...props} endedAt={startedAt} />
    </PhoneDesk>
  ),
};

/** On a dark page. */
export const Dark: Story = { globals: { theme: 'dark' } };

/** Right to left. */
export const RightToLeft: Story = { globals: { direction: 'rtl' } };
