'use client';
import { type ReactNode, useEffect, useState } from 'react';
import type { DirectoryItem } from '../engine/MatrixBackend.js';
import { foldText } from '../find/findLines.js';
import { useMatrixContext } from '../MatrixContext.js';

interface DirectoryListProps {
  readonly dimension: string;
  readonly label: string;
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** Chooses ids of a dimension from the directory, searched and page by page. */
export function DirectoryList({ dimension, label, chosen, onChange }: DirectoryListProps): ReactNode {
  const [search, setSearch] = useState('');
  const { items, status, more } = useDirectory(dimension, search);
  // What is chosen stays on the list, also where the search or the page does not hold it.
  const elsewhere = chosen.filter((id) => !items.some((item) => item.id === id)).map((id) => ({ id, label: id }));
  const toggle = (id: string, on: boolean) => onChange(on ? [...chosen, id] : chosen.filter((each) => each !== id));
  return (
    <div className="hs-matrix-directory">
      <input
        type="search"
        aria-label={`Search ${label}`}
        placeholder="Search"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <ul aria-label={label}>
        {[...elsewhere, ...items].map(({ id, label: name }) => (
          <li key={id}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={(event) => toggle(id, event.target.checked)}
              />{' '}
              {name}
            </label>
          </li>
        ))}
      </ul>
      <p role="status" className="hs-matrix-sub">
        {status}
      </p>
      {more && (
        <button type="button" className="hs-matrix-button" onClick={more}>
          More
        </button>
      )}
    </div>
  );
}

interface Found {
  readonly items: readonly DirectoryItem[];
  readonly next?: string | undefined;
  readonly status: string;
}

function useDirectory(dimension: string, search: string): Found & { readonly more: (() => void) | undefined } {
  const { matrix } = useMatrixContext().view;
  const values = matrix.catalog().dimensions[dimension]?.values;
  const [found, setFound] = useState<Found>({ items: [], status: '' });
  const [after, setAfter] = useState<string>();

  useEffect(() => setAfter(undefined), [dimension, search]);

  useEffect(() => {
    if (values) {
      const items = values.filter((value) => foldText(`${value.id} ${value.label}`).includes(foldText(search)));
      return setFound({ items, status: items.length === 0 ? 'Nothing found.' : '' });
    }
    const { directory } = matrix.backend;
    if (!directory) return setFound({ items: [], status: 'There is no directory to choose from.' });
    const asked = new AbortController();
    const query = { search, ...(after !== undefined && { after }) };
    directory(dimension, query, asked.signal).then(
      ({ items, next }) => {
        if (asked.signal.aborted) return;
        setFound((before) => {
          const all = after === undefined ? items : [...before.items, ...items];
          return { items: all, next, status: all.length === 0 ? 'Nothing found.' : '' };
        });
      },
      () =>
        !asked.signal.aborted &&
        setFound({ items: [], status: 'The directory could not be read. Search again to try once more.' }),
    );
    return () => asked.abort();
  }, [matrix, values, dimension, search, after]);

  const { next } = found;
  return { ...found, more: next === undefined ? undefined : () => setAfter(next) };
}
