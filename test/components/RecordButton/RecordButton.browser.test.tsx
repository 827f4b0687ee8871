import { act, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import { ringover as preset } from '../../../src/presets/ringover.js';
import type { Catalog } from '../../../src/model/catalog.js';
import { ada } from '../../../stories/components/phone/people.js';
import {
  isInShare,
  type RecordAction,
  RecordButton,
  type RecordOptions,
} from '../../../src/components/RecordButton/index.js';
import type { Given } from '../../../stories/components/phone/phoneCatalog.js';
import { mountPhone } from '../phone/mountPhone.js';

const everything: readonly Given[] = ['recording.allow', 'recording.start', 'recording.stop'];
const volume = (value: number): Given => ({ permission: 'recording.volume', value });

function recorder(more: Partial<RecordOptions> = {}) {
  const onStart = vi.fn<RecordAction>();
  const onStop = vi.fn<RecordAction>();
  const page = (isRecording: boolean, props = more) => (
    <RecordButton callId="call-1" isRecording={isRecording} onStart={onStart} onStop={onStop} {...props} />
  );
  return { onStart, onStop, page };
}

// Its literal types are for callers of hooks.
const ringover: Catalog = preset;

const button = () => screen.getByRole('button');

describe('a record button', () => {
  test('starts and stops by keyboard, and shows what the phone system says', async () => {
    const { page, onStart, onStop } = recorder();
    const { rerender } = mountPhone(page(false), everything);
    await userEvent.keyboard('{Tab}{Enter}');
    expect(onStart).toHaveBeenCalledExactlyOnceWith('call-1', 'user');
    expect(button()).toHaveAccessibleName('Record');
    rerender(page(true));
    expect(button()).toHaveAccessibleName('Stop recording');
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('This call is being recorded.'));
    await userEvent.keyboard(' ');
    expect(onStop).toHaveBeenCalledExactlyOnceWith('call-1', 'user');
  });

  test('is frozen with its reason for those who may not start', async () => {
    const { page, onStart } = recorder();
    mountPhone(page(false), ['recording.allow', 'recording.stop']);
    expect(button()).toHaveAttribute('aria-disabled', 'true');
    expect(button()).toHaveAccessibleDescription('Your role does not include this.');
    await userEvent.click(button(), { force: true });
    expect(onStart).not.toHaveBeenCalled();
  });

  test('can be started by those who may not stop', async () => {
    const { page, onStart, onStop } = recorder();
    const { rerender } = mountPhone(page(false), ['recording.allow', 'recording.start']);
    await userEvent.click(button());
    expect(onStart).toHaveBeenCalledOnce();
    rerender(page(true));
    await userEvent.click(button(), { force: true });
    expect(button()).toHaveAttribute('aria-disabled', 'true');
    expect(onStop).not.toHaveBeenCalled();
  });

  test('does nothing where recording is not allowed at all, nor before anything is known', async () => {
    const { page, onStart } = recorder();
    const { give } = mountPhone(page(false));
    await userEvent.click(button(), { force: true });
    give(['recording.start', 'recording.stop']);
    await userEvent.click(button(), { force: true });
    expect(button()).toHaveAttribute('aria-disabled', 'true');
    expect(onStart).not.toHaveBeenCalled();
  });

  test('stops recording as soon as recording is no longer allowed, and says why', async () => {
    const { page, onStop } = recorder();
    const { give, rerender } = mountPhone(page(true), everything);
    give(['recording.start', 'recording.stop']);
    expect(onStop).toHaveBeenCalledExactlyOnceWith('call-1', 'revoked');
    rerender(page(false));
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Recording was stopped. Your role'));
  });

  test('does not stop what runs because the page has only just loaded', () => {
    const { page, onStop } = recorder();
    const { give } = mountPhone(page(true));
    expect(onStop).not.toHaveBeenCalled();
    give(everything);
    expect(onStop).not.toHaveBeenCalled();
  });

  test('says that it did not work and can be pressed again', async () => {
    const onStart = vi.fn<RecordAction>(() => Promise.reject(new Error('no')));
    const { page } = recorder({ onStart });
    mountPhone(page(false), everything);
    await userEvent.click(button());
    await waitFor(() => expect(screen.getByText(/Try again/, { selector: '.hs-record-remarks' })).toBeVisible());
    await userEvent.click(button());
    expect(onStart).toHaveBeenCalledTimes(2);
  });

  test('is busy until the phone system has answered, and pressing again does nothing', async () => {
    let done = () => {};
    const onStart = vi.fn<RecordAction>(() => new Promise((resolve) => (done = resolve)));
    mountPhone(recorder({ onStart }).page(false), everything);
    await userEvent.click(button());
    expect(button()).toHaveAccessibleName('Starting…');
    await userEvent.click(button());
    expect(onStart).toHaveBeenCalledOnce();
    await act(async () => done());
    expect(button()).toHaveAccessibleName('Record');
  });
});

describe('a record button of one call after another', () => {
  test('does not call it stopped that another call is not recorded', async () => {
    const { page } = recorder();
    const { rerender } = mountPhone(page(true), everything);
    rerender(page(false, { callId: 'call-2' }));
    rerender(page(true, { callId: 'call-2' }));
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('This call is being recorded.'));
    expect(screen.getByRole('status')).not.toHaveTextContent('stopped');
    rerender(page(false, { callId: 'call-2' }));
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Recording has stopped.'));
  });
});

test('a double click starts recording, and does not stop it again', async () => {
  const { page, onStop } = recorder();
  const Phone = () => {
    const [isRecording, setRecording] = useState(false);
    return page(isRecording, { onStart: () => setRecording(true) });
  };
  mountPhone(<Phone />, everything);
  await userEvent.dblClick(button());
  await waitFor(() => expect(button()).toHaveAccessibleName('Stop recording'));
  expect(onStop).not.toHaveBeenCalled();
});

describe('the recorded share', () => {
  test('is not started again when one comes back to a call', () => {
    const { page, onStart } = recorder();
    const of = (callId: string) => page(false, { isAutomatic: true, callId });
    const { rerender } = mountPhone(of('call-1'), ['recording.allow', volume(100)]);
    rerender(of('call-2'));
    rerender(of('call-1'));
    expect(onStart.mock.calls).toEqual([
      ['call-1', 'volume'],
      ['call-2', 'volume'],
    ]);
  });

  test('is not said of a call where the phone system draws, and it is not all of them', () => {
    const callId = ['1', '2', '3', '4', '5', '6', '7'].find((id) => isInShare(id, 50));
    const { page } = recorder({ ...(callId && { callId }) });
    const { give } = mountPhone(page(false), [...everything, volume(50)]);
    expect(document.body).not.toHaveTextContent('recorded automatically');
    give([...everything, volume(100)]);
    expect(document.body).toHaveTextContent('recorded automatically');
  });

  test('is started from here once where the application leaves it to the button', () => {
    const { page, onStart } = recorder({ isAutomatic: true });
    const { rerender } = mountPhone(page(false), ['recording.allow', volume(100)]);
    expect(onStart).toHaveBeenCalledExactlyOnceWith('call-1', 'volume');
    rerender(page(true));
    rerender(page(false));
    expect(onStart).toHaveBeenCalledOnce();
    rerender(page(false, { isAutomatic: true, callId: 'call-2' }));
    expect(onStart).toHaveBeenLastCalledWith('call-2', 'volume');
  });

  test('waits no longer than the phone system takes, also for what began as the page opened', async () => {
    const { page, onStart } = recorder({ isAutomatic: true });
    let answer = () => {};
    onStart.mockReturnValue(new Promise<void>((resolve) => (answer = resolve)));
    mountPhone(page(false), ['recording.allow', volume(100)]);
    expect(button()).toHaveAttribute('aria-busy', 'true');
    answer();
    await waitFor(() => expect(button()).not.toHaveAttribute('aria-busy'));
  });

  test('starts nothing at 0 %, nothing where recording is not allowed, and nothing unasked', () => {
    const automatic = recorder({ isAutomatic: true });
    mountPhone(automatic.page(false), ['recording.allow', volume(0)]);
    mountPhone(automatic.page(false), [volume(100)]);
    const manual = recorder();
    mountPhone(manual.page(false), ['recording.allow', volume(100)]);
    expect(automatic.onStart).not.toHaveBeenCalled();
    expect(manual.onStart).not.toHaveBeenCalled();
  });

  test('is told to whoever records, and so is the duty to tell the caller', () => {
    mountPhone(recorder().page(false), [...everything, volume(100), { permission: 'recording.notify', value: true }]);
    expect(screen.getByText('This call is recorded automatically. The caller is told.')).toBeVisible();
  });
});

describe('a caller who is told', () => {
  const told = ada('none', {
    overrides: [
      { permission: 'recording.allow' },
      { permission: 'recording.control' },
      { permission: 'recording.notify', value: true },
    ],
  });
  const grants = resolveGrants(ringover, told);
  const incoming = { direction: 'inbound', line: 'direct' };

  test('and objects is not recorded: what runs stops at once, and nothing starts it again', async () => {
    const { page, onStart, onStop } = recorder();
    const { rerender } = mountPhone(page(true, { call: incoming }), grants, { catalog: ringover });
    await waitFor(() => expect(screen.getByText('The caller is told.')).toBeVisible());
    const objected = { call: { ...incoming, objections: ['recording'] } };
    rerender(page(true, objected));
    await waitFor(() => expect(onStop).toHaveBeenCalledExactlyOnceWith('call-1', 'objected'));
    rerender(page(false, objected));
    await waitFor(() =>
      expect(screen.getByText('The caller has objected, so this call is not recorded.')).toBeVisible(),
    );
    expect(button()).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(button(), { force: true });
    expect(onStart).not.toHaveBeenCalled();
  });

  test('is recorded only where it is known which call it is, since of another call they may have objected', () => {
    const { page } = recorder();
    mountPhone(page(false), grants, { catalog: ringover });
    expect(button()).toHaveAttribute('aria-disabled', 'true');
  });

  test('is on an incoming call of the direct line; on any other call nobody is told and nobody objects', () => {
    const { page } = recorder();
    const outgoing = { direction: 'outbound', line: 'direct', objections: ['recording'] };
    mountPhone(page(true, { call: outgoing }), grants, { catalog: ringover });
    expect(screen.queryByText('The caller is told.')).toBeNull();
    expect(button()).not.toHaveAttribute('aria-disabled');
  });
});
