import { screen, waitFor } from '@testing-library/react';
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
  ])('%s (%s) is refused before dialling: %s', (_what, to, code) => {
    mountPhone(<Dialer {...base} {...french} to={to} />, both);
    expect(screen.getByTestId('refusal').dataset['code']).toBe(code);
    if (code === undefined) expect(dial()).toBeEnabled();
    else expect(dial()).toBeDisabled();
  });

  test('outside the plan says why, and can be dialled by whoever may', () => {
    const { give } = mountPhone(<Dialer {...base} {...french} to="+442079460123" />, both);
    expect(group()).toHaveTextContent('This destination is not in your plan. Your role does not include this.');
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

  test('is what the application says where it knows better', () => {
    mountPhone(<Dialer {...base} to="+33142685399" classify={() => ({ kind: 'out-of-plan' })} />, both);
    expect(dial()).toBeDisabled();
  });
});
