import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { AfterCallForm, type AfterCallOptions, useAfterCallForm } from '../../../src/components/AfterCallForm/index.js';
import { someTags } from '../../../stories/components/phone/fixtures.js';
import type { Catalog } from '../../../src/model/catalog.js';
import { type Given, phoneCatalog } from '../../../stories/components/phone/phoneCatalog.js';
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

  test('says why a tag that is required cannot be set, where a catalog requires one of those who may set none', async () => {
    const { 'tags.required': required, ...others } = phoneCatalog.permissions;
    const permissions = { ...others, 'tags.required': { kind: required.kind, label: required.label } };
    const catalog: Catalog = { ...phoneCatalog, permissions };
    mountPhone(form().page, [tagDuty], { catalog });
    expect(screen.getByRole('group', { name: /Tags/ })).toHaveTextContent('Your role does not include this.');
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(close()).toHaveAttribute('aria-disabled', 'true');
  });

  test('is saved once by a double click', async () => {
    const { page, onClose } = form();
    mountPhone(page, []);
    await userEvent.dblClick(close());
    expect(onClose).toHaveBeenCalledOnce();
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
    await waitFor(() => expect(screen.getByText(/not saved/, { selector: '.hs-after-call-failed' })).toBeVisible());
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

  test('goes by the clock, also where the page was asleep', () => {
    let now = 0;
    let tick = () => {};
    const after = (_: number, run: () => void) => {
      tick = run;
      return () => {};
    };
    mountPhone(form({ clock: { now: () => now, after } }).page, [allotted(90)]);
    now = 61_000;
    act(() => tick());
    expect(timer()).toHaveTextContent(/^0:29 left$/);
  });

  test('is never more than is allotted, and is not counted from what is no time', () => {
    const ahead = form({ endedAt: 600_000 });
    const { rerender } = mountPhone(ahead.page, [allotted(60)]);
    expect(timer()).toHaveTextContent(/^1:00 left$/);
    rerender(form({ endedAt: Number.NaN }).page);
    expect(timer()).toBeNull();
  });

  test('is that of the next call where the last one’s is over, and its end is told of again', () => {
    const onTimeOver = vi.fn<() => void>();
    const { clock } = form();
    const of = (callId: string, endedAt: number) => form({ clock, callId, endedAt, onTimeOver }).page;
    const { rerender } = mountPhone(of('call-1', 0), [allotted(10)]);
    act(() => clock.advance(12_000));
    rerender(of('call-2', 12_000));
    expect(timer()).toHaveTextContent('0:10 left');
    act(() => clock.advance(12_000));
    rerender(of('call-3', 0));
    expect(timer()).toHaveTextContent('The time is over.');
    expect(onTimeOver).toHaveBeenCalledTimes(3);
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
  const tags = JSON.parse(
    '[null, 7, {"id": 3}, {"id": "t", "label": "Order"}, {"id": "u", "label": {}}]',
  ) as typeof someTags;
  const initial = JSON.parse('{ "tags": {}, "note": 7 }') as NonNullable<AfterCallOptions['initial']>;
  const { rerender } = mountPhone(form({ tags, initial }).page, ['calls.tag']);
  expect(screen.getAllByRole('checkbox')).toHaveLength(2);
  expect(screen.getByRole('textbox')).toHaveValue('7');
  rerender(form({ tags: JSON.parse('null') as typeof someTags }).page);
  expect(screen.queryByRole('checkbox')).toBeNull();
});

test('nothing that was written about one call is left for the next in a form of one’s own markup either', async () => {
  const Own = ({ callId }: { readonly callId: string }) => {
    const written = useAfterCallForm({
      callId,
      endedAt: 0,
      tags: someTags,
      onClose: () => new Promise<void>(() => {}),
    });
    return (
      <>
        <input value={written.note} onChange={({ target }) => written.setNote(target.value)} />
        <button type="button" onClick={written.close}>
          {written.state}
        </button>
      </>
    );
  };
  const { rerender } = mountPhone(<Own callId="call-1" />, []);
  await userEvent.type(screen.getByRole('textbox'), 'About Ada');
  await userEvent.click(screen.getByRole('button'));
  expect(screen.getByRole('button')).toHaveTextContent('busy');
  rerender(<Own callId="call-2" />);
  expect(screen.getByRole('textbox')).toHaveValue('');
  expect(screen.getByRole('button')).toHaveTextContent('idle');
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
