import type { Preview } from '@storybook/react-vite';
import 'hookswitch/styles.css';
import './preview.css';
import { showCode } from './showCode.js';
import { startMocks } from './startMocks.js';
import { withAppearance } from './withAppearance.js';

const preview: Preview = {
  beforeAll: startMocks,
  decorators: [withAppearance],
  tags: ['autodocs'],
  initialGlobals: { theme: 'light', direction: 'ltr' },
  globalTypes: {
    theme: {
      description: 'Colour theme',
      toolbar: {
        title: 'Theme',
        icon: 'mirror',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
      },
    },
    direction: {
      description: 'Writing direction',
      toolbar: {
        title: 'Direction',
        icon: 'transfer',
        dynamicTitle: true,
        items: [
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
      },
    },
  },
  parameters: {
    a11y: { test: 'error' },
    controls: { expanded: true },
    docs: { source: { type: 'code', language: 'tsx', transform: showCode } },
    options: { storySort: { order: ['Demo', '*'] } },
  },
};

export default preview;
