import type { StoryContext } from '@storybook/react-vite';
import { type Example, writeExample } from '../stories/example/Example.js';

/** What “Show code” prints: the story's `parameters.example`, which makes a module that a reader can paste. */
export function showCode(_: string, { parameters, args }: StoryContext): string {
  const make = parameters['example'] as ((args: unknown) => Example) | undefined;
  if (!make) throw new Error(`This story has no parameters.example, so there is no code to show.`);
  return writeExample(make(args));
}
