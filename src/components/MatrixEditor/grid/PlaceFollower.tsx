'use client';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { MatrixCommands } from '../state/createCommands.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import type { Place } from '../state/gridKeys.js';

/**
 * Lets focus follow its cell when rows or members come and go around it, gives up a selection that would slip to
 * others, and ends the editing of what is gone. It stands before the grid, so that its cells find the new places.
 */
export function PlaceFollower(): ReactNode {
  const { view, commands } = useMatrixContext();
  const { grid } = view;
  const last = useRef(commands);
  useLayoutEffect(() => {
    const before = last.current;
    last.current = commands;
    if (before === commands) return;
    const { focus, selection, editing } = grid.get();
    const { row, target } = before.identityAt(focus);
    const followed = row !== undefined && target ? commands.placeOf({ row, target }) : undefined;
    const isSame = (place: Place) => isSamePlace(before, commands, place);
    const slipped = selection !== undefined && !(isSame(selection.from) && isSame(selection.to));
    grid.update({
      ...(followed && { focus: followed }),
      ...(slipped && { selection: undefined }),
      ...(editing && !commands.placeOf(editing) && { editing: undefined }),
    });
  }, [grid, commands]);
  return null;
}

function isSamePlace(before: MatrixCommands, after: MatrixCommands, place: Place): boolean {
  const [a, b] = [before.identityAt(place), after.identityAt(place)];
  return a.row === b.row && a.target === b.target;
}
