import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Can, type GateMode } from '../../src/index.js';
import { defineCatalog } from '../../src/model/defineCatalog.js';
import { allow, inQueues, salesCall, supportCall } from './desk.js';
import { mount } from './mount.js';

const gate = (mode?: GateMode) => (
  <Can permission="sms.send" mode={mode}>
    <button type="button">Send</button>
  </Can>
);
const button = () => screen.queryByRole('button', { name: 'Send' });

describe('a gate', () => {
  test('shows its children to those who may use them, and to nobody else', () => {
    const { give } = mount(gate(), []);
    expect(button()).toBeNull();
    give([allow('sms.send')]);
    expect(button()).toBeVisible();
    give([]);
    expect(button()).toBeNull();
  });

  test('decides a scoped right on the record it is given', () => {
    const page = [salesCall, supportCall].map((call) => (
      <Can key={call.id} permission="recordings.play" on={call}>
        <p>Play {call.queue}</p>
      </Can>
    ));
    mount(page, [allow('recordings.play', inQueues('sales'))]);
    expect(screen.queryByText('Play sales')).toBeVisible();
    expect(screen.queryByText('Play support')).toBeNull();
  });

  test('shows nothing while nothing is known', () => {
    const { container } = mount(gate());
    expect(container).toHaveTextContent('');
    expect(button()).toBeNull();
  });

  test('shows the fallback that goes with the answer', async () => {
    const { source, give } = mount(
      <Can permission="sms.send" pending="wait" denied={({ reason }) => reason} unknown={({ cause }) => cause}>
        {(decision) => decision.status}
      </Can>,
      undefined,
      { keepFor: 0 },
    );
    expect(document.body).toHaveTextContent('wait');
    await source.fail(new Error('gone'));
    await waitFor(() => expect(screen.getByText('load-failed')).toBeVisible());
    give([]);
    expect(document.body).toHaveTextContent('not-granted');
    give([allow('sms.send')]);
    expect(document.body).toHaveTextContent('allowed');
  });

  test('gives its child the decision and the grant that allowed it', () => {
    mount(
      <Can permission="sms.send">{(decision) => (decision.status === 'allowed' ? decision.by.from : 'never')}</Can>,
      [allow('sms.send', undefined, { from: 'package:texting' })],
    );
    expect(screen.getByText('package:texting')).toBeVisible();
  });

  test('in mode explain puts the reason in the place of its children', () => {
    const { give } = mount(gate('explain'), []);
    expect(button()).toBeNull();
    expect(screen.getByText('Your role does not include this.')).toHaveAttribute('data-reason', 'not-granted');
    give([allow('sms.send')]);
    expect(button()).toBeVisible();
    expect(screen.queryByText('Your role does not include this.')).toBeNull();
  });

  test('says its reasons in the words that the provider is given', () => {
    mount(gate('explain'), [], { words: { 'not-granted': 'Nicht in Ihrer Rolle.' } });
    expect(screen.getByText('Nicht in Ihrer Rolle.')).toBeVisible();
  });
});

describe('a gate in mode request', () => {
  test('offers to ask for access and tells what became of it', async () => {
    let grantRequest = () => {};
    const asked = vi.fn<(request: unknown) => Promise<void>>(() => new Promise((resolve) => (grantRequest = resolve)));
    mount(gate('request'), [], { onAccessRequest: asked });
    await userEvent.click(screen.getByRole('button', { name: 'Request access' }));
    expect(asked).toHaveBeenCalledExactlyOnceWith({
      permission: 'sms.send',
      record: undefined,
      decision: { status: 'denied', reason: 'not-granted' },
    });
    expect(screen.getByRole('button')).toHaveTextContent('Requesting…');
    grantRequest();
    const done = await screen.findByRole('button', { name: 'Requested' });
    expect(done).toHaveFocus();
    expect(screen.getByRole('status')).toHaveTextContent('Requested');
    await userEvent.click(done, { force: true });
    expect(asked).toHaveBeenCalledOnce();
  });

  test('can be asked again when asking fails', async () => {
    const asked = vi.fn<() => Promise<void>>(() => Promise.reject(new Error('no network')));
    mount(gate('request'), [], { onAccessRequest: asked });
    await userEvent.click(screen.getByRole('button'));
    await userEvent.click(await screen.findByRole('button', { name: 'Request failed. Try again' }));
    expect(asked).toHaveBeenCalledTimes(2);
  });

  test('only explains where nobody takes requests, or where nothing is known', async () => {
    const { source } = mount(gate('request'), []);
    expect(screen.queryByRole('button')).toBeNull();
    await waitFor(() => expect(screen.getByText('Your role does not include this.')).toBeVisible());
    await source.fail(new Error('gone'));
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('whatever a gate is given', () => {
  test.each([
    ['an unknown permission', 'no.such', undefined],
    ['a permission of another kind', 'calls.maxChannels', undefined],
    ['a scoped right without a record', 'calls.view', undefined],
    ['__proto__', '__proto__', undefined],
    [
      'a record that cannot be read',
      'calls.view',
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('no');
          },
        },
      ),
    ],
  ])('%s is closed and does not break the page', (_what, permission, record) => {
    const modes: GateMode[] = ['hide', 'disable', 'explain', 'request'];
    mount(
      <main>
        {modes.map((mode) => (
          <Can key={mode} permission={permission} on={record} mode={mode}>
            <button type="button">Never {mode}</button>
          </Can>
        ))}
        <p>The rest of the page</p>
      </main>,
      [allow('sms.send'), allow('calls.view', inQueues('sales'))],
    );
    expect(screen.getByText('The rest of the page')).toBeVisible();
    expect(screen.getAllByRole('button')).toHaveLength(1);
    expect(screen.getByRole('button')).toHaveAttribute('aria-disabled', 'true');
  });
});

describe('a gate without a mode', () => {
  const option = { id: 'on', label: 'On', grants: ['calls.barge'] } as const;
  const frozen = defineCatalog({
    id: 'desk',
    permissions: {
      'sms.send': { kind: 'right', whenDenied: 'freeze' },
      'calls.barge': { kind: 'right' },
      'calls.tag': { kind: 'right', whenDenied: 'hide' },
      'calls.level': { kind: 'choice', options: [option], default: 'on', whenDenied: 'freeze' },
    },
  });
  const named = (permission: string) => (
    <Can permission={permission}>
      <button type="button">Send</button>
    </Can>
  );

  test('leaves a control in its place, disabled with the reason, where the catalog freezes it', () => {
    const { give } = mount(gate(), [], { catalog: frozen });
    expect(button()).toHaveAttribute('aria-disabled', 'true');
    expect(button()).toHaveAccessibleDescription('Your role does not include this.');
    give([allow('sms.send')]);
    expect(button()).not.toHaveAttribute('aria-disabled');
  });

  test('does so for a right of a choice that is frozen', () => {
    mount(named('calls.barge'), [], { catalog: frozen });
    expect(button()).toHaveAttribute('aria-disabled', 'true');
  });

  test('leaves it out where the catalog hides it, or does not have it', () => {
    mount(named('calls.tag'), [], { catalog: frozen });
    mount(named('no.such'), [], { catalog: frozen });
    expect(button()).toBeNull();
  });

  test('with a mode goes by that, whatever the catalog says', () => {
    mount(gate('hide'), [], { catalog: frozen });
    expect(button()).toBeNull();
    mount(gate('explain'), [], { catalog: frozen });
    expect(screen.getByText('Your role does not include this.')).toBeVisible();
  });

  test('shows nothing before there is a catalog, then the frozen control, and never an open one', () => {
    const { rerender } = mount(gate(), undefined, { catalog: undefined });
    expect(button()).toBeNull();
    rerender(gate(), { catalog: frozen });
    expect(button()).toHaveAttribute('aria-disabled', 'true');
  });

  test('keeps the element of a frozen control when the answer comes, so that nothing flickers', () => {
    const { give } = mount(gate(), undefined, { catalog: frozen });
    const first = button();
    expect(first).toHaveAttribute('aria-disabled', 'true');
    give([allow('sms.send')]);
    expect(button()).toBe(first);
    expect(first).not.toHaveAttribute('aria-disabled');
  });
});
