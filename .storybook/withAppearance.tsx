import type { Decorator } from '@storybook/react-vite';
import { type ReactNode, useLayoutEffect } from 'react';

/**
 * Gives a story the toolbar's theme and writing direction: its page where it has one to itself, an element around it
 * on a docs page, where other stories stand beside it.
 */
export const withAppearance: Decorator = (Story, { globals, viewMode }) => {
  const look = { theme: String(globals['theme']), direction: globals['direction'] === 'rtl' ? 'rtl' : 'ltr' } as const;
  if (viewMode !== 'docs') {
    return (
      <WholePage {...look}>
        <Story />
      </WholePage>
    );
  }
  return (
    <div className="story-ground" data-theme={look.theme} dir={look.direction}>
      <Story />
    </div>
  );
};

interface LookProps {
  readonly theme: string;
  readonly direction: 'ltr' | 'rtl';
  readonly children: ReactNode;
}

function WholePage({ theme, direction, children }: LookProps): ReactNode {
  useLayoutEffect(() => {
    const page = document.documentElement;
    page.dataset['theme'] = theme;
    page.dir = direction;
  }, [theme, direction]);
  return children;
}
