import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { TranscriptSegment } from '../../../src/components/RecordingPlayer/index.js';
import type { Desk } from '../../../stories/components/recording/createDesk.js';
import { usualRights } from '../../../stories/components/recording/recordingsCatalog.js';
import { mountPlayer, ready } from './support/mountPlayer.js';
import { withNetwork } from './support/network.js';
import { playing } from './support/playing.js';

withNetwork();

const region = () => screen.getByRole('region', { name: 'Transcript' });
const rows = () => within(region()).getAllByRole('listitem');
const current = () => region().querySelector('[aria-current]')?.textContent;

const long = Array.from({ length: 200 }, (_, i): TranscriptSegment => ({
  start: i / 10,
  end: (i + 1) / 10,
  party: i % 2 ? 'agent' : 'customer',
  text: `Sentence ${i}`,
}));
const withLong = ({ getSource }: Desk) => ({
  getSource: async (request: Parameters<typeof getSource>[0]) => ({ ...(await getSource(request)), transcript: long }),
});

describe('the transcript', () => {
  test('says who said what and when', async () => {
    mountPlayer();
    await ready();
    expect(rows()).toHaveLength(7);
    expect(rows()[1]).toHaveTextContent('0:03CustomerHello. I was charged twice for my line this month.');
    expect(rows()[3]).toHaveTextContent('0:11CustomerThese words are redacted');
  });

  test('follows what plays', async () => {
    await playing();
    await waitFor(() => expect(current()).toContain('Thank you for calling'));
    screen.getByRole('slider').focus();
    await userEvent.keyboard('2');
    await waitFor(() => expect(current()).toContain('charged twice'));
  });

  test('scrolls itself and not the page to what is spoken, until a hand takes it', async () => {
    mountPlayer({ props: withLong });
    (await ready()).focus();
    const list = region().querySelector('ol');
    const scrolled = new Promise((resolve) => list?.addEventListener('scrollend', resolve, { once: true }));
    await userEvent.keyboard('9');
    await scrolled;
    expect(list?.scrollTop).toBeGreaterThan(1_000);
    expect(window.scrollY).toBe(0);

    list?.dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Follow' })).toHaveAttribute('aria-pressed', 'false'),
    );
    const before = list?.scrollTop;
    await userEvent.keyboard('1');
    await waitFor(() => expect(current()).toContain('Sentence 21'));
    expect(list?.scrollTop).toBe(before);

    await userEvent.click(page.getByRole('button', { name: 'Follow' }));
    await waitFor(() => expect(list?.scrollTop).toBeLessThan(1_000));
  });

  test('leads to the moment that is clicked', async () => {
    const { audio } = mountPlayer();
    await ready();
    await userEvent.click(page.getByRole('button', { name: /The refund is on its way/ }));
    await waitFor(() => expect(audio().currentTime).toBeCloseTo(17, 0));
  });

  test('is one stop for the Tab key; the arrow keys lead through it and Enter goes there', async () => {
    const { audio } = mountPlayer();
    await ready();
    const stops = within(region())
      .getAllByRole('button')
      .filter((each) => each.matches('li > *') && each.tabIndex >= 0);
    expect(stops).toHaveLength(1);
    stops[0]?.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}{Enter}');
    await waitFor(() => expect(audio().currentTime).toBeCloseTo(7.45, 0));
  });

  test('stays where the arrow keys lead, as where a hand does', async () => {
    mountPlayer({ props: withLong });
    await ready();
    region().querySelector<HTMLElement>('ol [tabindex="0"]')?.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(screen.getByRole('button', { name: 'Follow' })).toHaveAttribute('aria-pressed', 'false');
  });

  test('without the right to seek it is scrolled by keyboard', async () => {
    mountPlayer({ props: withLong, rights: usualRights.filter((right) => right !== 'seek') });
    await ready();
    screen.getByRole('button', { name: 'Follow' }).focus();
    await userEvent.keyboard('{Tab}{ArrowDown}');
    expect(region().querySelector('ol')).toHaveFocus();
    expect(region().querySelector('ol')).toHaveAttribute('tabindex', '0');
    await waitFor(() => expect(region().querySelector('ol')?.scrollTop).toBeGreaterThan(0));
  });

  test('that comes party by party is read in the order in which it was spoken', async () => {
    const said = (start: number, party: string, text: string) => ({ start, end: start + 1, party, text });
    const transcript = [said(0, 'agent', 'One'), said(8, 'agent', 'Three'), said(4, 'customer', 'Two')];
    mountPlayer({
      props: ({ getSource }) => ({ getSource: async (asked) => ({ ...(await getSource(asked)), transcript }) }),
    });
    await ready();
    expect(rows().map((row) => row.textContent)).toEqual(['0:00AgentOne', '0:04CustomerTwo', '0:08AgentThree']);
  });

  test('without the right to seek it is read and leads nowhere', async () => {
    mountPlayer({ rights: usualRights.filter((right) => right !== 'seek') });
    await ready();
    expect(rows()[1]).toHaveTextContent('charged twice');
    expect(within(region()).queryByRole('button', { name: /charged twice/ })).toBeNull();
  });
});

describe('a search', () => {
  test('marks what it finds, counts it, and goes round with Enter', async () => {
    mountPlayer();
    await ready();
    await userEvent.fill(page.getByRole('searchbox'), 'THANK');
    expect(region()).toHaveTextContent('1 of 3');
    expect([...region().querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['Thank', 'Thank', 'Thank']);
    const found = () => region().querySelector('[data-found]')?.textContent;
    await userEvent.keyboard('{Enter}');
    expect(region()).toHaveTextContent('2 of 3');
    expect(found()).toContain('One moment');
    await userEvent.keyboard('{Enter}{Enter}');
    expect(region()).toHaveTextContent('1 of 3');
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
    expect(found()).toContain('Great. Thank you.');
    await userEvent.click(page.getByRole('button', { name: 'Next match' }));
    expect(region()).toHaveTextContent('1 of 3');
  });

  test('has what it found as the next stop for the Tab key', async () => {
    mountPlayer();
    await ready();
    await userEvent.fill(page.getByRole('searchbox'), 'refund');
    await userEvent.keyboard('{Tab}{Tab}');
    expect(document.activeElement).toHaveTextContent('The refund is on its way');
  });

  test('says so where it finds nothing', async () => {
    mountPlayer();
    await ready();
    await userEvent.fill(page.getByRole('searchbox'), 'card number');
    expect(region()).toHaveTextContent('No matches');
  });

  test('does not find what is redacted', async () => {
    mountPlayer();
    await ready();
    await userEvent.fill(page.getByRole('searchbox'), 'four, two');
    expect(region()).toHaveTextContent('No matches');
  });

  test('keeps focus in the player when the right to the transcript is lost', async () => {
    const { give, root } = mountPlayer();
    await ready();
    await userEvent.click(page.getByRole('searchbox'));
    give(usualRights.filter((right) => right !== 'transcript'));
    expect(screen.queryByRole('searchbox')).toBeNull();
    await waitFor(() => expect(root()).toContainElement(document.activeElement as HTMLElement));
    expect(document.activeElement).not.toBe(document.body);
  });
});

test.each([
  ['while it composes', { isComposing: true }],
  ['in Safari, where it comes after the word', { keyCode: 229 }],
])('the Enter that confirms a word of an input method does not go to the next match: %s', async (_when, init) => {
  mountPlayer();
  await ready();
  const field = await screen.findByRole('searchbox');
  await userEvent.fill(page.getByRole('searchbox'), 'e');
  const matches = () => document.querySelector('output')?.textContent;
  await waitFor(() => expect(matches()).toMatch(/^1 of/));
  fireEvent.keyDown(field, { key: 'Enter', ...init });
  expect(matches()).toMatch(/^1 of/);
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(matches()).toMatch(/^2 of/);
});
