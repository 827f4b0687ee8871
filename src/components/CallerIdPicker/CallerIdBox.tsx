'use client';
import { type ReactNode, type RefObject, useContext, useMemo, useRef, useState } from 'react';
import { Button, ComboBox, ComboBoxStateContext, Input, Popover } from 'react-aria-components';
import { hasFocus } from '../../react/dom/rootOf.js';
import { Icon } from '../ui/Icon.js';
import * as icons from '../ui/icons.js';
import { type OverlayHome, overlayHome } from '../ui/overlayHome.js';
import { isComposing } from '../ui/isComposing.js';
import { useAfterChange } from '../ui/useAfterChange.js';
import type { CallerIdOption, CallerIdSection } from './arrange.js';
import type { CallerNumber } from './callerNumber.js';
import { CallerIdRows } from './CallerIdRows.js';
import { searchNumbers } from './searchNumbers.js';
import type { CallerId } from './useCallerIdPicker.js';

interface CallerIdBoxProps<N extends CallerNumber> {
  readonly callerId: CallerId<N>;
  readonly labelId: string;
}

/** A field to search in and a list that only holds the rows in view. */
export function CallerIdBox<N extends CallerNumber>({ callerId, labelId }: CallerIdBoxProps<N>): ReactNode {
  const { sections, selected, select, words } = callerId;
  const shownText = selected?.text ?? '';
  const [typed, setTyped] = useState<string>();
  const [isUninvited, setUninvited] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [room, setRoom] = useState({ height: 40, letters: 32 });
  const [home, setHome] = useState<OverlayHome>({});
  const areShort = useMemo(() => areAllShort(sections, room.letters), [sections, room.letters]);
  const found = useMemo(() => search(sections, typed), [sections, typed]);
  useAfterChange(() => {
    if (typed === undefined && input.current && hasFocus(input.current)) selectAll(input.current);
  }, [typed, shownText]);
  return (
    <ComboBox
      className="hs-caller-box"
      aria-labelledby={labelId}
      items={found}
      menuTrigger="focus"
      allowsEmptyCollection
      selectedKey={selected?.key ?? null}
      onSelectionChange={(key) => {
        if (key !== null) select(String(key));
        setTyped(undefined);
      }}
      inputValue={typed ?? shownText}
      onInputChange={(text) => setTyped(text === shownText ? undefined : text)}
      onOpenChange={(isOpen, trigger) => {
        if (!isOpen) setTyped(undefined);
        else if (field.current) {
          setRoom(roomFor(field.current));
          setHome(overlayHome(field.current));
        }
        setUninvited(isOpen && trigger === 'input' && typed === undefined);
      }}
    >
      {isUninvited && <CloseAtOnce />}
      <div ref={field} className="hs-caller-field">
        <Field inputRef={input} placeholder={words.placeholder} onBlur={() => setTyped(undefined)} />
        <Button className="hs-caller-open" aria-label={words.open}>
          <Icon path={icons.down} />
        </Button>
      </div>
      <Popover {...home} className="hs-caller-popover" offset={4}>
        <CallerIdRows words={words} height={room.height} areShort={areShort} />
      </Popover>
    </ComboBox>
  );
}

interface FieldProps {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly placeholder: string;
  readonly onBlur: () => void;
}

function Field({ inputRef, placeholder, onBlur }: FieldProps): ReactNode {
  const state = useContext(ComboBoxStateContext);
  return (
    <Input
      ref={inputRef}
      className="hs-caller-input"
      dir="auto"
      placeholder={placeholder}
      // What is shown is there to be typed over. The combobox sends events of its own when typing leaves the list.
      onFocus={({ currentTarget, isTrusted }) => (isTrusted ? selectAll(currentTarget) : undefined)}
      // Focus opens the list; a field that has it already, or whose list was closed by a finger's scrolling, must too.
      onClick={() => (state?.isOpen ? undefined : state?.open(null, 'manual'))}
      onKeyDown={(event) => {
        // Enter that confirms a word of an input method does not choose, nor does an arrow among its words move.
        if (isComposing(event)) return event.stopPropagation();
        // The arrow that opens the list would also go to an end of the text.
        return /^Arrow(Up|Down)$/.test(event.key) ? event.preventDefault() : undefined;
      }}
      onBlur={onBlur}
    />
  );
}

/**
 * The combobox takes every other text for something typed, and opens. When a number is revoked nobody has typed, and
 * an open list would keep readers from hearing of it.
 */
function CloseAtOnce(): ReactNode {
  const state = useContext(ComboBoxStateContext);
  useAfterChange(() => state?.close(), [state]);
  return null;
}

/** Backwards, so that a text that is too long for the field shows its beginning. */
function selectAll(input: HTMLInputElement | null): void {
  input?.setSelectionRange(0, input.value.length, 'backward');
}

/** How tall a row is, and how many letters it takes, also where they are wide: a row is as large as the field. */
function roomFor({ offsetHeight: height, offsetWidth: width }: HTMLElement) {
  return { height, letters: Math.floor((width - height) / (height / 5)) };
}

/** Whether every option fits on one line; what is a little too long after all ends in dots. */
function areAllShort(sections: readonly CallerIdSection[], letters: number): boolean {
  const badge = 8;
  const isShort = ({ name, display, hint, isDefault }: CallerIdOption) =>
    hint === undefined && name.length + display.length + (isDefault ? badge : 0) <= letters;
  return sections.every(({ options }) => options.every(isShort));
}

function search<N extends CallerNumber>(
  sections: readonly CallerIdSection<N>[],
  typed = '',
): readonly CallerIdSection<N>[] {
  return sections
    .map((section) => ({ ...section, options: searchNumbers(section.options, typed) }))
    .filter((section) => section.options.length > 0);
}
