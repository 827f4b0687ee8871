'use client';
import { useState } from 'react';
import { useAfterChange } from '../ui/useAfterChange.js';
import type { Refusal } from './refusal.js';

/** Props for the field in which a number is typed. */
export interface NumberFieldProps {
  readonly onBlur: () => void;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
}

/** The text and props that belong at the field of the number that is called. */
export interface NumberField {
  /** Spread onto the input: it is described by what stands below it, and a number is checked when it is left. */
  readonly props: NumberFieldProps;
  /** The id of what stands below it. */
  readonly id: string;
  /** Why this number cannot be called; empty while it may still be typed on. */
  readonly text: string;
  /** Checks a number that may not be whole yet, such as when a form is sent; whether it can be called. */
  readonly check: () => boolean;
  /** Whether something on the page shows `text`: else the picker shows it. */
  readonly isShown: boolean;
  /** To be called by what shows `text`, as an effect. */
  readonly show: () => () => void;
}

/** Whether a refusal is about the number that is called, and not about one's own. */
function isAboutNumber({ code }: Refusal): boolean {
  return code !== 'pending' && code !== 'no-number';
}

/** What is said at the field of a number, and when: what is half typed is no mistake until the field is left. */
export function useNumberField(to: string | undefined, refusal: Refusal | undefined, id: string): NumberField {
  const [checked, setChecked] = useState<string>();
  const [shownBy, setShownBy] = useState(0);
  const isHalf = refusal?.code === 'incomplete';
  const text = refusal && isAboutNumber(refusal) && (!isHalf || checked === to) ? refusal.text : '';
  return {
    id,
    text,
    props: {
      // A field that was left empty is no mistake either.
      onBlur: () => setChecked(to === '' ? undefined : to),
      'aria-invalid': text === '' ? undefined : true,
      'aria-describedby': text === '' ? undefined : id,
    },
    check() {
      setChecked(to);
      return refusal === undefined;
    },
    isShown: shownBy > 0,
    show() {
      setShownBy((count) => count + 1);
      return () => setShownBy((count) => count - 1);
    },
  };
}

/** Says that something shows the text of a field, for as long as it does. */
export function useShowsNumberField({ show }: NumberField): void {
  // It only counts.
  // oxlint-disable-next-line react/exhaustive-deps
  useAfterChange(show, []);
}
