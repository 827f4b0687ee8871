import type { Decorator } from '@storybook/react-vite'
import { useLayoutEffect } from 'react'

/** Puts the toolbar's theme and writing direction on the page, where the style sheet looks for them. */
export const withAppearance: Decorator = (Story, { globals }) => {
  const { theme, direction } = globals
  useLayoutEffect(() => {
    const page = document.documentElement
    page.dataset['theme'] = String(theme)
    page.style.colorScheme = String(theme)
    page.dir = String(direction)
  }, [theme, direction])
  return <Story />
}
