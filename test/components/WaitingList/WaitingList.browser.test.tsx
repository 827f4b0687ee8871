import { act, screen, waitFor, within } from '@testing-library/react';
import { type ReactNode, useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { WaitingList, type WaitingListProps } from '../../../src/components/WaitingList/index.js';
import type { WaitingCall } from '../../../src/components/WaitingList/index.js';
import { noon, waitingCalls } from '../../../stories/components/phone/fixtures.js';
import { createManualClock } from '../../sources/manualClock.js';
import { mountPhone } from '../phone/mountPhone.js';

const see = ['waitingList.view'] as const;
const both = ['waitingList.view', 'waitingList.pickUp'] as const;

function list(more: Partial<WaitingListProps<WaitingCall>> = {}) {
  const onPickUp = vi.fn<(call: WaitingCall) => void>();
  const moving = createManualClock();
  const clock = { now: () => noon + moving.now(), after: moving.after };
  const page = <WaitingList calls={waitingCalls} onPickUp={onPickUp} clock={clock} {...more} />;
  return { onPickUp, moving, page };
}

const rows = () => screen.queryAllByRole('listitem');
const answer = (name: RegExp) => screen.getByRole('button', { name });

describe('the waiting list', () => {
  test('shows who waits longest first, and for how long', () => {
    const { page, moving } = list();
    mountPhone(page, see);
    expect(rows().map((row) => row.textContent)).toEqual([
      '+44 20 7946 0123SupportWaiting for 3:07',
      'Nadia Benali+33 6 12 34 56 78SalesWaiting for 0:42',
      'No numberSalesWaiting for 0:05',
    ]);
    act(() => moving.advance(1_000));
    expect(rows()[0]).toHaveTextContent('3:08');
  });

  test('is not there for those who may not see it, nor before that is known', () => {
    const { page } = list({ fallback: <p>Nothing here.</p> });
    const { give, container } = mountPhone(page);
    expect(container).toHaveTextContent('Checking what you may see…');
    expect(rows()).toEqual([]);
    give(['waitingList.pickUp']);
    expect(screen.getByText('Nothing here.')).toBeVisible();
    expect(screen.queryByRole('region')).toBeNull();
  });

  test('goes when the right goes, and says so', async () => {
    const { page } = list();
    const { give } = mountPhone(page, both);
    give([]);
    expect(rows()).toEqual([]);
    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent('You cannot see the waiting calls any more.'),
    );
  });

  test.each([
    ['loading', { calls: undefined }, 'Loading the waiting calls…'],
    ['failed', { isFailed: true }, 'The waiting calls could not be loaded. Try again.'],
    ['empty', { calls: [] }, 'Nobody is waiting.'],
  ])('says that it is %s', (_view, props, text) => {
    const onRetry = vi.fn<() => void>();
    mountPhone(list({ ...props, onRetry }).page, see);
    expect(screen.getByText(text)).toBeVisible();
    expect(screen.queryAllByRole('button')).toHaveLength('isFailed' in props ? 1 : 0);
  });
});

test('calls whose fields are no text are listed as far as they can be read', () => {
  const calls = JSON.parse(
    '[{"id":"a","number":33612345678,"name":7,"queue":[],"since":"noon"},{"id":"b","number":{},"name":null,"since":null}]',
  ) as WaitingCall[];
  const { give } = mountPhone(list({ calls }).page, both);
  expect(rows()).toHaveLength(2);
  give([...both, { permission: 'numbers.anonymise', value: true }]);
  expect(rows()).toHaveLength(2);
  expect(document.body).not.toHaveTextContent('612345');
});

test('a wait whose beginning is no time comes last, and the others are in order', () => {
  const calls = JSON.parse(
    `[{"id":"a","name":"Ada","since":${noon - 1_000}},{"id":"b","name":"Bob","since":"x"},{"id":"c","name":"Cy","since":${noon - 9_000}}]`,
  ) as WaitingCall[];
  mountPhone(list({ calls }).page, see);
  expect(rows().map((row) => row.textContent?.slice(0, 2))).toEqual(['Cy', 'Ad', 'Bo']);
});

describe('to pick up', () => {
  test('is a right of its own', () => {
    const { page } = list();
    const { give } = mountPhone(page, see);
    expect(screen.queryByRole('button')).toBeNull();
    give(both);
    expect(screen.getAllByRole('button')).toHaveLength(3);
  });

  test('can say why it is not allowed', async () => {
    const { page, onPickUp } = list({ mode: 'disable' });
    mountPhone(page, see);
    expect(answer(/Nadia/)).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(answer(/Nadia/), { force: true });
    expect(onPickUp).not.toHaveBeenCalled();
  });

  test('takes that very call, by keyboard', async () => {
    const { page, onPickUp } = list();
    mountPhone(page, both);
    await userEvent.keyboard('{Tab}{Tab}{Enter}');
    expect(onPickUp).toHaveBeenCalledExactlyOnceWith(waitingCalls[0]);
  });

  test('one call at a time; where somebody else was faster the row says so', async () => {
    let fail = () => {};
    const onPickUp = vi.fn<(call: WaitingCall) => Promise<void>>(
      () => new Promise((_, reject) => (fail = () => reject(new Error('taken')))),
    );
    mountPhone(list({ onPickUp }).page, both);
    await userEvent.click(answer(/Nadia/));
    await userEvent.click(answer(/7946/));
    expect(onPickUp).toHaveBeenCalledOnce();
    await act(async () => fail());
    const row = screen.getAllByRole('listitem')[1];
    await waitFor(() => expect(row && within(row).getByText(/taken by somebody else/)).toBeVisible());
    await userEvent.click(answer(/7946/));
    expect(onPickUp).toHaveBeenCalledTimes(2);
  });
});

test('a double click answers one call, also where the next one comes to its place', async () => {
  const picked: string[] = [];
  const Queue = (): ReactNode => {
    const [calls, setCalls] = useState(waitingCalls);
    const onPickUp = (call: WaitingCall) => {
      picked.push(call.id);
      setCalls((all) => all.filter((each) => each !== call));
    };
    return <WaitingList calls={calls} clock={{ now: () => noon, after: () => () => {} }} onPickUp={onPickUp} />;
  };
  mountPhone(<Queue />, both);
  await userEvent.dblClick(answer(/7946/));
  expect(picked).toEqual(['w1']);
  await userEvent.click(answer(/Nadia/));
  expect(picked).toEqual(['w1', 'w2']);
});

describe('focus on a call that somebody else has taken', () => {
  test('goes on to the next one, and from the last one back', async () => {
    const { page } = list();
    const { rerender } = mountPhone(page, both);
    answer(/Nadia/).focus();
    rerender(list({ calls: waitingCalls.filter(({ id }) => id !== 'w2') }).page);
    await waitFor(() => expect(answer(/No number/)).toHaveFocus());
    rerender(list({ calls: waitingCalls.filter(({ id }) => id === 'w1') }).page);
    await waitFor(() => expect(answer(/7946/)).toHaveFocus());
  });

  test('stays in the list when nobody waits any more', async () => {
    const { page } = list();
    const { rerender } = mountPhone(page, both);
    answer(/Nadia/).focus();
    rerender(list({ calls: [] }).page);
    await waitFor(() => expect(screen.getByRole('region').contains(document.activeElement)).toBe(true));
  });
});

describe('a queue of hundreds', () => {
  const many = Array.from({ length: 320 }, (_, i) => ({
    id: `m${i}`,
    number: `+3361234${1_000 + i}`,
    since: noon - i * 1_000,
  }));

  test('shows the longest waits, how many there are, and more of them on request', async () => {
    mountPhone(list({ calls: many }).page, both);
    expect(rows()).toHaveLength(50);
    expect(rows()[0]).toHaveTextContent('5:19');
    expect(screen.getByRole('region')).toHaveTextContent('Waiting calls320');
    const more = screen.getByRole('button', { name: 'Show 50 more of 270' });
    more.focus();
    await userEvent.keyboard('{Enter}');
    expect(rows()).toHaveLength(100);
    // Whoever asked for more goes on where they were.
    await waitFor(() => expect(within(rows()[50] as HTMLElement).getByRole('button')).toHaveFocus());
    await userEvent.click(screen.getByRole('button', { name: 'Show 50 more of 220' }));
    expect(rows()).toHaveLength(150);
  });

  test('shows all of a few', () => {
    mountPhone(list({ calls: many.slice(0, 50) }).page, both);
    expect(rows()).toHaveLength(50);
    expect(screen.queryByRole('button', { name: /^Show/ })).toBeNull();
  });
});
