import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { defaultNumber, someNumbers } from '../../../stories/components/phone/fixtures.js';
import { mountPhone } from '../phone/mountPhone.js';
import { Dialer } from './support/Dialer.js';

const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: /Call with/ });

interface Session {
  send: (method: string, parameters: object) => Promise<unknown>;
}

/** The browser's own protocol; its type leaves the methods to the provider. */
const protocol = (): Session => cdp() as unknown as Session;

/** Touches an element with a finger, at a part of its width and height. */
async function tap(element: Element, part: number): Promise<void> {
  const { left, top, width, height } = element.getBoundingClientRect();
  const frame = window.frameElement?.getBoundingClientRect() ?? { left: 0, top: 0 };
  // The page under test can be drawn smaller than it is.
  const scale = window.frameElement ? window.frameElement.getBoundingClientRect().width / window.innerWidth : 1;
  const x = frame.left + (left + width * part) * scale;
  const y = frame.top + (top + height * part) * scale;
  await protocol().send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  await protocol().send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

beforeEach(async () => {
  await page.viewport(360, 640);
  await protocol().send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 1 });
  await protocol().send('Emulation.setEmitTouchEventsForMouse', { enabled: false });
});
afterEach(async () => {
  await protocol().send('Emulation.setTouchEmulationEnabled', { enabled: false });
  await page.viewport(1024, 768);
});

const opened = () => waitFor(() => expect(screen.getByRole('listbox')).toBeVisible());
const closed = () => waitFor(() => expect(screen.queryByRole('listbox')).toBeNull());

describe('on a phone that is 360 pixels wide', () => {
  const mount = () => mountPhone(<Dialer numbers={someNumbers} defaultId={defaultNumber} />, ['callerId.choose']);

  test.each([
    ['at its edge', 0.1],
    ['in its middle', 0.5],
    ['at its end', 0.85],
  ])('a tap into the field opens the list: %s', async (_where, part) => {
    mount();
    await tap(field(), part);
    await opened();
    expect(screen.getAllByRole('option').length).toBeGreaterThan(1);
  });

  test('a number is chosen with a tap, and a tap into the field that has focus opens the list again', async () => {
    mount();
    await tap(field(), 0.3);
    await opened();
    await tap(screen.getByRole('option', { name: /Marseille/ }), 0.5);
    await closed();
    await waitFor(() => expect(field().value).toContain('Marseille'));
    await tap(field(), 0.3);
    await opened();
  });

  test('the list stays open while the field is scrolled to where it can be seen', async () => {
    mountPhone(
      <>
        <div style={{ height: 500 }} />
        <Dialer numbers={someNumbers} defaultId={defaultNumber} />
        <div style={{ height: 900 }} />
      </>,
      ['callerId.choose'],
    );
    await tap(field(), 0.3);
    await opened();
  });
});
