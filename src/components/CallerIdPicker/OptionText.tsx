import type { ReactNode } from 'react';
import type { CallerIdOption } from './arrange.js';
import type { CallerIdWords } from './words.js';

interface OptionTextProps {
  readonly option: CallerIdOption;
  readonly words: CallerIdWords;
  /** Why it is suggested, or what it means. */
  readonly hasHint?: boolean;
}

/** An option for the eye; readers hear it as it is spoken. */
export function OptionText({ option, words, hasHint = false }: OptionTextProps): ReactNode {
  const { name, display, hint, isDefault, spoken } = option;
  return (
    <>
      <span className="hs-caller-option" aria-hidden="true">
        <bdi className="hs-caller-name">{name}</bdi>
        {isDefault && <span className="hs-caller-badge">{words.default}</span>}
        {display && (
          // Its place is the page's direction's, its digits run from left to right.
          <span className="hs-caller-number">
            <bdi dir="ltr">{display}</bdi>
          </span>
        )}
        {hasHint && hint && <span className="hs-caller-hint">{hint}</span>}
      </span>
      <span className="hs-visually-hidden">{spoken}</span>
    </>
  );
}
