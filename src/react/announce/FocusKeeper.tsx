'use client';
import { Component, type ReactNode, type RefObject } from 'react';
import { type FocusPlace, hasLostFocus, moveFocus, rememberFocus, wasDisabledInPlace } from './focusPlace.js';
import type { PermissionView } from '../store/PermissionView.js';

/** Props of `FocusKeeper`. */
export interface FocusKeeperProps {
  /** A new view is what makes this render, in the same commit as the gates whose answers it changes. */
  readonly view: PermissionView;
  /** Something that the provider has drawn: what it is for is in the same document or shadow root. */
  readonly near: RefObject<Element | null>;
  /** Called when the control that had focus is gone, or is still there and was disabled. */
  readonly onLost: (name: string, disabled: Element | undefined) => void;
}

/**
 * Moves focus on when a gate takes away what had it (law 13). One for each provider, so that a gate costs no
 * element and no effect. A class, because only `getSnapshotBeforeUpdate` sees the page just before it changes.
 */
export class FocusKeeper extends Component<FocusKeeperProps> {
  override getSnapshotBeforeUpdate(before: FocusKeeperProps): FocusPlace | null {
    return before.view === this.props.view ? null : rememberFocus(this.props.near.current);
  }

  override componentDidUpdate(_props: unknown, _state: unknown, place: FocusPlace | null): void {
    if (!place) return;
    if (wasDisabledInPlace(place)) return this.props.onLost(place.name, place.element);
    if (!hasLostFocus(place)) return;
    moveFocus(place);
    this.props.onLost(place.name, undefined);
  }

  override render(): ReactNode {
    return null;
  }
}
