import type { ComponentType } from 'react';

/** A component as the one that a docs page is about, where a story takes other arguments than the component. */
export function documented<Args>(component: unknown): ComponentType<Args> {
  return component as ComponentType<Args>;
}
