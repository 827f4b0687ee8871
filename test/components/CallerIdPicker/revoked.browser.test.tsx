import { screen, waitFor } from '@testing-library/react';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { defaultNumber, someNumbers } from '../../../stories/components/phone/fixtures.js';
import { type Given, onlyNumbers } from '../../../stories/components/phone/phoneCatalog.js';
import { mountPhone } from '../phone/mountPhone.js';
import { Dialer, type DialerProps } from './support/Dialer.js';

const onDial = vi.fn<(from: string) => void>();
const base = { numbers: someNumbers, defaultId: defaultNumber, onDial } satisfies DialerProps;
const only = (...ids: string[]): readonly Given[] => [{ permission: 'callerId.choose', scope: onlyNumbers(...ids) }];
const marseille = '+33491001122';
const sales = '+33142685301';
const both = only(defaultNumber, marseille, sales);
const group = () => screen.getByRole('group', { name: 'Call with' });
const news = () => screen.getByRole('status').textContent;
const dial = () => screen.getByRole('button', { name: 'Dial' });

const variants = ['combobox', 'select'] as const;

async function choose(variant: (typeof variants)[number]): Promise<void> {
  if (variant === 'select') {
    await userEvent.selectOptions(screen.getByRole('combobox'), 'Sales, Marseille, +33 4 91 00 11 22');
    return;
  }
  await userEvent.click(screen.getByRole('combobox'));
  await userEvent.click(await screen.findByRole('option', { name: /Marseille/ }));
}

describe.each(variants)('a number chosen in the %s', (variant) => {
  test('falls back to the default when it is revoked, and that is announced', async () => {
    const onChange = vi.fn<NonNullable<DialerProps['onChange']>>();
    onDial.mockClear();
    const { give } = mountPhone(<Dialer {...base} variant={variant} onChange={onChange} />, both);
    await choose(variant);
    give(only(defaultNumber, sales));
    await waitFor(() =>
      expect(news()).toBe(
        'Sales, Marseille, +33 4 91 00 11 22 is no longer available. Calls now come from Reception, +33 1 42 68 53 00, Default.',
      ),
    );
    expect(onChange).toHaveBeenLastCalledWith(expect.objectContaining({ name: 'Reception' }), 'fallback');
    await userEvent.click(dial());
    expect(onDial).toHaveBeenCalledExactlyOnceWith(defaultNumber);
  });

  test('does not come back by itself when it is granted again', async () => {
    onDial.mockClear();
    const { give } = mountPhone(<Dialer {...base} variant={variant} />, both);
    await choose(variant);
    give(only(defaultNumber, sales));
    give(both);
    await userEvent.click(dial());
    expect(onDial).toHaveBeenCalledExactlyOnceWith(defaultNumber);
  });

  test('falls back as well when it disappears from the list', async () => {
    const { rerender } = mountPhone(<Dialer {...base} variant={variant} />, both);
    await choose(variant);
    rerender(<Dialer {...base} variant={variant} numbers={someNumbers.filter(({ id }) => id !== marseille)} />);
    await waitFor(() => expect(news()).toContain('Calls now come from Reception'));
  });

  test('blocks dialling where none is left, and says so', async () => {
    const { give } = mountPhone(<Dialer {...base} variant={variant} />, both);
    await choose(variant);
    give([]);
    expect(dial()).toBeDisabled();
    expect(group()).toHaveAttribute('data-mode', 'none');
    expect(screen.getByTestId('refusal')).toHaveAttribute('data-code', 'no-number');
    await waitFor(() => expect(news()).toContain('You cannot call until you are given another number.'));
  });

  test('stays during a call and falls back when that is over', async () => {
    const { give, rerender } = mountPhone(<Dialer {...base} variant={variant} />, both);
    await choose(variant);
    rerender(<Dialer {...base} variant={variant} isInCall />);
    expect(group()).toHaveAttribute('data-mode', 'frozen');
    expect(group()).toHaveTextContent('Locked during a call.');
    give(only(defaultNumber, sales));
    expect(group()).toHaveTextContent('Sales, Marseille');
    expect(dial()).toBeDisabled();
    rerender(<Dialer {...base} variant={variant} />);
    await waitFor(() => expect(news()).toContain('Calls now come from Reception'));
    expect(dial()).toBeEnabled();
  });
});

describe('a number that was chosen last time', () => {
  test('and is not there any more is told of, to the application as well', async () => {
    const onChange = vi.fn<NonNullable<DialerProps['onChange']>>();
    mountPhone(<Dialer {...base} initialId={marseille} onChange={onChange} />, only(defaultNumber, sales));
    await waitFor(() => expect(news()).toBe('Calls now come from Reception, +33 1 42 68 53 00, Default.'));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ name: 'Reception' }), 'fallback');
  });

  test('and is still there is in use without a word', async () => {
    const onChange = vi.fn<NonNullable<DialerProps['onChange']>>();
    onDial.mockClear();
    mountPhone(<Dialer {...base} initialId={marseille} onChange={onChange} />, both);
    await userEvent.click(dial());
    expect(onDial).toHaveBeenCalledExactlyOnceWith(marseille);
    expect(news()).toBe('');
    expect(onChange).not.toHaveBeenCalled();
  });
});

test('that one can call again is announced, and told to the application', async () => {
  const onChange = vi.fn<NonNullable<DialerProps['onChange']>>();
  const { give } = mountPhone(<Dialer {...base} variant="select" onChange={onChange} />, both);
  await choose('select');
  give([]);
  expect(onChange).toHaveBeenLastCalledWith(undefined, 'fallback');
  await waitFor(() => expect(news()).toContain('You cannot call'));
  give(only(sales));
  await waitFor(() => expect(news()).toBe('Calls now come from Sales, Paris, +33 1 42 68 53 01.'));
  expect(onChange).toHaveBeenLastCalledWith(expect.objectContaining({ name: 'Sales, Paris' }), 'fallback');
});

describe('while the list is open', () => {
  const open = async () => {
    await userEvent.click(screen.getByRole('combobox'));
    await userEvent.keyboard('sales');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2));
  };

  test('other numbers take the place of those that are there, and what is typed stays', async () => {
    const { rerender } = mountPhone(<Dialer {...base} />, ['callerId.choose']);
    await open();
    rerender(<Dialer {...base} numbers={someNumbers.map((each) => ({ ...each }))} />);
    expect(screen.getAllByRole('option')).toHaveLength(2);
    rerender(
      <Dialer {...base} numbers={[...someNumbers, { id: 'new', number: '+33142680000', label: 'Sales, north' }]} />,
    );
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(3));
    expect(screen.getByRole('combobox')).toHaveFocus();
    expect(screen.getByRole('combobox')).toHaveValue('sales');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(screen.getByRole('combobox')).toHaveValue('Sales, Paris · +33 1 42 68 53 01');
  });

  test('the number in use can go, and the field shows the next one, to be typed over', async () => {
    const { give } = mountPhone(<Dialer {...base} />, both);
    await open();
    give(only(marseille, sales));
    expect(screen.getByRole('combobox')).toHaveValue('Sales, Paris · +33 1 42 68 53 01');
    expect(screen.getByRole('combobox')).toHaveFocus();
    await userEvent.keyboard('mars');
    expect(screen.getByRole('combobox')).toHaveValue('mars');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
  });

  test('rights and numbers can come and go, and at the end it can be used as before', async () => {
    const { give, rerender } = mountPhone(<Dialer {...base} />, both);
    await userEvent.click(screen.getByRole('combobox'));
    await screen.findByRole('listbox');
    for (let i = 0; i < 5; i += 1) {
      give([]);
      give(only(marseille, sales));
      rerender(<Dialer {...base} numbers={undefined} />);
      rerender(<Dialer {...base} numbers={[...someNumbers].reverse()} />);
      give(both);
    }
    expect(group()).toHaveAttribute('data-mode', 'choose');
    expect(group().contains(document.activeElement)).toBe(true);
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(dial()).toBeEnabled();
    await choose('combobox');
    expect(screen.getByRole('combobox')).toHaveValue('Sales, Marseille · +33 4 91 00 11 22');
  });
});

describe('a number that nobody chose', () => {
  test('stays when one is granted that would stand before it', async () => {
    onDial.mockClear();
    const { give } = mountPhone(<Dialer numbers={someNumbers} onDial={onDial} />, only(sales));
    give(both);
    await userEvent.click(dial());
    expect(onDial).toHaveBeenCalledExactlyOnceWith(sales);
  });

  test('stays when others were used more recently', async () => {
    onDial.mockClear();
    const { rerender } = mountPhone(<Dialer numbers={someNumbers} onDial={onDial} recentIds={[sales]} />, both);
    rerender(<Dialer numbers={someNumbers} onDial={onDial} recentIds={[marseille, sales]} />);
    await userEvent.click(dial());
    expect(onDial).toHaveBeenCalledExactlyOnceWith(sales);
  });

  test('that is the default and was revoked does not come back by itself either', async () => {
    onDial.mockClear();
    const { give } = mountPhone(<Dialer {...base} />, both);
    give(only(marseille));
    give(both);
    await userEvent.click(dial());
    expect(onDial).toHaveBeenCalledExactlyOnceWith(marseille);
  });

  test('gives way to another default, and that is announced', async () => {
    const onChange = vi.fn<NonNullable<DialerProps['onChange']>>();
    const { rerender } = mountPhone(<Dialer {...base} onChange={onChange} />, both);
    rerender(<Dialer {...base} onChange={onChange} defaultId={marseille} />);
    await waitFor(() => expect(news()).toBe('Calls now come from Sales, Marseille, +33 4 91 00 11 22, Default.'));
    expect(onChange).toHaveBeenLastCalledWith(expect.objectContaining({ name: 'Sales, Marseille' }), 'fallback');
  });
});

test('focus that was in the picker stays in it when a call begins', async () => {
  const { rerender } = mountPhone(<Dialer {...base} variant="select" />, both);
  screen.getByRole('combobox').focus();
  rerender(<Dialer {...base} variant="select" isInCall />);
  expect(group()).toHaveAttribute('data-mode', 'frozen');
  await waitFor(() => expect(group().contains(document.activeElement)).toBe(true));
});

test('a loss is announced while the list is open as well', async () => {
  const { give } = mountPhone(<Dialer {...base} />, both);
  await userEvent.click(screen.getByRole('combobox'));
  await screen.findByRole('listbox');
  give(only(marseille, sales));
  await waitFor(() => expect(news()).toContain('Reception, +33 1 42 68 53 00, Default is no longer available.'));
});

test('focus that was in the picker stays in it when there is nothing left to choose', async () => {
  const { give } = mountPhone(<Dialer {...base} variant="select" />, both);
  screen.getByRole('combobox').focus();
  give([]);
  expect(document.activeElement).not.toBe(document.body);
});

describe('a destination', () => {
  const french = { country: 'FR', planCountries: ['FR', 'US'] };

  test.each([
    ['inside the plan', '01 42 68 53 99', undefined],
    ['in another country of the plan', '+1 213 647 2453', undefined],
    ['outside the plan', '+44 20 7946 0123', 'out-of-plan'],
    ['that is special', '0 890 12 34 56', 'special'],
    ['that is special and short', '3635', 'special'],
    ['that is special and called from abroad', '+33 890 12 34 56', 'special'],
    ['that is an emergency', '112', undefined],
    ['that is an emergency of the country', '15', undefined],
    ['that is an extension', '204', undefined],
    ['that is no number', 'hello', 'invalid'],
    ['of too many digits', '+33 1 42 68 53 99 12 34 56', 'invalid'],
    ['that is not typed yet', '', 'incomplete'],
    ['that is not typed to its end', '01 42 68 5', 'incomplete'],
  ])('%s (%s) is refused before dialling: %s', (_what, to, code) => {
    mountPhone(<Dialer {...base} {...french} to={to} />, both);
    expect(screen.getByTestId('refusal').dataset['code']).toBe(code);
    if (code === undefined) expect(dial()).toBeEnabled();
    else expect(dial()).toBeDisabled();
  });

  test('outside the plan says why, and can be dialled by whoever may', () => {
    const { give } = mountPhone(<Dialer {...base} {...french} to="+442079460123" />, both);
    expect(group()).toHaveTextContent('Your plan doesn’t cover this destination. Your role does not include this.');
    give([...both, 'destinations.outOfPlan']);
    expect(dial()).toBeEnabled();
    expect(group()).not.toHaveTextContent('plan');
  });

  test('that is special can be dialled by whoever may dial special numbers, and by nobody else', () => {
    const { give } = mountPhone(<Dialer {...base} {...french} to="0890123456" />, [...both, 'destinations.outOfPlan']);
    expect(dial()).toBeDisabled();
    give([...both, 'destinations.special']);
    expect(dial()).toBeEnabled();
  });

  test('that is only half typed is not called wrong meanwhile', () => {
    mountPhone(<Dialer {...base} {...french} to="01 42 68 5" />, both);
    expect(group()).not.toHaveTextContent('This is not a phone number.');
  });

  test.each([
    ['that begins like a surcharged one, as it is dialled', '0900 1 234567', 'special'],
    ['that begins like a surcharged one, from abroad', '+49 900 1 234567', 'special'],
    ['that is short and begins like one', '11833', 'special'],
    ['that is an emergency though it begins like one', '118', undefined],
    ['that only has the same digits later', '030 1180900', undefined],
  ])('%s (%s), by what the application says of its country, is refused: %s', (_what, to, code) => {
    const plan = { country: 'DE', special: ['0900', '118'], emergency: ['118'] };
    mountPhone(<Dialer {...base} {...plan} to={to} />, both);
    expect(screen.getByTestId('refusal').dataset['code']).toBe(code);
  });

  test.each([
    ['a surcharged number', '+44 909 879 0000', 'special'],
    ['a number of shared cost', '0180 5 123456', 'special'],
    ['a line at a fixed place', '030 123456', undefined],
  ])('%s (%s), by the types of the full list of numbers, is refused: %s', (_what, to, code) => {
    const typeOf = (number: string) => parsePhoneNumberFromString(number)?.getType();
    mountPhone(<Dialer {...base} country="DE" typeOf={typeOf} to={to} />, both);
    expect(screen.getByTestId('refusal').dataset['code']).toBe(code);
  });

  test.each([[null], [{}], [[]]])('that is no text (%j) is refused, and nothing breaks', (to) => {
    const { rerender } = mountPhone(<Dialer {...base} to={to as unknown as string} />, [...both, 'localPresence.use']);
    expect(dial()).toBeDisabled();
    rerender(<Dialer {...base} to="+33142685399" />);
    expect(dial()).toBeEnabled();
  });

  test('of a kind that is not known is refused', () => {
    const classify = () => JSON.parse('{ "kind": "blocked" }') as { kind: 'special' };
    mountPhone(<Dialer {...base} to="+33142685399" classify={classify} />, both);
    expect(screen.getByTestId('refusal')).toHaveAttribute('data-code', 'invalid');
  });

  test('is what the application says where it knows better', () => {
    mountPhone(<Dialer {...base} to="+33142685399" classify={() => ({ kind: 'out-of-plan' })} />, both);
    expect(dial()).toBeDisabled();
  });
});
