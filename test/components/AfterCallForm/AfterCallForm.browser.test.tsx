import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { AfterCallForm, type AfterCallOptions } from '../../../src/components/AfterCallForm/index.js';
import { someTags } from '../../../stories/components/phone/fixtures.js';
import type { Given } from '../../../stories/components/phone/phoneCatalog.js';
import { createManualClock } from '../../sources/manualClock.js';
import { mountPhone } from '../phone/mountPhone.js';

const tagDuty: Given = { permission: 'tags.required', value: true };
const noteDuty: Given = { permission: 'notes.required', value: true };
const allotted = (value: number): Given => ({ permission: 'afterCall.duration', value });

function form(more: Partial<AfterCallOptions> = {}) {
  const onClose = vi.fn<AfterCallOptions['onClose']>();
  const clock = createManualClock();
  const page = <AfterCallForm endedAt={0} tags={someTags} onClose={onClose} clock={clock} {...more} />;
  return { onClose, clock, page };
}

const close = () => screen.getByRole('button', { name: 'Save and close' });
const tag = (name: string) => screen.getByRole('checkbox', { name });

describe('the after-call form', () => {
  test('closes at once where nothing has to be done', async () => {
    const { page, onClose } = form();
    mountPhone(page, []);
    expect(screen.queryByRole('group', { name: /Tags/ })).toBeNull();
    await userEvent.click(close());
    expect(onClose).toHaveBeenCalledExactlyOnceWith({ tags: [], note: '' });
  });

  test('does not close before a required tag and a required note are there, and says which is missing', async () => {
    const { page, onClose } = form();
    mountPhone(page, ['calls.tag', tagDuty, noteDuty]);
    expect(close()).toHaveAttribute('aria-disabled', 'true');
    expect(close()).toHaveAccessibleDescription('Before you close: Choose a tag. Write a note.');
    await userEvent.click(close(), { force: true });
    expect(screen.getByRole('status')).toHaveTextContent('Choose a tag. Write a note.');
    await userEvent.click(tag('Complaint'));
    expect(close()).toHaveAccessibleDescription('Before you close: Write a note.');
    await userEvent.type(screen.getByRole('textbox', { name: /Note/ }), '   ');
    expect(close()).toHaveAttribute('aria-disabled', 'true');
    await userEvent.type(screen.getByRole('textbox', { name: /Note/ }), 'Sent the invoice.');
    expect(close()).not.toHaveAttribute('aria-disabled');
    await userEvent.click(close());
    expect(onClose).toHaveBeenCalledExactlyOnceWith({ tags: ['tag-1'], note: 'Sent the invoice.' });
  });

  test('cannot be closed around its button either', async () => {
    const { page, onClose } = form();
    const { container } = mountPhone(page, ['calls.tag', tagDuty]);
    act(() => container.querySelector('form')?.requestSubmit());
    expect(onClose).not.toHaveBeenCalled();
  });

  test('is not closable as long as its duties are not known', async () => {
    const { page, onClose } = form();
    const { give } = mountPhone(page);
    expect(close()).toHaveAccessibleDescription(/still being checked/);
    await userEvent.click(close(), { force: true });
    expect(onClose).not.toHaveBeenCalled();
    give([]);
    await userEvent.click(close());
    expect(onClose).toHaveBeenCalledOnce();
  });

  test('asks for no tag of those who may not tag, and keeps none', async () => {
    const { page, onClose } = form();
    const { give } = mountPhone(page, ['calls.tag', tagDuty]);
    await userEvent.click(tag('Order'));
    give([tagDuty]);
    expect(screen.queryByRole('checkbox')).toBeNull();
    await userEvent.click(close());
    expect(onClose).toHaveBeenCalledExactlyOnceWith({ tags: [], note: '' });
  });

  test('a tag can be taken off again, and is then missing again', async () => {
    mountPhone(form().page, ['calls.tag', tagDuty]);
    await userEvent.click(tag('Order'));
    expect(close()).not.toHaveAttribute('aria-disabled');
    await userEvent.click(tag('Order'));
    expect(close()).toHaveAttribute('aria-disabled', 'true');
  });

  test('a failure to save is told, what was written stays, and it can be tried again', async () => {
    const onClose = vi.fn<AfterCallOptions['onClose']>(() => Promise.reject(new Error('no network')));
    mountPhone(form({ onClose }).page, []);
    await userEvent.type(screen.getByRole('textbox'), 'Call back at four.');
    await userEvent.click(close());
    expect(await screen.findByText(/not saved/, { selector: '.hs-after-call-failed' })).toBeVisible();
    expect(screen.getByRole('textbox')).toHaveValue('Call back at four.');
    await userEvent.click(close());
    expect(onClose).toHaveBeenCalledTimes(2);
  });
});

describe('the allotted time', () => {
  const timer = () => screen.queryByRole('timer');

  test('counts down to its end, and the form stays until its duties are met', async () => {
    const onTimeOver = vi.fn<() => void>();
    const { page, clock, onClose } = form({ onTimeOver });
    mountPhone(page, [allotted(65), noteDuty]);
    expect(timer()).toHaveTextContent('1:05 left');
    act(() => clock.advance(6_000));
    expect(timer()).toHaveTextContent('0:59 left');
    expect(screen.getByRole('status')).toHaveTextContent('');
    act(() => clock.advance(49_000));
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('10 seconds left'));
    expect(onTimeOver).not.toHaveBeenCalled();
    act(() => clock.advance(30_000));
    expect(timer()).toHaveTextContent('The time is over.');
    expect(onTimeOver).toHaveBeenCalledOnce();
    expect(close()).toHaveAttribute('aria-disabled', 'true');
    expect(onClose).not.toHaveBeenCalled();
    expect(clock.waiting).toBe(0);
  });

  test('is not counted where none is allotted', () => {
    const { page, clock } = form();
    mountPhone(page, []);
    expect(timer()).toBeNull();
    expect(clock.waiting).toBe(0);
  });

  test('goes on where an administrator gives more of it', () => {
    const { page, clock } = form();
    const { give } = mountPhone(page, [allotted(10)]);
    act(() => clock.advance(12_000));
    expect(timer()).toHaveTextContent('The time is over.');
    give([allotted(30)]);
    expect(timer()).toHaveTextContent('0:18 left');
    act(() => clock.advance(1_000));
    expect(timer()).toHaveTextContent('0:17 left');
  });
});

test('tags that are none are not offered, and nothing breaks', () => {
  const tags = JSON.parse('[null, 7, {"id": 3}, {"id": "t", "label": "Order"}]') as typeof someTags;
  const { rerender } = mountPhone(form({ tags }).page, ['calls.tag']);
  expect(screen.getAllByRole('checkbox')).toHaveLength(1);
  rerender(form({ tags: JSON.parse('null') as typeof someTags }).page);
  expect(screen.queryByRole('checkbox')).toBeNull();
});

test('nothing that was written about one call is left for the next', async () => {
  const of = (callId: string) => form({ callId }).page;
  const { rerender } = mountPhone(of('call-1'), ['calls.tag']);
  await userEvent.type(screen.getByRole('textbox', { name: /Note/ }), 'About Ada');
  await userEvent.click(tag('Order'));
  rerender(of('call-1'));
  expect(screen.getByRole('textbox', { name: /Note/ })).toHaveValue('About Ada');
  rerender(of('call-2'));
  expect(screen.getByRole('textbox', { name: /Note/ })).toHaveValue('');
  expect(tag('Order')).not.toBeChecked();
});
