import type { Decorator } from '@storybook/react-vite';
import { type ReactNode, useLayoutEffect } from 'react';

/** Puts the toolbar's theme and writing direction on the page, where the style sheet looks for them. */
export const withAppearance: Decorator = (Story, { globals }) => (
  <Appearance theme={String(globals['theme'])} direction={String(globals['direction'])}>
    <Story />
  </Appearance>
);

const Appearance = ({ theme, direction, children }: { theme: string; direction: string; children: ReactNode }) => {
  useLayoutEffect(() => {
    const page = document.documentElement;
    page.dataset['theme'] = theme;
    page.dir = direction;
  }, [theme, direction]);
  return children;
};
