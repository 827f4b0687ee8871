import type { Meta, StoryObj } from '@storybook/react-vite';
import { Can, type GateMode, PermissionProvider } from 'hookswitch';
import type { Grant } from 'hookswitch/core';
import { pushSource, staticSource } from 'hookswitch/sources';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { deskCatalog, deskSet, everything, salesGrants, salesRecording, supportRecording } from './deskCatalog.js';
import { RecordingRow } from './RecordingRow.js';
import './react.css';
import { documented } from '../documented.js';
import { underProvider } from '../example/catalogExample.js';
import { element } from '../example/Example.js';
import { ofTheStory } from '../example/phoneExample.js';

interface Args {
  readonly mode: GateMode;
  /** What the person holds, in the sales queue. */
  readonly held: readonly string[];
  /** Takes access requests in mode request. */
  readonly onAccessRequest: () => Promise<void>;
}

const modes: readonly GateMode[] = ['hide', 'disable', 'explain', 'request'];

const play = '<button type="button">Play</button>';
const onRecording = { permission: 'recordings.play', on: { code: 'recording' } };

const canExample = (held: readonly string[], view: string) =>
  underProvider(
    deskCatalog,
    held.map((permission) => ({ permission, scope: { in: { queue: ['sales'] } } })),
    {
      imports: { hookswitch: ['Can'] },
      setup: [`const recording = { id: 'r1', queue: 'sales' };`],
      view,
    },
  );

const meta: Meta<Args> = {
  title: 'Can',
  component: documented(Can),
  parameters: {
    example: ({ mode, held }: Args) => canExample(held, element('Can', { ...onRecording, mode }, { children: play })),
  },
  args: { mode: 'hide', held: ['recordings.play'], onAccessRequest: fn<() => Promise<void>>(async () => {}) },
  argTypes: {
    mode: { control: 'inline-radio', options: modes },
    held: {
      ...ofTheStory('What the person holds, in the sales queue.'),
      control: 'check',
      options: Object.keys(deskCatalog.permissions),
    },
    onAccessRequest: ofTheStory('Takes access requests in mode request; a prop of PermissionProvider.'),
  },
  render: ({ mode, held, onAccessRequest }) => (
    <Person grants={salesGrants(...held)} onAccessRequest={onAccessRequest}>
      <main className="desk">
        <section className="desk-card" aria-labelledby="recordings">
          <h1 id="recordings">Recordings</h1>
          <ul className="desk-list">
            <RecordingRow recording={salesRecording} mode={mode} />
            <RecordingRow recording={supportRecording} mode={mode} />
          </ul>
        </section>
      </main>
    </Person>
  ),
};

export default meta;

type Story = StoryObj<Args>;

interface PersonProps {
  readonly grants: readonly Grant[];
  readonly onAccessRequest?: (() => Promise<void>) | undefined;
  readonly children: ReactNode;
}

function Person({ grants, onAccessRequest, children }: PersonProps) {
  const source = staticSource(deskSet(grants, { id: grants.length > 0 ? 'mia' : 'leo' }));
  return (
    <PermissionProvider catalog={deskCatalog} source={source} onAccessRequest={onAccessRequest}>
      {children}
    </PermissionProvider>
  );
}

export const Hide: Story = {
  async play({ canvasElement }) {
    const page = within(canvasElement);
    const sales = within(await page.findByLabelText(/555-0147/));
    await expect(await sales.findByRole('button', { name: 'Play' })).toBeVisible();
    await expect(page.getAllByRole('button')).toHaveLength(1);
  },
};

export const Disable: Story = {
  args: { mode: 'disable' },
  async play({ canvasElement }) {
    const page = within(canvasElement);
    const support = within(await page.findByLabelText(/555-0198/));
    const play = support.getByRole('button', { name: 'Play' });
    await waitFor(() => expect(play).toHaveAccessibleDescription('You don’t have access to this one.'));
    play.focus();
    await expect(support.getByText('You don’t have access to this one.')).toBeVisible();
  },
};

export const Explain: Story = {
  args: { mode: 'explain' },
  async play({ canvasElement }) {
    const page = within(canvasElement);
    await expect(await page.findAllByText('Your role does not include this.')).toHaveLength(2);
    await expect(page.getByText('You don’t have access to this one.')).toBeVisible();
  },
};

export const Request: Story = {
  args: { mode: 'request' },
  async play({ canvasElement, args }) {
    const page = within(canvasElement);
    const [ask] = await page.findAllByRole('button', { name: 'Request access' });
    await expect(ask).toBeVisible();
    if (ask) await userEvent.click(ask);
    await expect(args.onAccessRequest).toHaveBeenCalledWith(
      expect.objectContaining({ permission: 'recordings.download', record: salesRecording }),
    );
    await expect(await page.findByRole('button', { name: 'Requested' })).toHaveFocus();
  },
};

const download = (mode: GateMode) => (
  <Can permission="recordings.download" on={salesRecording} mode={mode}>
    <button type="button" className="desk-button" data-kind="main">
      Download
    </button>
  </Can>
);

/** The same gate for somebody who holds the right and for somebody who does not. */
export const AllModes: Story = {
  parameters: {
    example: ({ held }: Args) =>
      canExample(
        held,
        `<>\n${modes.map((mode) => `  ${element('Can', { ...onRecording, mode }, { children: play }).replaceAll('\n', '\n  ')}`).join('\n')}\n</>`,
      ),
  },
  argTypes: { mode: { control: false }, held: { control: false } },
  render: ({ onAccessRequest }) => (
    <main className="desk">
      <table className="desk-modes">
        <thead>
          <tr>
            <th scope="col">Mode</th>
            <th scope="col">Mia holds the right</th>
            <th scope="col">Leo does not</th>
          </tr>
        </thead>
        <tbody>
          {modes.map((mode) => (
            <tr key={mode}>
              <th scope="row">
                <code>{mode}</code>
              </th>
              <td>
                <Person grants={everything}>{download(mode)}</Person>
              </td>
              <td>
                <Person grants={[]} onAccessRequest={onAccessRequest}>
                  {download(mode)}
                </Person>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  ),
  async play({ canvasElement }) {
    const page = within(canvasElement);
    await waitFor(() => expect(page.getAllByRole('button', { name: 'Download' })).toHaveLength(5));
    await expect(page.getByRole('button', { name: 'Request access' })).toBeVisible();
  },
};

/** A key of a dial pad that listens to the page itself and passes nothing on. */
function DialKey() {
  const key = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(0);
  useEffect(() => {
    const pressed = () => setCount((before) => before + 1);
    key.current?.addEventListener('pointerdown', pressed);
    key.current?.addEventListener('keydown', pressed);
  }, []);
  return (
    <div ref={key} className="desk-key" role="button" tabIndex={0} aria-label={`Dial 5, pressed ${count} times`}>
      5
    </div>
  );
}

const gated = (label: string, control: ReactNode) => (
  <div className="desk-field">
    <span>{label}</span>
    <div>
      <Can permission="recordings.note" on={salesRecording} mode="disable">
        {control}
      </Can>
    </div>
  </div>
);

/** Whatever is put into it: it can be reached, says why, and does nothing. */
export const DisablesAnything: Story = {
  parameters: {
    example: ({ held }: Args) =>
      canExample(
        held,
        element(
          'Can',
          { ...onRecording, mode: 'disable' },
          { children: '<a href="#notes">All notes</a>\n<input aria-label="Note" />' },
        ),
      ),
  },
  args: { held: [] },
  argTypes: { mode: { control: false } },
  render: ({ held }) => (
    <Person grants={salesGrants(...held)}>
      <main className="desk">
        <section className="desk-card" aria-label="Controls">
          {gated(
            'A button',
            <button type="button" className="desk-button">
              Add a note
            </button>,
          )}
          {gated('A link', <a href="#notes">All notes</a>)}
          {gated('A field', <input className="desk-input" aria-label="Note" defaultValue="Call back on Monday" />)}
          {gated(
            'A list',
            <select className="desk-input" aria-label="Outcome">
              <option>Resolved</option>
              <option>Call back</option>
            </select>,
          )}
          {gated(
            'A box to tick',
            <input type="checkbox" aria-label="Follow up" style={{ inlineSize: '1.25rem', blockSize: '1.25rem' }} />,
          )}
          {gated('A component that passes nothing on', <DialKey />)}
        </section>
      </main>
    </Person>
  ),
  async play({ canvasElement }) {
    const page = within(canvasElement);
    const key = await page.findByRole('button', { name: /Dial 5/ });
    await waitFor(() => expect(key).toHaveAccessibleDescription('Your role does not include this.'));
    await userEvent.click(key);
    await userEvent.keyboard('{Enter} ');
    await expect(key).toHaveAccessibleName('Dial 5, pressed 0 times');
    await expect(key).toHaveFocus();
    const note = page.getByRole('textbox');
    await userEvent.type(note, '!');
    await expect(note).toHaveValue('Call back on Monday');
    await expect(page.getByRole('checkbox')).not.toBeChecked();
  },
};

/** A fallback takes the place of what the mode does, for one kind of answer. */
export const Fallbacks: Story = {
  parameters: {
    example: ({ held }: Args) =>
      canExample(
        held,
        element(
          'Can',
          {
            ...onRecording,
            pending: { code: '<p>One moment …</p>' },
            denied: { code: '({ reason }) => <p>Ask your team lead ({reason}).</p>' },
            unknown: { code: '({ cause }) => <p>Cannot be told now ({cause}).</p>' },
          },
          { children: '<p>You may listen.</p>' },
        ),
      ),
  },
  argTypes: { mode: { control: false } },
  render: ({ held }) => (
    <Person grants={salesGrants(...held)}>
      <main className="desk">
        {[salesRecording, supportRecording].map((recording) => (
          <section key={recording.id} className="desk-card" aria-label={recording.caller}>
            <h2>{recording.caller}</h2>
            <Can
              permission="recordings.play"
              on={recording}
              pending={<p>One moment …</p>}
              denied={({ reason }) => (
                <p>
                  Only for {recording.queue} (<code>{reason}</code>). Ask your team lead.
                </p>
              )}
              unknown={({ cause }) => <p>Cannot be told now ({cause}).</p>}
            >
              {(decision) => <p>You may listen{decision.status === 'allowed' && `, thanks to ${decision.by.from}`}.</p>}
            </Can>
          </section>
        ))}
      </main>
    </Person>
  ),
  async play({ canvasElement }) {
    const page = within(canvasElement);
    await expect(await page.findByText('You may listen, thanks to role:agent.')).toBeVisible();
    await expect(page.getByText(/Ask your team lead/)).toHaveTextContent('out-of-scope');
  },
};

const source = pushSource('stories-revoked');

/** The right goes away while its button has focus: focus goes to the next control, and it is announced. */
export const RevokedWhileFocused: Story = {
  tags: ['!autodocs'],
  argTypes: { mode: { control: 'inline-radio', options: ['hide', 'disable', 'explain'] }, held: { control: false } },
  render: ({ mode }) => (
    <PermissionProvider catalog={deskCatalog} source={source}>
      <main className="desk">
        <section className="desk-card" aria-label="Recordings">
          <ul className="desk-list">
            <RecordingRow recording={salesRecording} mode={mode} />
          </ul>
        </section>
        <RevokeLater />
      </main>
    </PermissionProvider>
  ),
  beforeEach() {
    source.push(deskSet(everything, { revision: 1 }));
  },
  async play({ canvasElement }) {
    const page = within(canvasElement);
    const play = await page.findByRole('button', { name: 'Play' });
    play.focus();
    source.push(deskSet(salesGrants('recordings.download'), { revision: 2 }));
    await waitFor(() => expect(page.queryByRole('button', { name: 'Play' })).toBeNull());
    await expect(page.getByRole('button', { name: 'Download' })).toHaveFocus();
    await expect(page.getByRole('status')).toHaveTextContent('Play is no longer available.');
  },
};

function RevokeLater() {
  const [revision, setRevision] = useState(10);
  const give = (grants: readonly Grant[], after: number) => {
    setRevision(revision + 1);
    setTimeout(() => source.push(deskSet(grants, { revision })), after);
  };
  return (
    <div className="desk-actions">
      <button type="button" className="desk-button" onClick={() => give(salesGrants('recordings.download'), 3000)}>
        Take Play away in 3 seconds
      </button>
      <button type="button" className="desk-button" onClick={() => give(everything, 0)}>
        Give it back
      </button>
    </div>
  );
}
