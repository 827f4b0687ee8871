import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { defaultNumber, manyNumbers, someNumbers } from '../../../stories/components/phone/fixtures.js';
import { type Given, onlyNumbers } from '../../../stories/components/phone/phoneCatalog.js';
import { mountPhone } from '../phone/mountPhone.js';
import { Dialer, type DialerProps } from './support/Dialer.js';

const everyNumber: readonly Given[] = ['callerId.choose'];
const base = { numbers: someNumbers, defaultId: defaultNumber } satisfies DialerProps;
const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: /Call with/ });
const options = () => screen.getAllByRole('option').map((option) => option.textContent);
const headings = () =>
  screen.getAllByRole('group').flatMap((group) => (group.closest('[role=listbox]') ? [nameOf(group)] : []));
const nameOf = (element: Element) =>
  document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent ?? '';
const dial = () => screen.getByRole('button', { name: 'Dial' });

async function search(text: string): Promise<void> {
  await userEvent.click(field());
  await userEvent.clear(field());
  await userEvent.type(field(), text);
}

describe('where numbers may be chosen', () => {
  test('the default is in use, and another can be chosen with the keyboard alone', async () => {
    const onDial = vi.fn<(from: string) => void>();
    mountPhone(<Dialer {...base} onDial={onDial} />, everyNumber);
    expect(field()).toHaveValue('Reception · +33 1 42 68 53 00');
    await userEvent.keyboard('{Tab}');
    expect(field()).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(field()).toHaveValue('Sales, Paris · +33 1 42 68 53 01'));
    expect(screen.queryByRole('listbox')).toBeNull();
    await userEvent.click(dial());
    expect(onDial).toHaveBeenCalledExactlyOnceWith('+33142685301');
  });

  test('only the numbers in reach are listed, under their groups', async () => {
    mountPhone(<Dialer {...base} />, [
      { permission: 'callerId.choose', scope: onlyNumbers('+33142685300', '+33491001122', '+12136472453') },
    ]);
    await userEvent.click(screen.getByRole('button', { name: /Show numbers/ }));
    await screen.findByRole('listbox');
    expect(headings()).toEqual(['Paris', 'South', 'Los Angeles']);
    expect(options()).toHaveLength(3);
    expect(screen.queryByText(/Sales, Paris/)).toBeNull();
  });

  test.each([
    ['a part of the label', 'marse', 'Sales, Marseille'],
    ['words in any order and case', 'PARIS sales', 'Sales, Paris'],
    ['the group', 'angeles coast', 'West coast'],
    ['international digits', '+33 4 91', 'Sales, Marseille'],
    ['digits without a plus', '33491001122', 'Sales, Marseille'],
    ['an international prefix', '0033 4 91 00', 'Sales, Marseille'],
    ['the national notation', '04 91 00 11 22', 'Sales, Marseille'],
    ['brackets and dashes', '(213) 647-2453', 'West coast'],
    ['a zero in brackets', '+33 (0)4 91 00', 'Sales, Marseille'],
    ['a zero in brackets that is not typed to its end', '0033 4 91 (0', 'Sales, Marseille'],
    ['dashes of other kinds', '04–91\u201100', 'Sales, Marseille'],
    ['marks that nobody sees around it', '\u202a+33 4 91 00\u202c', 'Sales, Marseille'],
    ['a link to it', 'tel:+33491001122', 'Sales, Marseille'],
    ['digits of another script', '٠٤٩١٠٠', 'Sales, Marseille'],
    ['digits of one more', '०४९१००', 'Sales, Marseille'],
  ])('%s finds a number', async (_what, typed, found) => {
    mountPhone(<Dialer {...base} />, everyNumber);
    await userEvent.click(field());
    await userEvent.fill(field(), typed);
    await waitFor(() => expect(options()).toHaveLength(1));
    expect(options()[0]).toContain(found);
  });

  test.each([
    ['the keyboard', () => userEvent.keyboard('{Tab}')],
    ['a click into the field', () => userEvent.click(field())],
    ['its button', () => userEvent.click(screen.getByRole('button', { name: /Show numbers/ }))],
    ['an arrow', () => userEvent.keyboard('{Tab}{Escape}{ArrowDown}{ArrowDown}')],
  ])(
    'opened with %s, what is typed takes the place of what is shown, and does so again and again',
    async (_how, open) => {
      mountPhone(<Dialer {...base} />, everyNumber);
      await open();
      await screen.findByRole('listbox');
      await userEvent.keyboard('04 91');
      expect(field()).toHaveValue('04 91');
      await waitFor(() => expect(options()).toHaveLength(1));
      await userEvent.keyboard('{Escape}');
      expect(field()).toHaveValue('Reception · +33 1 42 68 53 00');
      await userEvent.keyboard('west');
      // Under load the list comes later than the next key.
      await waitFor(() => expect(options()).toHaveLength(1));
      await userEvent.keyboard('{ArrowDown}{Enter}');
      await waitFor(() => expect(field()).toHaveValue('West coast · 213-647-2453'));
      await userEvent.keyboard('mars');
      expect(field()).toHaveValue('mars');
    },
  );

  test('a search that finds nothing says so, and leaves the choice as it was', async () => {
    mountPhone(<Dialer {...base} />, everyNumber);
    await search('zebra');
    await waitFor(() => expect(screen.getByText('No number matches.')).toBeVisible());
    await userEvent.keyboard('{Escape}');
    await userEvent.click(document.body);
    await waitFor(() => expect(field()).toHaveValue('Reception · +33 1 42 68 53 00'));
  });

  test('recent and pinned numbers come first, each number once', async () => {
    mountPhone(
      <Dialer {...base} pinnedIds={['+13322139228']} recentIds={['+12136472453', '+13322139228']} />,
      everyNumber,
    );
    await userEvent.click(field());
    await screen.findByRole('listbox');
    expect(headings()).toEqual(['Pinned', 'Recent', 'Paris', 'South']);
    expect(options()).toHaveLength(someNumbers.length);
  });

  test('the server’s own way of writing a number wins', async () => {
    mountPhone(<Dialer {...base} defaultId="+12136472453" />, everyNumber);
    expect(field()).toHaveValue('West coast · 213-647-2453');
  });

  test('a number near the one that is called is suggested with its reason, to those who may use local presence', async () => {
    const { give } = mountPhone(<Dialer {...base} to="+12135550100" />, [...everyNumber, 'localPresence.use']);
    await userEvent.click(field());
    const first = (await screen.findAllByRole('option'))[0];
    expect(headings()[0]).toBe('Suggested');
    expect(first).toHaveTextContent('West coast');
    expect(first).toHaveTextContent('Same area as the number you call');
    give(everyNumber);
    expect(headings()).not.toContain('Suggested');
  });

  test('a number near one that is dialled as at home is suggested as well', async () => {
    mountPhone(<Dialer {...base} to="(213) 555-0100" country="US" />, ['callerId.choose', 'localPresence.use']);
    await userEvent.click(screen.getByRole('combobox'));
    const [first] = await screen.findAllByRole('option');
    expect(first).toHaveTextContent('Same area as the number you call');
  });

  test('the nearest number is found however the numbers are written', () => {
    const numbers = [
      { id: 'east', number: '+1 332 213 9228', label: 'East coast' },
      { id: 'west', number: '+1 213-647-2453', label: 'West coast' },
    ];
    mountPhone(<Dialer numbers={numbers} to="+12135550100" variant="select" />, [
      'callerId.choose',
      'localPresence.use',
    ]);
    expect(document.querySelector('optgroup')).toHaveTextContent('West coast');
    expect(document.querySelector('optgroup')).toHaveTextContent('Same area as the number you call');
  });

  test('to call anonymously is a right of its own', async () => {
    const onDial = vi.fn<(from: string) => void>();
    const { give } = mountPhone(<Dialer {...base} onDial={onDial} />, everyNumber);
    await search('anonymous');
    await waitFor(() => expect(screen.getByText('No number matches.')).toBeVisible());
    give([...everyNumber, 'callerId.anonymous']);
    await userEvent.click(await screen.findByRole('option', { name: /Anonymous/ }));
    expect(field()).toHaveValue('Anonymous');
    await userEvent.click(dial());
    expect(onDial).toHaveBeenCalledExactlyOnceWith('anonymous');
  });

  test('of a thousand numbers the page holds those in view', async () => {
    const numbers = manyNumbers(1_000);
    mountPhone(<Dialer numbers={numbers} defaultId={numbers[0]?.id} />, everyNumber);
    await userEvent.click(field());
    await screen.findByRole('listbox');
    await waitFor(() => expect(options().length).toBeGreaterThan(5));
    expect(options().length).toBeLessThan(60);
    await search('line 987');
    await waitFor(() => expect(options()).toHaveLength(1));
  });
});

describe('the list opens at the number in use', () => {
  const numbers = manyNumbers(1_000);
  const given: readonly Given[] = [...everyNumber, 'localPresence.use'];

  /** Whether the whole row can be seen. */
  async function expectInView(name: RegExp): Promise<void> {
    await userEvent.click(field());
    const list = await screen.findByRole('listbox');
    const row = await screen.findByRole('option', { name, selected: true });
    await waitFor(() => {
      const [inner, outer] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
      expect(inner.top).toBeGreaterThanOrEqual(outer.top);
      expect(inner.bottom).toBeLessThanOrEqual(outer.bottom);
    });
    expect(window.scrollY).toBe(0);
  }

  test.each([
    ['where each takes one line', undefined],
    ['where some take more', '+33612000099'],
  ])('%s', async (_what, to) => {
    const pinned = numbers.slice(3, 5).map(({ id }) => id);
    mountPhone(<Dialer numbers={numbers} defaultId={numbers[500]?.id} to={to} pinnedIds={pinned} />, given);
    await expectInView(/Line 501,/);
  });

  test('in a low window', async () => {
    await page.viewport(520, 420);
    mountPhone(<Dialer {...base} to="+12135550100" pinnedIds={['+33142685301']} recentIds={['+33491001122']} />, given);
    await expectInView(/Reception,/);
    await page.viewport(1024, 768);
  });
});

describe('calls and messages', () => {
  test('have rights of their own', () => {
    const both = (
      <>
        <Dialer {...base} />
        <Dialer {...base} purpose="message" />
      </>
    );
    mountPhone(both, ['messageId.choose']);
    const calls = screen.getByRole('group', { name: 'Call with' });
    expect(calls).toHaveAttribute('data-mode', 'none');
    expect(within(calls).getByText(/You don’t have a number to call from/)).toBeVisible();
    expect(screen.getByRole('group', { name: 'Send from' })).toHaveAttribute('data-mode', 'choose');
  });
});

describe('the native variant', () => {
  test('offers the same numbers under the same headings, and dials with what was chosen', async () => {
    const onDial = vi.fn<(from: string) => void>();
    mountPhone(<Dialer {...base} variant="select" onDial={onDial} />, [
      { permission: 'callerId.choose', scope: onlyNumbers('+33142685300', '+33491001122') },
    ]);
    const select = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Call with' });
    expect([...select.options].map(({ text }) => text)).toEqual([
      'Reception, +33 1 42 68 53 00, Default',
      'Sales, Marseille, +33 4 91 00 11 22',
    ]);
    await userEvent.selectOptions(select, 'Sales, Marseille, +33 4 91 00 11 22');
    await userEvent.click(dial());
    expect(onDial).toHaveBeenCalledExactlyOnceWith('+33491001122');
  });
});
