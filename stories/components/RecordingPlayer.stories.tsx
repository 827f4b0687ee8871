import type { Meta, StoryObj } from '@storybook/react-vite';
import { PermissionProvider } from 'hookswitch';
import { pushSource } from 'hookswitch/sources';
import { http, HttpResponse } from 'msw';
import type { ReactElement } from 'react';
import { expect, fn, getRoles, screen, userEvent, waitFor, within } from 'storybook/test';
import { worker } from '../../.storybook/startMocks.js';
import {
  type GetSource,
  RecordingPlayer,
  type RecordingPlayerProps,
  type RecordingSource,
  type RecordingStatus,
} from 'hookswitch/components/RecordingPlayer';
import { createDesk, type Desk } from './recording/createDesk.js';
import { Heard } from './phone/Heard.js';
import { leaks } from './phone/leaks.js';
import { RecordingDesk, RightsPanel } from './recording/RecordingDesk.js';
import { grantSpecsOf, type Held, recordingsCatalog, salesCall, usualRights } from './recording/recordingsCatalog.js';
import { withNumber } from './recording/withNumber.js';
import { documented } from '../documented.js';
import { underProvider } from '../example/catalogExample.js';
import { element } from '../example/Example.js';
import { ofTheStory } from '../example/phoneExample.js';

interface Args extends Partial<Omit<RecordingPlayerProps, 'on' | 'getSource'>> {
  /** What the person may do, and must do. */
  readonly held: readonly Held[];
  /** How the recording service answers instead of as usual. */
  readonly service: 'usual' | 'down' | RecordingStatus;
}

const recording = { id: 'recording-7', title: 'Billing question, 3 November', duration: 21 };

const annotations = [
  { id: 'a', at: 4.6, text: 'Charged twice: ask billing why.', author: 'Allie' },
  { id: 'b', at: 13.4, text: 'Good use of hold.', author: 'Jessica' },
];

const instead = {
  usual: () => undefined,
  down: () => new HttpResponse(null, { status: 503 }),
  ready: () => undefined,
  processing: () => HttpResponse.json({ status: 'processing' }),
  empty: () => HttpResponse.json({ status: 'empty' }),
  missing: () => HttpResponse.json({ status: 'missing' }),
  expired: () => HttpResponse.json({ status: 'expired' }),
};

const answering = (status: string) => `() => ({ status: '${status}' });`;

/** What `getSource` is in an example, by what the service answers. */
const answers: Readonly<Record<Args['service'], string>> = {
  usual: `({ signal, transcript, unredacted }) => {
  const response = await fetch(\`/recordings/7?transcript=\${transcript}&unredacted=\${unredacted}\`, { signal });
  return (await response.json()) as Awaited<ReturnType<GetSource>>;
};`,
  down: `() => {\n  throw new Error('The recording service does not answer.');\n};`,
  ready: `() => ({ url: '/recordings/7.mp3' });`,
  processing: answering('processing'),
  empty: answering('empty'),
  missing: answering('missing'),
  expired: answering('expired'),
};

const meta: Meta<Args> = {
  title: 'Components/RecordingPlayer',
  component: documented(RecordingPlayer),
  parameters: {
    example: ({ held, service, ...props }: Args) =>
      underProvider(recordingsCatalog, grantSpecsOf(held), {
        imports: { 'hookswitch/components': ['RecordingPlayer', 'type GetSource'] },
        setup: [
          `const call = { id: 'call-1', queue: 'sales', ownerId: 'peter' };`,
          `const getSource: GetSource = async ${answers[service]}`,
        ],
        view: element('RecordingPlayer', { on: { code: 'call' }, getSource: { code: 'getSource' }, ...props }),
      }),
  },
  args: { held: usualRights, service: 'usual', mode: 'hide', recording },
  argTypes: {
    held: {
      ...ofTheStory('What the person may do, and must do.'),
      control: 'check',
      options: [...usualRights, 'unredacted', 'numbers.anonymise'],
    },
    service: {
      ...ofTheStory('How the recording service answers.'),
      control: 'select',
      options: Object.keys(instead),
    },
    mode: { control: 'radio', options: ['hide', 'disable'] },
    onHeartbeat: { action: 'heartbeat' },
  },
  loaders: [
    ({ id, args }) => {
      const desk = createDesk({ baseUrl: new URL(`mock/${id}`, location.origin).href, rights: args.held });
      worker.use(
        http.get(`*/mock/${id}/recordings/*/source`, () => instead[args.service]()),
        ...desk.handlers,
      );
      return { desk };
    },
  ],
  render: ({ held: _held, service: _service, ...props }, { loaded }) => {
    const { desk } = loaded as { desk: Desk };
    return <RecordingDesk desk={desk} getSource={desk.getSource} recording={recording} {...props} />;
  },
};

export default meta;

type Story = StoryObj<Args>;

// The dialog is loaded when it is needed.
const patience = { timeout: 20_000 };

const everything = {
  onShare: fn(),
  onAnnotate: fn(),
  annotations,
  onHeartbeat: fn(),
} satisfies Partial<Args>;

/** Rendered by stories that delete: the service really loses the recording, and can bring it back. */
const withDeletion = (
  { held: _held, service: _service, ...props }: Args,
  { loaded }: { loaded: object },
): ReactElement => {
  const { desk } = loaded as { desk: Desk };
  return (
    <RecordingDesk desk={desk} getSource={desk.getSource} onDelete={desk.remove} recording={recording} {...props} />
  );
};

/** Everything that the player can do but hear what is redacted. */
export const Playground: Story = { args: everything, render: withDeletion };

/** Without a word from the application about sharing, notes or deletion, none is offered. */
export const ListenOnly: Story = { args: { held: ['see', 'listen'] } };

/** What is not held stays in its place and says why. */
export const ListenOnlyDisabled: Story = {
  args: { ...everything, held: ['see', 'listen'], mode: 'disable' },
  render: withDeletion,
};

/** The right to listen is missing: nothing was asked for, not even an address. */
export const Denied: Story = { args: { held: ['see'] } };

/** The grants are not there yet: nothing is shown, and nothing is asked for. */
export const Pending: Story = {
  args: { fallback: <p>Recordings appear here once your permissions are known.</p> },
  render: ({ held: _held, service: _service, ...props }, { loaded, id }) => {
    const { desk } = loaded as { desk: Desk };
    return (
      <PermissionProvider catalog={recordingsCatalog} source={pushSource(`never:${id}`)}>
        <RecordingPlayer on={salesCall} getSource={desk.getSource} recording={recording} {...props} />
      </PermissionProvider>
    );
  },
};

/** Not even that there is a recording may be known. */
export const NotSeen: Story = { args: { held: [], fallback: <p>There is nothing here for you.</p> } };

/** The address of the audio is on its way. */
export const Loading: Story = {
  render: ({ held: _held, service: _service, ...props }, { loaded }) => {
    const { desk } = loaded as { desk: Desk };
    return <RecordingDesk desk={desk} recording={recording} {...props} getSource={() => new Promise(() => {})} />;
  },
};

/** The phone system is not done with it; the player asks again when it is told to. */
export const Processing: Story = { args: { service: 'processing' } };

/** There is a file and nothing in it. */
export const Empty: Story = { args: { service: 'empty' } };

/** There is no file. */
export const Missing: Story = { args: { service: 'missing' } };

/** Retention is over; the application knows that without asking. */
export const Expired: Story = { args: { recording: { ...recording, status: 'expired' } } };

/** The recording service does not answer: an error, and another try. */
export const Failed: Story = { args: { service: 'down' } };

/** Nobody deletes what the law holds, and the button says so. */
export const LegalHold: Story = {
  args: { ...everything, recording: { ...recording, hold: { reason: 'Held for the dispute 2291 until 1 March.' } } },
  render: withDeletion,
};

/** People who may hear everything get another file, other peaks and another transcript. */
export const Unredacted: Story = { args: { held: [...usualRights, 'unredacted'] } };

/** Peaks, transcript and parties are the server's to send; without them the slider works alone. */
export const AudioOnly: Story = {
  render: ({ held: _held, service: _service, ...props }, { loaded }) => {
    const { desk } = loaded as { desk: Desk };
    const getSource: GetSource = async (request) => {
      const { url, expiresAt, duration } = (await desk.getSource(request)) as RecordingSource;
      return { ...(url && { url }), ...(expiresAt && { expiresAt }), ...(duration && { duration }) };
    };
    return <RecordingDesk desk={desk} getSource={getSource} recording={recording} {...props} />;
  },
};

const hidden = '+33 6 12 34 56 78';

/**
 * Phone numbers must not be shown. This one is in the title, a party's name, the transcript and a note, and it is
 * nowhere in the page: no text, no attribute, no accessible name, nothing that is announced.
 */
export const HiddenNumber: Story = {
  tags: ['!autodocs'],
  args: { ...everything, held: [...usualRights, 'numbers.anonymise'] },
  render: (args, { loaded }) => {
    const { desk } = loaded as { desk: Desk };
    return (
      <>
        {withDeletion({ ...args, ...withNumber(hidden, desk.getSource) }, { loaded })}
        <Heard />
      </>
    );
  },
  async play({ canvas }) {
    const inNames = () =>
      Object.keys(getRoles(document.body)).flatMap((role) => screen.queryAllByRole(role, { name: /1\D*2\D*3\D*4/ }));
    const isHidden = async () => {
      await expect(leaks(hidden)).toEqual([]);
      await expect(inNames()).toEqual([]);
    };
    const slider = await canvas.findByRole('slider', { name: 'Position' });
    await expect(await canvas.findByText('My number is +•• • •• •• •• 78.')).toBeVisible();
    slider.focus();
    await userEvent.keyboard('2');
    await expect(slider).toHaveAttribute('aria-valuetext', '4 seconds of 21 seconds, hidden number ending in 78');
    await isHidden();
    await userEvent.click(canvas.getByRole('button', { name: 'Delete' }));
    await screen.findByRole('alertdialog', { name: /Call with \+•• • •• •• •• 78/ }, patience);
    await isHidden();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  },
};

/** A narrow place, such as a side panel: the same player, since it looks at its own width. */
export const Narrow: Story = {
  args: everything,
  render: (args, context) => <div style={{ inlineSize: '20rem' }}>{withDeletion(args, context)}</div>,
};

/** Take the right to listen away while it plays, and give it back. */
export const RightsWhileListening: Story = {
  args: everything,
  render: ({ held, service: _service, ...props }, { loaded }) => {
    const { desk } = loaded as { desk: Desk };
    return (
      <RecordingDesk desk={desk} getSource={desk.getSource} onDelete={desk.remove} recording={recording} {...props}>
        <RightsPanel desk={desk} initial={held} />
      </RecordingDesk>
    );
  },
};

/** The right to listen was taken away: what could be heard and read is gone, and the reason stands in its place. */
export const Revoked: Story = {
  tags: ['!autodocs'],
  args: everything,
  render: withDeletion,
  async play({ canvas, loaded }) {
    const { desk } = loaded as { desk: Desk };
    (await canvas.findByRole('slider', { name: 'Position' })).focus();
    desk.give(usualRights.filter((right) => right !== 'listen'));
    await expect(await canvas.findByText('You cannot listen to this recording.')).toBeVisible();
    await expect(canvas.queryByRole('slider')).toBeNull();
    await expect(document.querySelector('audio')).not.toHaveAttribute('src');
    await expect(document.activeElement).toHaveTextContent('You cannot listen to this recording.');
  },
};

/** The right to see it was taken away as well: not even its name is left. */
export const Withdrawn: Story = {
  tags: ['!autodocs'],
  args: everything,
  render: withDeletion,
  async play({ canvas, loaded }) {
    const { desk } = loaded as { desk: Desk };
    await canvas.findByRole('slider', { name: 'Position' });
    desk.give([]);
    await expect(await canvas.findByText('You no longer have access to this recording.')).toBeVisible();
    await expect(canvas.queryByText(recording.title)).toBeNull();
  },
};

/** The phone system did not delete it: the question says so, and can be answered again. */
export const DeleteFails: Story = {
  tags: ['!autodocs'],
  args: { ...everything, onDelete: () => Promise.reject(new Error('503')) },
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Delete' }));
    const dialog = await screen.findByRole('alertdialog', undefined, patience);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    await expect(await within(dialog).findByText(/The recording was not deleted/)).toBeVisible();
  },
};

/** The question before a recording is deleted. */
export const DeleteAsks: Story = {
  tags: ['!autodocs'],
  args: everything,
  render: withDeletion,
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Delete' }));
    // It is at opacity 0 as long as react-aria waits for a keyboard on the screen to come or go.
    await waitFor(() => expect(screen.getByRole('alertdialog')).toBeVisible(), patience);
  },
};

/** What is left after it, with the way back where the phone system has one. */
export const Deleted: Story = {
  tags: ['!autodocs'],
  args: everything,
  render: withDeletion,
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('button', { name: 'Delete' }));
    await userEvent.click(
      within(await screen.findByRole('alertdialog', undefined, patience)).getByRole('button', { name: 'Delete' }),
    );
    await expect(await canvas.findByRole('button', { name: 'Undo' })).toBeVisible();
  },
};

/** A search in the transcript. */
export const Searched: Story = {
  tags: ['!autodocs'],
  args: everything,
  async play({ canvas }) {
    await userEvent.type(await canvas.findByRole('searchbox'), 'thank');
    await expect(canvas.getByText('1 of 3')).toBeVisible();
  },
};

/** In the middle of it: looped, one party only, faster. */
export const InUse: Story = {
  tags: ['!autodocs'],
  args: everything,
  async play({ canvas }) {
    const slider = await canvas.findByRole('slider', { name: 'Position' });
    await canvas.findByText('Harbour Telecom', { exact: false });
    slider.focus();
    await userEvent.keyboard('4[[6]5>');
    await userEvent.click(await canvas.findByRole('button', { name: 'Solo Customer' }));
    await expect(canvas.getByRole('button', { name: 'Solo Customer' })).toHaveAttribute('aria-pressed', 'true');
  },
};

/** Time runs from left to right here too; everything around it does not. */
export const RightToLeft: Story = { tags: ['!autodocs'], ...InUse, globals: { direction: 'rtl' } };

/** On a dark page; the waveform takes the colours of the page. */
export const Dark: Story = { tags: ['!autodocs'], ...InUse, globals: { theme: 'dark' } };

/** Tab through it and use its keys: below stands what a screen reader is told. */
export const ScreenReader: Story = {
  tags: ['!autodocs'],
  args: everything,
  render: (args, context) => (
    <>
      {withDeletion(args, context)}
      <Heard />
    </>
  ),
  async play({ canvas }) {
    const slider = await canvas.findByRole('slider', { name: 'Position' });
    await canvas.findByText('Harbour Telecom', { exact: false });
    slider.focus();
    await userEvent.keyboard('2');
    await expect(
      await within(canvas.getByTestId('heard')).findByText(/4 seconds of 21 seconds, Customer/),
    ).toBeVisible();
  },
};
