'use client';
import { type ReactNode, useMemo, useRef } from 'react';
import { Collection, Header, ListBox, ListBoxItem, ListBoxSection, Virtualizer } from 'react-aria-components';
import { Icon } from '../ui/Icon.js';
import * as icons from '../ui/icons.js';
import { useAfterChange } from '../ui/useAfterChange.js';
import type { CallerIdSection } from './arrange.js';
import type { CallerNumber } from './callerNumber.js';
import { OpenedList } from './OpenedList.js';
import { OptionText } from './OptionText.js';
import type { CallerIdWords } from './words.js';

interface CallerIdRowsProps<N extends CallerNumber> {
  /** What is listed; what the combobox around it lists where it is not given. */
  readonly items?: readonly CallerIdSection<N>[];
  readonly 'aria-labelledby'?: string;
  readonly words: CallerIdWords;
  /** Of a row, in CSS pixels. */
  readonly height: number;
  /** Whether each option fits on one line. */
  readonly areShort: boolean;
}

/** A list that only holds the rows in view. */
export function CallerIdRows<N extends CallerNumber>(props: CallerIdRowsProps<N>): ReactNode {
  const { words, height, areShort, ...list } = props;
  const layout = useMemo(() => heightsOf(height, areShort), [height, areShort]);
  return (
    <Virtualizer layout={OpenedList} layoutOptions={layout}>
      <ListBox
        {...list}
        className="hs-caller-list"
        data-short={areShort || undefined}
        renderEmptyState={() => <p className="hs-caller-empty">{words.noMatch}</p>}
      >
        {(section: CallerIdSection<N>) => <Section section={section} words={words} />}
      </ListBox>
    </Virtualizer>
  );
}

/**
 * How tall rows are, and the room around them, in CSS pixels: a row is as tall as the field, which grows with the
 * reader's font. Where each takes one line, none is measured, which takes as long as everything else about opening.
 */
function heightsOf(row: number, areShort: boolean) {
  const heading = Math.round(row * 0.8);
  return areShort
    ? { rowHeight: row, headingHeight: heading, padding: 4 }
    : { estimatedRowHeight: row, estimatedHeadingHeight: heading, padding: 4 };
}

interface SectionProps<N extends CallerNumber> {
  readonly section: CallerIdSection<N>;
  readonly words: CallerIdWords;
}

function Section<N extends CallerNumber>({ section, words }: SectionProps<N>): ReactNode {
  return (
    <ListBoxSection id={section.key} className="hs-caller-section">
      <Header className="hs-caller-heading">{section.label}</Header>
      <Collection items={section.options}>
        {(option) => (
          <ListBoxItem
            id={option.key}
            className="hs-caller-item"
            textValue={option.text}
            data-kind={option.number ? 'number' : 'anonymous'}
          >
            {({ isSelected }) => (
              <>
                <OptionText option={option} words={words} hasHint />
                {isSelected && <InUse />}
              </>
            )}
          </ListBoxItem>
        )}
      </Collection>
    </ListBoxSection>
  );
}

/** The mark of the option in use. Once for each opening, its row is brought into view: the list only draws it. */
function InUse(): ReactNode {
  const mark = useRef<HTMLSpanElement>(null);
  useAfterChange(() => {
    const row = mark.current?.closest('[role=option]');
    const list = row?.closest('[role=listbox]');
    if (!row || !list || shown.has(list)) return;
    shown.add(list);
    bringIntoView(row, list);
  }, []);
  return (
    <span ref={mark} className="hs-caller-check">
      <Icon path={icons.check} />
    </span>
  );
}

const shown = new WeakSet<Element>();

/** Into the middle, and by hand: the page around must not be scrolled. */
function bringIntoView(row: Element, list: Element): void {
  const [inner, outer] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.bottom > outer.bottom) list.scrollTop += (inner.top + inner.bottom - outer.top - outer.bottom) / 2;
}
