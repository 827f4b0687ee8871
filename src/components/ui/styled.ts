import type { RefCallback } from 'react';

/**
 * A ref that gives an element style properties, custom ones too. By script and not by an attribute, which a strict
 * content security policy forbids where a server sends it; React would not set it again.
 */
export function styled(values: Readonly<Record<string, string | number>>): RefCallback<HTMLElement> {
  return (element) => {
    for (const [name, value] of Object.entries(values)) element?.style.setProperty(name, String(value));
  };
}
