import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { anonymousId } from '../../../src/components/CallerIdPicker/index.js';
import { defaultNumber, someNumbers } from '../../../stories/components/phone/fixtures.js';
import type { Given } from '../../../stories/components/phone/phoneCatalog.js';
import { mountPhone } from '../phone/mountPhone.js';
import { Dialer, type DialerProps } from './support/Dialer.js';

const given: readonly Given[] = ['callerId.choose', 'callerId.anonymous'];
const base = { numbers: someNumbers, defaultId: defaultNumber } satisfies DialerProps;
const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: /Call with/ });
const news = () => screen.getByRole('status').textContent;

describe('an anonymous call', () => {
  test('that was chosen is restored from what was kept as text', async () => {
    let kept: string | undefined;
    const onChange: DialerProps['onChange'] = (option) => void (kept = option?.id);
    const { unmount } = mountPhone(<Dialer {...base} onChange={onChange} />, given);
    await userEvent.click(field());
    await userEvent.click(await screen.findByRole('option', { name: /Anonymous/ }));
    unmount();
    const restored = JSON.parse(JSON.stringify({ kept })) as { kept: string };
    const told = vi.fn<NonNullable<DialerProps['onChange']>>();
    mountPhone(<Dialer {...base} initialId={restored.kept} onChange={told} />, given);
    expect(field()).toHaveValue('Anonymous');
    expect(told).not.toHaveBeenCalled();
  });

  test('can be the default, and is named as such', async () => {
    mountPhone(<Dialer {...base} defaultId={anonymousId} />, given);
    expect(field()).toHaveValue('Anonymous');
    await userEvent.click(field());
    expect(await screen.findByRole('option', { name: /Anonymous/ })).toHaveTextContent('Default');
  });

  test('can be pinned and used recently', async () => {
    mountPhone(<Dialer {...base} pinnedIds={[anonymousId]} />, given);
    await userEvent.click(field());
    const [first] = await screen.findAllByRole('option');
    expect(first).toHaveTextContent('Anonymous');
  });

  test.each([{ initialId: anonymousId }, { defaultId: anonymousId }])(
    'is not restored without the right: %j',
    (ids) => {
      mountPhone(<Dialer {...base} {...ids} />, ['callerId.choose']);
      expect(field()).not.toHaveValue('Anonymous');
    },
  );

  test('falls back to a number when the right is lost', async () => {
    const { give } = mountPhone(<Dialer {...base} initialId={anonymousId} />, given);
    give(['callerId.choose']);
    expect(field()).toHaveValue('Reception · +33 1 42 68 53 00');
    await waitFor(() => expect(news()).toContain('Anonymous, Your number is not shown is no longer available.'));
  });
});

describe('a caller ID that falls back', () => {
  const only = (...numbers: readonly string[]): readonly Given[] => [
    { permission: 'callerId.choose', scope: { in: { number: numbers } } },
  ];
  const [marseille, sales] = ['+33491001122', '+33142685301'];
  const text = 'Sales, Marseille · +33 4 91 00 11 22 is no longer available. Calls now come from Reception';

  test.each(['combobox', 'select'] as const)(
    'stays said on the page until it is dismissed, in the %s',
    async (variant) => {
      const { give } = mountPhone(
        <Dialer {...base} variant={variant} initialId={marseille} />,
        only(defaultNumber, marseille, sales),
      );
      give(only(defaultNumber, sales));
      expect(screen.getByRole('group', { name: 'Call with' })).toHaveTextContent(text);
      give(only(defaultNumber, sales, marseille));
      expect(screen.getByRole('group', { name: 'Call with' })).toHaveTextContent(text);
      const dismiss = screen.getByRole('button', { name: 'Dismiss' });
      dismiss.focus();
      await userEvent.keyboard('{Enter}');
      expect(screen.getByRole('group', { name: 'Call with' })).not.toHaveTextContent('no longer available');
      await waitFor(() =>
        expect(screen.getByRole('group', { name: 'Call with' }).contains(document.activeElement)).toBe(true),
      );
    },
  );

  test('is said no longer when another is chosen', async () => {
    const { give } = mountPhone(
      <Dialer {...base} variant="select" initialId={marseille} />,
      only(defaultNumber, marseille, sales),
    );
    give(only(defaultNumber, sales));
    await userEvent.selectOptions(screen.getByRole('combobox'), 'Sales, Paris, +33 1 42 68 53 01');
    expect(screen.queryByRole('button', { name: 'Dismiss' })).toBeNull();
  });

  test('is said without the numbers that must be hidden since', () => {
    const { give } = mountPhone(<Dialer {...base} initialId={marseille} />, only(defaultNumber, marseille, sales));
    give(only(defaultNumber, sales));
    give([...only(defaultNumber, sales), { permission: 'numbers.anonymise', value: true }]);
    expect(screen.getByRole('group', { name: 'Call with' })).toHaveTextContent('no longer available');
    expect(screen.getByRole('group', { name: 'Call with' })).not.toHaveTextContent('91 00 11');
  });

  test('is said when what was chosen last time is gone', () => {
    mountPhone(<Dialer {...base} initialId="+33999999999" />, only(defaultNumber, sales));
    expect(screen.getByRole('group', { name: 'Call with' })).toHaveTextContent('Calls now come from Reception');
  });

  test('is no notice where nothing has changed', () => {
    mountPhone(<Dialer {...base} />, only(defaultNumber, sales));
    expect(screen.queryByRole('button', { name: 'Dismiss' })).toBeNull();
  });
});

describe('the field of the number that is called', () => {
  const number = () => screen.getByRole('textbox', { name: 'Number to call' });
  const picker = () => screen.getByRole('group', { name: 'Call with' });
  const mount = (more: DialerProps = {}, grants: readonly Given[] = ['callerId.choose']) =>
    mountPhone(<Dialer {...base} country="FR" planCountries={['FR']} hasField variant="select" {...more} />, grants);

  test('says below it what is wrong, and the picker does not', async () => {
    mount();
    await userEvent.fill(number(), 'hello');
    expect(number()).toHaveAccessibleDescription('This is not a phone number.');
    expect(number()).toHaveAttribute('aria-invalid', 'true');
    expect(picker()).not.toHaveTextContent('This is not a phone number.');
    await userEvent.fill(number(), '+442079460123');
    expect(number()).toHaveAccessibleDescription(/Your plan doesn’t cover this destination\./);
    expect(picker()).not.toHaveTextContent('plan');
  });

  test('asks for the rest of a number when it is left, and not while it is typed', async () => {
    mount();
    await userEvent.type(number(), '01 42 68 5');
    expect(number()).not.toHaveAttribute('aria-invalid');
    await userEvent.tab();
    expect(number()).toHaveAccessibleDescription('Enter the full number.');
    expect(picker()).not.toHaveTextContent('Enter the full number.');
    await userEvent.type(number(), '3');
    expect(number()).not.toHaveAttribute('aria-invalid');
    await userEvent.type(number(), ' 99');
    await userEvent.tab();
    expect(number()).not.toHaveAttribute('aria-invalid');
    expect(screen.getByRole('button', { name: 'Dial' })).toBeEnabled();
  });

  test('that is left empty is not wrong', async () => {
    mount();
    await userEvent.click(number());
    await userEvent.tab();
    expect(number()).not.toHaveAttribute('aria-invalid');
  });

  test('without anything below it, the picker says what a right refuses, and nothing of the number itself', () => {
    const plan = { country: 'FR', planCountries: ['FR'] };
    const { rerender } = mountPhone(<Dialer {...base} {...plan} to="+442079460123" />, ['callerId.choose']);
    expect(picker()).toHaveTextContent('Your plan doesn’t cover this destination.');
    rerender(<Dialer {...base} {...plan} to="hello" />);
    expect(picker()).not.toHaveTextContent('This is not a phone number.');
  });
});
