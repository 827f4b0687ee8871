import type { Meta, StoryObj } from '@storybook/react-vite';
import { type ReactNode, useState } from 'react';
import { expect, fn, userEvent } from 'storybook/test';
import { RecordButton, type RecordOptions } from '../../src/components/RecordButton/index.js';
import type { Given } from './phone/phoneCatalog.js';
import { PhoneDesk } from './phone/PhoneDesk.js';
import { phoneArgTypes, phoneExample, withGiven } from '../example/phoneExample.js';

interface Args extends RecordOptions {
  readonly given: readonly Given[] | undefined;
  readonly revocable?: readonly Given[];
}

const everything: readonly Given[] = ['recording.allow', 'recording.start', 'recording.stop'];

/** A phone system that records what it is told to. */
function Phone({ onStart, onStop, ...props }: RecordOptions): ReactNode {
  const [isRecording, setRecording] = useState(props.isRecording);
  return (
    <RecordButton
      {...props}
      isRecording={isRecording}
      onStart={async (...told) => {
        await onStart(...told);
        setRecording(true);
      }}
      onStop={async (...told) => {
        await onStop(...told);
        setRecording(false);
      }}
    />
  );
}

const meta: Meta<Args> = {
  title: 'Components/RecordButton',
  component: RecordButton,
  argTypes: phoneArgTypes,
  parameters: {
    example: ({ given, revocable: _revocable, ...props }: Args) =>
      withGiven(given, phoneExample('RecordButton', props)),
  },
  args: { given: everything, callId: 'call-1', isRecording: false, onStart: fn(), onStop: fn() },
  render: ({ given, revocable, ...props }) => (
    <PhoneDesk given={given} {...(revocable && { revocable })}>
      <Phone key={String(props.isRecording)} {...props} />
    </PhoneDesk>
  ),
};

export default meta;

type Story = StoryObj<Args>;

/** Not recording. */
export const Ready: Story = {};

/** Recording. */
export const Recording: Story = { args: { isRecording: true } };

/** The phone system has not answered yet. */
export const Starting: Story = {
  tags: ['!autodocs'],
  args: { onStart: () => new Promise(() => {}) },
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Record' }));
    await expect(canvas.getByRole('button', { name: 'Starting…' })).toBeVisible();
  },
};

/** The phone system has not answered yet whether it has stopped. */
export const Stopping: Story = {
  tags: ['!autodocs'],
  args: { isRecording: true, onStop: () => new Promise(() => {}) },
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Stop recording' }));
    await expect(canvas.getByRole('button', { name: 'Stopping…' })).toBeVisible();
  },
};

/** It did not work. */
export const Failed: Story = {
  tags: ['!autodocs'],
  args: { onStart: () => Promise.reject(new Error('no')) },
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Record' }));
    await expect(await canvas.findByText(/Try again/, { selector: '.hs-record-remarks' })).toBeVisible();
  },
};

/** Nothing of this person may be recorded, no matter who may start it. */
export const NotAllowed: Story = { args: { given: ['recording.start', 'recording.stop'] } };

/** Frozen for those who may not start. */
export const Frozen: Story = { args: { given: ['recording.allow'] } };

/** May start, and not stop. */
export const FrozenWhileRecording: Story = {
  args: { given: ['recording.allow', 'recording.start'], isRecording: true },
};

/** Grants are not there yet. */
export const Pending: Story = { args: { given: undefined } };

/** This call is among the recorded share, and callers must be told. */
export const RecordedShare: Story = {
  args: {
    isRecording: true,
    given: [
      ...everything,
      { permission: 'recording.volume', value: 100 },
      { permission: 'recording.notify', value: true },
    ],
  },
};

/** Take “allow to record” away while it records: the phone system is told to stop. */
export const Revoked: Story = {
  tags: ['!autodocs'],
  args: { isRecording: true, revocable: everything },
  async play({ canvas, args }) {
    await userEvent.click(await canvas.findByRole('checkbox', { name: 'recording.allow' }));
    await expect(await canvas.findByRole('button', { name: 'Record' })).toHaveAttribute('aria-disabled', 'true');
    await expect(args.onStop).toHaveBeenCalledWith('call-1', 'revoked');
  },
};

/** With the keyboard alone: focus stays on the button. */
export const Keyboard: Story = {
  tags: ['!autodocs'],
  async play({ canvas }) {
    await canvas.findByRole('button', { name: 'Record' });
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await expect(await canvas.findByRole('button', { name: 'Stop recording' })).toHaveFocus();
    await userEvent.keyboard(' ');
    await expect(await canvas.findByRole('button', { name: 'Record' })).toHaveFocus();
  },
};

/** On a dark page. */
export const Dark: Story = { args: { isRecording: true }, globals: { theme: 'dark' } };

/** Right to left. */
export const RightToLeft: Story = { args: { isRecording: true }, globals: { direction: 'rtl' } };
