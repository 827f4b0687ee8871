import { createRoot } from 'react-dom/client';
import { CallerIdPicker, useCallerIdPicker } from '../../src/components/CallerIdPicker/index.js';
import { PermissionProvider } from '../../src/index.js';
import { staticSource } from '../../src/sources/index.js';
import { manyNumbers } from '../../stories/components/phone/fixtures.js';
import { phoneCatalog, phoneGrants } from '../../stories/components/phone/phoneCatalog.js';

declare global {
  interface Window {
    /** Milliseconds from the press to the first painted rows, and how many rows there are. */
    openPicker: () => Promise<{ readonly toPaint: number; readonly rows: number }>;
    closePicker: () => Promise<void>;
    /** Comes back when the page has nothing left to do. */
    isAtRest: () => Promise<void>;
    /** How many numbers there are to choose from. */
    pickerCount: number;
  }
}

const numbers = manyNumbers(window.pickerCount);
const grants = phoneGrants(['callerId.choose']);

const Page = () => {
  // In the middle, so that the list has to go there when it opens.
  const defaultId = numbers[Math.floor(numbers.length / 2)]?.id;
  const callerId = useCallerIdPicker({ purpose: 'call', numbers, defaultId });
  return <CallerIdPicker callerId={callerId} />;
};

const rows = () => document.querySelectorAll('[role=option]').length;

/** A message runs after the next painting, where a timer might run before it. */
const afterPaint = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve();
      channel.port2.postMessage(undefined);
    });
  });

const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await afterPaint();
};

window.openPicker = async () => {
  const start = performance.now();
  document.querySelector<HTMLElement>('.hs-caller-open')?.click();
  while (rows() === 0) await new Promise((resolve) => setTimeout(resolve, 0));
  await afterPaint();
  return { toPaint: performance.now() - start, rows: rows() };
};

window.closePicker = async () => {
  document.querySelector('input')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  await until(() => rows() === 0);
};

window.isAtRest = () => new Promise((resolve) => requestIdleCallback(() => resolve()));

const root = document.createElement('div');
document.body.append(root);
createRoot(root).render(
  <PermissionProvider catalog={phoneCatalog} source={staticSource(grants)} initialGrants={grants}>
    <Page />
  </PermissionProvider>,
);
