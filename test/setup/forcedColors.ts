import { cdp } from 'vitest/browser';

const emulate = (value: string) =>
  cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] });

/** Looks at a page as whoever chose their own colours in the system's settings sees it. */
export async function withForcedColors(check: () => void): Promise<void> {
  await emulate('active');
  try {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    check();
  } finally {
    await emulate('');
  }
}
