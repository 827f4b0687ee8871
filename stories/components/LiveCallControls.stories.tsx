import type { Meta, StoryObj } from '@storybook/react-vite';
import { type ReactNode, useState } from 'react';
import { expect, fn, screen, userEvent, waitFor } from 'storybook/test';
import { LiveCallControls, type LiveCallControlsProps } from '../../src/components/LiveCallControls/index.js';
import { jasminesCall, type LiveCallRecord, privateCall } from './phone/fixtures.js';
import type { Given } from './phone/phoneCatalog.js';
import { PhoneDesk } from './phone/PhoneDesk.js';
import { phoneArgTypes, phoneExample, withGiven } from '../example/phoneExample.js';

interface Args extends LiveCallControlsProps<LiveCallRecord> {
  readonly given: readonly Given[] | undefined;
  readonly revocable?: readonly Given[];
}

function EndingCall(props: LiveCallControlsProps<LiveCallRecord>): ReactNode {
  const [isLive, setLive] = useState(true);
  return (
    <div style={{ display: 'grid', justifyItems: 'start', gap: 'var(--hs-space-3)' }}>
      <LiveCallControls {...props} isLive={isLive} />
      <button type="button" className="hs-button" onClick={() => setLive(!isLive)}>
        {isLive ? 'Jasmine hangs up' : 'Jasmine is back'}
      </button>
    </div>
  );
}

function DroppedLeg(props: LiveCallControlsProps<LiveCallRecord>): ReactNode {
  const [joined, setJoined] = useState<'listen' | null>('listen');
  return (
    <div style={{ display: 'grid', justifyItems: 'start', gap: 'var(--hs-space-3)' }}>
      <LiveCallControls {...props} joined={joined} />
      <button type="button" className="hs-button" onClick={() => setJoined(null)}>
        The connection drops
      </button>
    </div>
  );
}

const ladder: readonly Given[] = ['calls.listen', 'calls.whisper', 'calls.barge', 'calls.takeOver'];

const meta: Meta<Args> = {
  title: 'Components/LiveCallControls',
  component: LiveCallControls,
  parameters: {
    example: ({ given, revocable: _revocable, ...props }: Args) =>
      withGiven(given, phoneExample('LiveCallControls', props)),
  },
  args: {
    given: ladder,
    call: jasminesCall,
    name: 'Jasmine',
    mode: 'hide',
    onListen: fn(),
    onWhisper: fn(),
    onBarge: fn(),
    onTakeOver: fn(),
    onStop: fn(),
  },
  argTypes: {
    ...phoneArgTypes,
    mode: { control: 'radio', options: ['hide', 'disable'] },
  },
  render: ({ given, revocable, ...props }) => (
    <PhoneDesk given={given} {...(revocable && { revocable })}>
      <LiveCallControls {...props} />
    </PhoneDesk>
  ),
};

export default meta;

type Story = StoryObj<Args>;

/** Every step of the ladder. */
export const Ladder: Story = {};

/** Listening, and how to leave. */
export const Listening: Story = {
  tags: ['!autodocs'],
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Listen' }));
    await expect(await canvas.findByRole('button', { name: 'Stop' })).toBeVisible();
  },
};

/** The phone system has not answered yet. */
export const Connecting: Story = {
  tags: ['!autodocs'],
  args: { onListen: () => new Promise(() => {}) },
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Listen' }));
    await expect(canvas.getByText('Connecting…', { selector: '.hs-live span' })).toBeVisible();
  },
};

/** The phone system did not do it. */
export const Failed: Story = {
  tags: ['!autodocs'],
  args: { onListen: () => Promise.reject(new Error('busy')) },
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Listen' }));
    await expect(await canvas.findByText(/did not connect you/, { selector: '.hs-live span' })).toBeVisible();
  },
};

/** Some steps only. */
export const ListenAndWhisper: Story = { args: { given: ['calls.listen', 'calls.whisper'] } };

/** The same, with what is missing in its place. */
export const ListenAndWhisperDisabled: Story = {
  args: { given: ['calls.listen', 'calls.whisper'], mode: 'disable' },
};

/** The person in the call has not agreed. */
export const NoConsent: Story = { args: { call: privateCall, mode: 'disable' } };

/** A call of a queue that is not this supervisor's. */
export const OutOfReach: Story = {
  args: { given: [{ permission: 'calls.listen', scope: { in: { queue: ['support'] } } }], mode: 'disable' },
};

/** Grants are not there yet. */
export const Pending: Story = { args: { given: undefined, mode: 'disable' } };

/** What is asked where the platform plays a notice. */
export const Notice: Story = {
  tags: ['!autodocs'],
  args: { notices: { barge: 'Everybody in the call hears: “A supervisor has joined.”' } },
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Join' }));
    // It comes with the next painting.
    await waitFor(() => expect(screen.getByRole('alertdialog')).toBeVisible());
  },
};

/** The call is the supervisor's now. */
export const TakenOver: Story = {
  tags: ['!autodocs'],
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Take over' }));
    await expect(await canvas.findByText(/on the call now/, { selector: '.hs-live span' })).toBeVisible();
  },
};

/** Listen, then take a right away: it stops at once, and says why. */
export const Revoked: Story = {
  tags: ['!autodocs'],
  args: { revocable: ladder },
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Whisper' }));
    await userEvent.click(canvas.getByRole('checkbox', { name: 'calls.listen' }));
    await expect(await canvas.findByText(/disconnected from the call/, { selector: '.hs-live span' })).toBeVisible();
  },
};

/** The phone system did not let one leave. */
export const CouldNotLeave: Story = {
  tags: ['!autodocs'],
  args: { onStop: () => Promise.reject(new Error('busy')) },
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Listen' }));
    await userEvent.click(canvas.getByRole('button', { name: 'Stop' }));
    await expect(await canvas.findByText(/may still be in the call/, { selector: '.hs-live span' })).toBeVisible();
  },
};

/** The call is over while one was in it. */
export const Ended: Story = {
  tags: ['!autodocs'],
  render: ({ given, revocable: _revocable, ...props }) => (
    <PhoneDesk given={given}>
      <EndingCall {...props} />
    </PhoneDesk>
  ),
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Listen' }));
    await userEvent.click(canvas.getByRole('button', { name: 'Jasmine hangs up' }));
    await expect(await canvas.findByText(/The call has ended/, { selector: '.hs-live span' })).toBeVisible();
  },
};

/** The phone system says that one was in the call before the controls were there. */
export const InAlready: Story = { args: { joined: 'whisper' } };

/** The phone system says that the leg is gone: nobody has left, and nobody is asked to. */
export const LegGone: Story = {
  render: ({ given, revocable: _revocable, ...props }) => (
    <PhoneDesk given={given}>
      <DroppedLeg {...props} />
    </PhoneDesk>
  ),
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'The connection drops' }));
    await expect(await canvas.findByText(/You are no longer in the call/, { selector: '.hs-live span' })).toBeVisible();
  },
};

/** The call was only taken to have ended: it can be joined again. */
export const LiveAgain: Story = {
  ...Ended,
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Listen' }));
    await userEvent.click(canvas.getByRole('button', { name: 'Jasmine hangs up' }));
    await userEvent.click(canvas.getByRole('button', { name: 'Jasmine is back' }));
    await expect(await canvas.findByRole('button', { name: 'Listen' })).toBeVisible();
    await expect(canvas.queryByText('The call has ended.', { selector: '.hs-live span' })).toBeNull();
  },
};

/** On a dark page. */
export const Dark: Story = { tags: ['!autodocs'], ...Listening, globals: { theme: 'dark' } };

/** Right to left. */
export const RightToLeft: Story = { tags: ['!autodocs'], ...Listening, globals: { direction: 'rtl' } };
