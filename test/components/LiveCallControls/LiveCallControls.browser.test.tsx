import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import {
  LiveCallControls,
  type LiveCallControlsProps,
  useLiveCallControls,
} from '../../../src/components/LiveCallControls/index.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import { ringover } from '../../../src/presets/index.js';
import { jasminesCall, type LiveCallRecord, privateCall } from '../../../stories/components/phone/fixtures.js';
import type { Given } from '../../../stories/components/phone/phoneCatalog.js';
import { mountPhone } from '../phone/mountPhone.js';

const ladder: readonly Given[] = ['calls.listen', 'calls.whisper', 'calls.barge', 'calls.takeOver'];

function controls(more: Partial<LiveCallControlsProps<LiveCallRecord>> = {}) {
  const spies = {
    onListen: vi.fn<NonNullable<LiveCallControlsProps<LiveCallRecord>['onListen']>>(),
    onWhisper: vi.fn<NonNullable<LiveCallControlsProps<LiveCallRecord>['onWhisper']>>(),
    onBarge: vi.fn<NonNullable<LiveCallControlsProps<LiveCallRecord>['onBarge']>>(),
    onTakeOver: vi.fn<NonNullable<LiveCallControlsProps<LiveCallRecord>['onTakeOver']>>(),
    onStop: vi.fn<NonNullable<LiveCallControlsProps<LiveCallRecord>['onStop']>>(),
  };
  const page = (props: Partial<LiveCallControlsProps<LiveCallRecord>> = {}) => (
    <LiveCallControls call={jasminesCall} name="Jasmine" {...spies} {...more} {...props} />
  );
  return { ...spies, page };
}

const button = (name: string) => screen.queryByRole('button', { name });
const shown = () => screen.queryAllByRole('button').map((each) => each.textContent);
const news = () => screen.getByRole('status');
/** A dialog is loaded when something is asked. */
const loaded = { timeout: 20_000 };

describe('the ladder', () => {
  test('shows the steps that one may take, from the least to the most', () => {
    const { page } = controls();
    const { give } = mountPhone(page(), ladder);
    expect(shown()).toEqual(['Listen', 'Whisper', 'Join', 'Take over']);
    give(['calls.listen', 'calls.whisper']);
    expect(shown()).toEqual(['Listen', 'Whisper']);
  });

  test('has no step without the ones below it', () => {
    mountPhone(controls().page(), ['calls.whisper', 'calls.barge', 'calls.takeOver']);
    expect(shown()).toEqual([]);
  });

  test('shows nothing where the person in the call has not agreed, whatever one may do', () => {
    const { page } = controls();
    const { rerender } = mountPhone(page({ call: privateCall }), ladder);
    expect(shown()).toEqual([]);
    rerender(page({ call: privateCall, mode: 'disable' }));
    expect(button('Listen')).toHaveAttribute('aria-disabled', 'true');
    expect(button('Listen')).toHaveAccessibleDescription(/has not agreed.*May be listened to/);
  });

  test('reaches only the calls in one’s scope', () => {
    const { page } = controls();
    const { rerender } = mountPhone(page(), [{ permission: 'calls.listen', scope: { in: { queue: ['sales'] } } }]);
    expect(shown()).toEqual(['Listen']);
    rerender(page({ call: { ...jasminesCall, id: 'other', queue: 'support' } }));
    expect(shown()).toEqual([]);
  });

  test('offers what the application can do, and nothing before anything is known', () => {
    const { page } = controls();
    mountPhone(page());
    expect(shown()).toEqual([]);
    mountPhone(<LiveCallControls call={jasminesCall} onListen={() => {}} />, ladder);
    expect(shown()).toEqual(['Listen']);
  });

  test('works as the ringover preset has it: consent on the call, whisper on top of listen', () => {
    const member = { id: 'sam', tenant: 't', roles: ['supervisor'], extensions: [], memberships: {}, licenses: [] };
    const grants = resolveGrants(ringover, {
      ...member,
      packages: [],
      overrides: [
        { permission: 'calls.listen', effect: 'allow', scope: 'all' },
        { permission: 'calls.whisper', effect: 'allow', scope: 'all' },
        { permission: 'activity.read', effect: 'allow', scope: 'all' },
      ],
    });
    const { page } = controls();
    const { rerender } = mountPhone(
      page({ call: { id: 'c', queue: '', consents: ['supervision.beListenedTo'] } }),
      grants,
      { catalog: ringover },
    );
    expect(shown()).toEqual(['Listen', 'Whisper']);
    rerender(page({ call: { id: 'd', queue: '', consents: [] } }));
    expect(shown()).toEqual([]);
  });
});

describe('in a call', () => {
  test('one listens, goes up to whispering, and leaves, by keyboard', async () => {
    const { page, onListen, onWhisper, onStop } = controls();
    mountPhone(page(), ladder);
    await userEvent.keyboard('{Tab}{Enter}');
    await waitFor(() => expect(button('Listen')).toHaveAttribute('aria-pressed', 'true'));
    expect(onListen).toHaveBeenCalledExactlyOnceWith(jasminesCall, { signal: expect.any(AbortSignal) });
    await waitFor(() => expect(news()).toHaveTextContent('You are listening.'));
    await userEvent.keyboard('{Tab}{Enter}');
    await waitFor(() => expect(button('Whisper')).toHaveAttribute('aria-pressed', 'true'));
    expect(onWhisper).toHaveBeenCalledOnce();
    expect(onStop).toHaveBeenLastCalledWith(jasminesCall, 'listen', 'moved');
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(onStop).toHaveBeenLastCalledWith(jasminesCall, 'whisper', 'user');
    await waitFor(() => expect(news()).toHaveTextContent('You have left the call.'));
  });

  test('losing the right stops at once, drops the connection and is announced', async () => {
    const { page, onListen, onStop } = controls();
    const { give } = mountPhone(page(), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Listen' }));
    await waitFor(() => expect(news()).toHaveTextContent('You are listening.'));
    give([]);
    expect(onStop).toHaveBeenCalledExactlyOnceWith(jasminesCall, 'listen', 'revoked');
    expect(onListen.mock.calls[0]?.[1].signal.aborted).toBe(true);
    expect(shown()).toEqual([]);
    expect(news()).toHaveTextContent('You were disconnected from the call. Your role does not include this.');
    expect(screen.getByRole('group')).toHaveTextContent('You were disconnected from the call.');
  });

  test('losing the target’s consent stops as well', async () => {
    const { page, onStop } = controls();
    const { rerender } = mountPhone(page(), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Listen' }));
    rerender(page({ call: { ...jasminesCall, consents: [] } }));
    expect(onStop).toHaveBeenCalledExactlyOnceWith(expect.anything(), 'listen', 'revoked');
  });

  test('losing a step below stops what stands on it', async () => {
    const { page, onStop } = controls();
    const { give } = mountPhone(page(), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Join' }));
    give(ladder.filter((each) => each !== 'calls.whisper'));
    expect(onStop).toHaveBeenCalledExactlyOnceWith(jasminesCall, 'barge', 'revoked');
    expect(shown()).toEqual(['Listen']);
  });

  test('a right that is lost while connecting aborts, and a late answer changes nothing', async () => {
    let connect = () => {};
    const onListen = vi.fn<() => Promise<void>>(() => new Promise((resolve) => (connect = resolve)));
    const { page, onStop } = controls({ onListen });
    const { give } = mountPhone(page(), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Listen' }));
    give([]);
    expect(onStop).toHaveBeenCalledExactlyOnceWith(jasminesCall, 'listen', 'revoked');
    await act(async () => connect());
    expect(screen.getByRole('group')).toHaveAttribute('data-step', 'cut');
  });

  test('a step that does not work says so and can be tried again', async () => {
    const onListen = vi.fn<() => Promise<void>>(() => Promise.reject(new Error('busy')));
    const { page, onStop } = controls({ onListen });
    mountPhone(page(), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Listen' }));
    await waitFor(() => expect(screen.getByText(/Try again/, { selector: '.hs-live span' })).toBeVisible());
    expect(onStop).toHaveBeenCalledExactlyOnceWith(jasminesCall, 'listen', 'failed');
    await userEvent.click(screen.getByRole('button', { name: 'Listen' }));
    expect(onListen).toHaveBeenCalledTimes(2);
  });

  test('the end of the call, another call and leaving the page stop it, each once', async () => {
    const { page, onStop } = controls();
    const { rerender, unmount } = mountPhone(page(), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Listen' }));
    rerender(page({ isLive: false }));
    expect(onStop).toHaveBeenLastCalledWith(jasminesCall, 'listen', 'ended');
    rerender(page());
    await userEvent.click(screen.getByRole('button', { name: 'Listen' }));
    rerender(page({ call: { ...jasminesCall, id: 'next' } }));
    expect(onStop).toHaveBeenLastCalledWith(jasminesCall, 'listen', 'unmounted');
    await userEvent.click(screen.getByRole('button', { name: 'Listen' }));
    unmount();
    expect(onStop).toHaveBeenCalledTimes(3);
  });

  test('another call is left alone by controls of one’s own markup as well', async () => {
    const { onStop, onListen } = controls();
    const Own = ({ id }: { readonly id: string }) => {
      const live = useLiveCallControls({ call: { ...jasminesCall, id }, onListen, onStop });
      return (
        <button type="button" onClick={() => live.go('listen')}>
          {live.state.step}
        </button>
      );
    };
    const { rerender } = mountPhone(<Own id="one" />, ladder);
    await userEvent.click(screen.getByRole('button'));
    await waitFor(() => expect(button('on')).toBeVisible());
    rerender(<Own id="two" />);
    await waitFor(() => expect(button('idle')).toBeVisible());
    expect(onStop).toHaveBeenCalledExactlyOnceWith({ ...jasminesCall, id: 'one' }, 'listen', 'unmounted');
    expect(onListen.mock.calls[0]?.[1].signal.aborted).toBe(true);
  });

  test.each([
    ['rejects', () => Promise.reject(new Error('busy'))],
    [
      'throws',
      () => {
        throw new Error('busy');
      },
    ],
  ])('a phone system that %s when one is to leave is not taken to have let one go', async (_how, fail) => {
    const onStop = vi.fn<() => void | Promise<void>>(fail);
    const { page } = controls({ onStop });
    const { give } = mountPhone(page(), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Listen' }));
    give([]);
    await waitFor(() => expect(news()).toHaveTextContent('You may still be in the call'));
    expect(screen.getByRole('group')).toHaveTextContent('You may still be in the call');
    expect(shown()).toEqual(['Stop']);
    onStop.mockImplementation(() => {});
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(onStop).toHaveBeenLastCalledWith(jasminesCall, 'listen', 'user');
    await waitFor(() => expect(button('Stop')).toBeNull());
  });

  test('a double click on a step takes it once', async () => {
    const { page, onListen, onStop } = controls();
    mountPhone(page(), ladder);
    await userEvent.dblClick(screen.getByRole('button', { name: 'Listen' }));
    expect(onListen).toHaveBeenCalledOnce();
    expect(onStop).not.toHaveBeenCalled();
  });

  test('one who is never connected can leave, and what comes after that is not wanted any more', async () => {
    let connect = () => {};
    const onListen = vi.fn<() => Promise<void>>(() => new Promise((resolve) => (connect = resolve)));
    const { page, onStop } = controls({ onListen });
    mountPhone(page(), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Listen' }));
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(onStop).toHaveBeenCalledExactlyOnceWith(jasminesCall, 'listen', 'user');
    await act(async () => connect());
    expect(screen.getByRole('group')).toHaveAttribute('data-step', 'idle');
  });

  test('a call that was taken over is not hung up on when the right goes', async () => {
    const { page, onStop } = controls();
    const { give } = mountPhone(page(), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Take over' }));
    await waitFor(() =>
      expect(screen.getByText(/You’re on the call now/, { selector: '.hs-live span' })).toBeVisible(),
    );
    give([]);
    expect(onStop).not.toHaveBeenCalled();
  });
});

describe('focus', () => {
  const inGroup = () => screen.getByRole('group').contains(document.activeElement);
  const listening = async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Listen' }));
    screen.getByRole('button', { name: 'Stop' }).focus();
  };

  test('that was on Stop goes on to a step when one has left the call', async () => {
    mountPhone(controls().page(), ladder);
    await listening();
    await userEvent.keyboard('{Enter}');
    expect(button('Stop')).toBeNull();
    await waitFor(() => expect(inGroup()).toBe(true));
    expect(document.activeElement?.tagName).toBe('BUTTON');
  });

  test('that was on Stop stays in the controls when the right goes, with nothing left to press', async () => {
    const { give } = mountPhone(controls().page(), ladder);
    await listening();
    give([]);
    expect(shown()).toEqual([]);
    await waitFor(() => expect(inGroup()).toBe(true));
  });

  test('stays in the controls when the call ends', async () => {
    const { page } = controls();
    const { rerender } = mountPhone(page(), ladder);
    await listening();
    rerender(page({ isLive: false }));
    await waitFor(() => expect(inGroup()).toBe(true));
  });
});

test('focus on a step of a call that ends finds what has happened', async () => {
  const { page } = controls();
  const { rerender } = mountPhone(page(), ladder);
  screen.getByRole('button', { name: 'Listen' }).focus();
  rerender(page({ isLive: false }));
  await waitFor(() => expect(screen.getByRole('group')).toHaveFocus());
  expect(screen.getByRole('group')).toHaveTextContent('The call has ended.');
});

test('a call that was taken over says so until it ends', async () => {
  const { page } = controls();
  const { rerender } = mountPhone(page(), ladder);
  await userEvent.click(screen.getByRole('button', { name: 'Take over' }));
  await screen.findByText(/You’re on the call now/, { selector: '.hs-live span' });
  rerender(page({ isLive: false }));
  expect(screen.getByRole('group')).toHaveTextContent('The call has ended.');
});

describe('where the platform plays a notice', () => {
  const notices = { barge: 'Everybody in the call hears: “A supervisor has joined.”' };

  test('focus goes on to the step that the answer led to', async () => {
    mountPhone(controls({ notices }).page(), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Join' }));
    await screen.findByRole('alertdialog', { name: 'Join?' }, loaded);
    await userEvent.keyboard('{Tab}{Tab}{Enter}');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Join' })).toHaveFocus());
    expect(screen.getByRole('button', { name: 'Join' })).toHaveAttribute('aria-pressed', 'true');
  });

  test('the user is asked first, and nothing happens before the answer', async () => {
    const { page, onBarge } = controls({ notices });
    mountPhone(page(), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Join' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Join?' }, loaded);
    expect(dialog).toHaveTextContent('A supervisor has joined.');
    expect(onBarge).not.toHaveBeenCalled();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(onBarge).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Join' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Continue' }));
    expect(onBarge).toHaveBeenCalledOnce();
  });

  test('a right that is lost takes the question away', async () => {
    const { page, onBarge } = controls({ notices });
    const { give } = mountPhone(page(), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Join' }));
    await screen.findByRole('alertdialog', undefined, loaded);
    give(['calls.listen']);
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(onBarge).not.toHaveBeenCalled();
    await waitFor(() => expect(button('Listen')).toHaveFocus());
  });
});

describe('where the phone system tells whether one is in the call', () => {
  const step = () => screen.getByRole('group').dataset['step'];

  test('somebody who is in it already is shown so, and can leave', async () => {
    const { page, onListen, onStop } = controls();
    mountPhone(page({ joined: 'listen' }), ladder);
    expect(button('Listen')).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(onStop).toHaveBeenCalledExactlyOnceWith(jasminesCall, 'listen', 'user');
    expect(onListen).not.toHaveBeenCalled();
  });

  test('a leg that is gone is said and shown, and nobody is asked to end it', async () => {
    const { page, onListen, onStop } = controls();
    const { rerender } = mountPhone(page({ joined: null }), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Listen' }));
    rerender(page({ joined: 'listen' }));
    await waitFor(() => expect(news()).toHaveTextContent('You are listening.'));
    rerender(page({ joined: null }));
    expect(step()).toBe('gone');
    expect(onListen.mock.calls[0]?.[1].signal.aborted).toBe(true);
    await waitFor(() => expect(news()).toHaveTextContent('You are no longer in the call'));
    expect(screen.getByRole('group')).toHaveTextContent('You are no longer in the call');
    expect(shown()).toEqual(['Listen', 'Whisper', 'Join', 'Take over']);
    expect(onStop).not.toHaveBeenCalled();
  });

  test('one is not in it before it says so, whatever the callback has resolved', async () => {
    const { page } = controls({ onListen: () => Promise.resolve() });
    const { rerender } = mountPhone(page({ joined: null }), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Listen' }));
    await act(async () => {});
    expect(step()).toBe('connecting');
    rerender(page({ joined: null, name: 'Jasmine B.' }));
    expect(step()).toBe('connecting');
    rerender(page({ joined: 'listen' }));
    expect(step()).toBe('on');
  });

  test('a step that was taken elsewhere is followed', () => {
    const { page, onStop } = controls();
    const { rerender } = mountPhone(page({ joined: 'listen' }), ladder);
    rerender(page({ joined: 'barge' }));
    expect(button('Join')).toHaveAttribute('aria-pressed', 'true');
    rerender(page({ joined: 'takeOver' }));
    expect(step()).toBe('taken');
    expect(onStop).not.toHaveBeenCalled();
  });

  test('a right that is lost ends what one was in before the controls came', () => {
    const { page, onStop } = controls();
    const { give } = mountPhone(page({ joined: 'listen' }), ladder);
    give([]);
    expect(onStop).toHaveBeenCalledExactlyOnceWith(jasminesCall, 'listen', 'revoked');
    expect(step()).toBe('cut');
  });

  test('somebody who is in it without the right to be is taken out', () => {
    const { page, onStop } = controls();
    mountPhone(page({ joined: 'whisper' }), ['calls.listen']);
    expect(onStop).toHaveBeenCalledWith(jasminesCall, 'whisper', 'revoked');
  });

  test('leaving the page ends what was begun here, and not what one was in before', async () => {
    const { page, onStop } = controls();
    mountPhone(page({ joined: 'listen' }), ladder).unmount();
    expect(onStop).not.toHaveBeenCalled();
    const { rerender, unmount } = mountPhone(page({ joined: null }), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Listen' }));
    rerender(page({ joined: 'listen' }));
    unmount();
    expect(onStop).toHaveBeenCalledExactlyOnceWith(jasminesCall, 'listen', 'unmounted');
  });

  test('another call is followed on its own', () => {
    const { page, onStop } = controls();
    const { rerender } = mountPhone(page({ joined: 'listen' }), ladder);
    rerender(page({ call: { ...jasminesCall, id: 'next' }, joined: null }));
    expect(step()).toBe('idle');
    rerender(page({ call: { ...jasminesCall, id: 'last' }, joined: 'whisper' }));
    expect(button('Whisper')).toHaveAttribute('aria-pressed', 'true');
    expect(onStop).not.toHaveBeenCalled();
  });

  test('one could not leave, and is out all the same when it says so', async () => {
    const onStop = vi.fn<() => Promise<void>>(() => Promise.reject(new Error('busy')));
    const { page } = controls({ onStop });
    const { rerender } = mountPhone(page({ joined: 'listen', onStop }), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
    await waitFor(() => expect(step()).toBe('stuck'));
    rerender(page({ joined: null, onStop }));
    expect(step()).toBe('gone');
  });
});

describe('a call that is only for a moment taken to have ended', () => {
  test('says so no longer when it is live, and can be joined again', async () => {
    const { page, onListen } = controls();
    const { rerender } = mountPhone(page(), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Listen' }));
    rerender(page({ isLive: false }));
    expect(screen.getByRole('group')).toHaveTextContent('The call has ended.');
    rerender(page({ isLive: true }));
    expect(screen.getByRole('group')).not.toHaveTextContent('The call has ended.');
    await waitFor(() => expect(news()).toHaveTextContent('The call is live again.'));
    await userEvent.click(screen.getByRole('button', { name: 'Listen' }));
    expect(onListen).toHaveBeenCalledTimes(2);
  });

  test('does not ask again what it was asking', async () => {
    const { page } = controls({ notices: { barge: 'Everybody hears it.' } });
    const { rerender } = mountPhone(page(), ladder);
    await userEvent.click(screen.getByRole('button', { name: 'Join' }));
    await screen.findByRole('alertdialog', undefined, loaded);
    rerender(page({ isLive: false, notices: { barge: 'Everybody hears it.' } }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    rerender(page({ isLive: true, notices: { barge: 'Everybody hears it.' } }));
    await act(async () => {});
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });
});
