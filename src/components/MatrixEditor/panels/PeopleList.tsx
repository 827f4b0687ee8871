'use client';
import { type ReactNode, useId, useState } from 'react';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { findTargets, targetLabel } from '../../../matrix/findTargets.js';
import { useMatrixContext } from '../state/MatrixContext.js';

interface PeopleListProps {
  readonly label: string;
  readonly people: readonly MatrixTarget[];
  readonly chosen: readonly MatrixTarget[];
  readonly onChange: (chosen: readonly MatrixTarget[]) => void;
  /** Only one of them. */
  readonly single?: boolean;
}

/** The most people that are listed; the others are searched for. */
const mostShown = 50;

/** Chooses one or several members or roles, searched by name. Chosen ones stay on the list. */
export function PeopleList({ label, people, chosen, onChange, single = false }: PeopleListProps): ReactNode {
  const { matrix } = useMatrixContext().view;
  const [search, setSearch] = useState('');
  const name = useId();
  const all = findTargets(matrix, people, search);
  const found = all.slice(0, mostShown);
  const [isChosen, isFound] = [new Set(chosen), new Set(found)];
  const rest = chosen.filter((each) => !isFound.has(each));
  const toggle = (each: MatrixTarget) =>
    onChange(single ? [each] : isChosen.has(each) ? chosen.filter((one) => one !== each) : [...chosen, each]);
  return (
    <>
      {people.length > 8 && (
        <input
          type="search"
          className="hs-matrix-field"
          aria-label={`Search ${label}`}
          placeholder={`Search ${label}`}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      )}
      <ul className="hs-matrix-people" aria-label={label}>
        {[...rest, ...found].map((each) => (
          <li key={each}>
            <label>
              <input
                type={single ? 'radio' : 'checkbox'}
                name={name}
                checked={isChosen.has(each)}
                onChange={() => toggle(each)}
              />{' '}
              {targetLabel(matrix, each)}
            </label>
          </li>
        ))}
      </ul>
      {all.length > mostShown && <p className="hs-matrix-sub">and {all.length - mostShown} more: search for them</p>}
    </>
  );
}
