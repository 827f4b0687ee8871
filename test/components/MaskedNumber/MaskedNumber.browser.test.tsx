import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { MaskedNumber } from '../../../src/components/MaskedNumber/index.js';
import { AfterCallForm } from '../../../src/components/AfterCallForm/index.js';
import { LiveCallControls } from '../../../src/components/LiveCallControls/index.js';
import { WaitingList } from '../../../src/components/WaitingList/index.js';
import { defaultNumber, jasminesCall, someNumbers, waitingCalls } from '../../../stories/components/phone/fixtures.js';
import { everythingIn, leaks } from '../../../stories/components/phone/leaks.js';
import { Dialer } from '../CallerIdPicker/support/Dialer.js';
import { mountPhone } from '../phone/mountPhone.js';

const number = '+33612345678';
const masked = { permission: 'numbers.anonymise', value: true } as const;

const pageText = () => everythingIn(document).join('\n');

describe('a number', () => {
  test('is written in its international form, or as the server writes it', () => {
    mountPhone(
      <>
        <MaskedNumber number={number} />
        <MaskedNumber number={number} display="06-12-34-56-78" />
      </>,
      [],
    );
    expect(screen.getByText('+33 6 12 34 56 78')).toBeVisible();
    expect(screen.getByText('06-12-34-56-78')).toBeVisible();
  });

  test('that is hidden shows and says its last two digits and no more', () => {
    const { container } = mountPhone(<MaskedNumber number={number} display="06-12-34-56-78" />, [masked]);
    expect(container).toHaveTextContent('••-••-••-••-78');
    expect(screen.getByText('Hidden number ending in 78')).toBeInTheDocument();
    expect(leaks(number)).toEqual([]);
  });

  test('is hidden as long as it is not known whether it may be shown', () => {
    mountPhone(<MaskedNumber number={number} />);
    expect(leaks(number)).toEqual([]);
  });

  test('is shown and hidden as the duty comes and goes', () => {
    const { give } = mountPhone(<MaskedNumber number={number} />, []);
    expect(screen.getByText('+33 6 12 34 56 78')).toBeVisible();
    give([masked]);
    expect(screen.queryByText('+33 6 12 34 56 78')).toBeNull();
    expect(leaks(number)).toEqual([]);
  });

  test('stays hidden where the application names a duty that the catalog lacks', () => {
    mountPhone(<MaskedNumber number={number} permissions={{ mask: 'no.such' }} />, []);
    expect(leaks(number)).toEqual([]);
  });
});

describe('hidden numbers are nowhere in the page', () => {
  const leaked = () => someNumbers.filter(({ id }) => leaks(id).length > 0).map(({ id }) => id);

  test.each(['combobox', 'select'] as const)('of a caller ID %s, neither open nor closed', async (variant) => {
    const named = someNumbers.map((each) => ({ ...each, label: `${each.label ?? 'Line'} ${each.number}` }));
    mountPhone(<Dialer variant={variant} numbers={named} defaultId={defaultNumber} />, ['callerId.choose', masked]);
    expect(leaked()).toEqual([]);
    if (variant === 'select') return;
    await userEvent.click(screen.getByRole('combobox'));
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(someNumbers.length));
    expect(leaked()).toEqual([]);
  });

  test('and cannot be found by typing their digits', async () => {
    mountPhone(<Dialer numbers={someNumbers} defaultId={defaultNumber} />, ['callerId.choose', masked]);
    await userEvent.click(screen.getByRole('combobox'));
    await userEvent.clear(screen.getByRole('combobox'));
    await userEvent.type(screen.getByRole('combobox'), '0491001');
    await waitFor(() => expect(screen.getByText('No number matches.')).toBeVisible());
  });

  test('of a waiting list, its buttons included', () => {
    const calls = waitingCalls.map((call) => ({ ...call, name: call.number ? `Caller ${call.number}` : undefined }));
    mountPhone(<WaitingList calls={calls} onPickUp={() => {}} />, ['waitingList.view', 'waitingList.pickUp', masked]);
    expect(screen.getAllByRole('button')).toHaveLength(3);
    for (const call of calls) if (call.number) expect(leaks(call.number)).toEqual([]);
  });

  test('of what is announced when one is revoked', async () => {
    const { give } = mountPhone(<Dialer variant="select" numbers={someNumbers} defaultId={defaultNumber} />, [
      'callerId.choose',
      masked,
    ]);
    give([masked]);
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Hidden number ending in 00'));
    expect(leaked()).toEqual([]);
  });

  test('of what is said when one is revoked and hidden in the same moment', async () => {
    const { give } = mountPhone(<Dialer variant="select" numbers={someNumbers} defaultId={defaultNumber} />, [
      'callerId.choose',
    ]);
    give([masked]);
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Hidden number ending in 00'));
    expect(leaked()).toEqual([]);
  });

  test('of the number that a call comes from, hidden while the call lasts', () => {
    const call = (isInCall: boolean) => (
      <Dialer variant="select" numbers={someNumbers} defaultId={defaultNumber} isInCall={isInCall} />
    );
    const { give, rerender } = mountPhone(call(false), ['callerId.choose']);
    rerender(call(true));
    expect(leaked()).toContain(defaultNumber);
    give(['callerId.choose', masked]);
    expect(leaked()).toEqual([]);
    give([masked]);
    expect(leaked()).toEqual([]);
    expect(screen.getByRole('group', { name: 'Call with' })).toHaveTextContent('••');
  });

  test('of a label that repeats the end of its own number', () => {
    const numbers = [{ id: 'a', number: '+33142685300', label: 'Desk 5300, floor 12' }];
    mountPhone(<Dialer variant="select" numbers={numbers} />, ['callerId.choose', masked]);
    expect(pageText()).toContain('Desk ••00, floor 12');
    expect(pageText()).not.toContain('5300');
  });

  test('of a number that is written in letters', () => {
    mountPhone(<MaskedNumber number="+18003569377" display="1-800-FLOWERS" />, [masked]);
    expect(pageText()).not.toContain('FLOWERS');
    expect(screen.getByText('Hidden number ending in 77')).toBeInTheDocument();
  });

  test.each([
    ['a word that is dialled, and nothing else', undefined, '1-800-FLOWERS'],
    ['a word as the number itself', '1-800-FLOWERS', undefined],
    ['an address', 'sip:flowers@shop.example', undefined],
  ])('of %s', (_what, written, display) => {
    mountPhone(<MaskedNumber number={written} display={display} />, [masked]);
    expect(pageText()).not.toMatch(/flowers|shop/i);
    expect(screen.getByText('Hidden number')).toBeInTheDocument();
  });

  test.each(['combobox', 'select'] as const)(
    'of a caller ID %s that goes from under the focus in the same moment',
    async (variant) => {
      const { give } = mountPhone(<Dialer variant={variant} numbers={someNumbers} defaultId={defaultNumber} />, [
        'callerId.choose',
      ]);
      screen.getByRole('combobox').focus();
      give([masked]);
      await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Hidden number ending in 00'));
      expect(leaked()).toEqual([]);
    },
  );

  test('and a reader hears no dots in the field of a caller ID', () => {
    const named = { id: 'a', number: '+33142685300', label: 'Desk 5300' };
    mountPhone(<Dialer numbers={[named, ...someNumbers]} defaultId="a" />, ['callerId.choose', masked]);
    expect(screen.getByRole('combobox')).toHaveValue('Desk Hidden number ending in 00 · Hidden number ending in 00');
  });

  test('of a queue that is named after one', () => {
    const [call] = waitingCalls;
    const calls = call ? [{ ...call, queue: 'Line +33 1 42 68 53 00' }] : [];
    mountPhone(<WaitingList calls={calls} />, ['waitingList.view', masked]);
    expect(leaks('+33142685300')).toEqual([]);
  });

  test('of a button to answer that goes, or is disabled, from under the focus in the same moment', async () => {
    const both = ['waitingList.view', 'waitingList.pickUp'] as const;
    for (const mode of ['hide', 'disable'] as const) {
      const { give, unmount } = mountPhone(<WaitingList calls={waitingCalls} onPickUp={() => {}} mode={mode} />, both);
      screen.getByRole('button', { name: 'Answer +44 20 7946 0123' }).focus();
      give(['waitingList.view', masked]);
      await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Answer is no longer available.'));
      expect(leaks('+442079460123')).toEqual([]);
      unmount();
    }
  });

  test('of who is in a live call, and of what the platform says to them', async () => {
    const notices = { listen: 'To +33 6 12 34 56 78: “This call is supervised.”' };
    mountPhone(
      <LiveCallControls call={jasminesCall} name="Caller 06 12 34 56 78" notices={notices} onListen={() => {}} />,
      ['calls.listen', masked],
    );
    await waitFor(() =>
      expect(screen.getByRole('group', { name: 'Call of Caller Hidden number ending in 78' })).toBeVisible(),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Listen' }));
    expect(await screen.findByRole('alertdialog')).toHaveTextContent('To Hidden number ending in 78: “This');
    expect(leaks(number)).toEqual([]);
  });

  test('of a tag that is named after one', () => {
    const tags = [{ id: 'a', label: 'Call 06 12 34 56 78 back' }];
    mountPhone(<AfterCallForm endedAt={0} tags={tags} onClose={() => {}} />, ['calls.tag', masked]);
    expect(screen.getByRole('checkbox', { name: 'Call Hidden number ending in 78 back' })).toBeVisible();
    expect(leaks(number)).toEqual([]);
  });

  test('and a reader hears no dots of a name that holds one', () => {
    const calls = [{ id: 'a', name: 'Caller 06 12 34 56 78', queue: 'Line 06 12 34 56 79', since: 0 }];
    mountPhone(<WaitingList calls={calls} onPickUp={() => {}} />, ['waitingList.view', 'waitingList.pickUp', masked]);
    expect(screen.getByRole('button', { name: 'Answer Caller Hidden number ending in 78' })).toBeVisible();
    for (const dots of screen.getAllByText(/•/)) expect(dots.closest('[aria-hidden=true]')).not.toBeNull();
  });

  test.each(['01–42–68–53–00', '01·42·68·53·00', '01\u200e42\u200e68\u200e53\u200e00', '٠١٤٢٦٨٥٣٠٠'])(
    'of a name that holds one written as %s',
    (written) => {
      const [call] = waitingCalls;
      mountPhone(<WaitingList calls={call ? [{ ...call, name: `Ada ${written}` }] : []} />, [
        'waitingList.view',
        masked,
      ]);
      expect(pageText()).not.toContain(written.slice(0, -3));
      expect(screen.getByText(/^Ada .*•/)).toBeVisible();
    },
  );
});
