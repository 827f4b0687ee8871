'use client';
import { type ReactNode, useEffect, useId, useMemo, useState } from 'react';
import type { DirectoryEntry } from '../../../model/directory.js';
import { foldText } from '../../../base/foldText.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { useNames } from '../state/useCell.js';
import { idWords } from '../words/idWords.js';
import { MatrixButton } from '../ui/MatrixButton.js';

interface DirectoryListProps {
  readonly dimension: string;
  readonly label: string;
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  /** More about an id, where there is more than its name. */
  readonly about?: (id: string) => DirectoryRemark;
}

/** What stands beside an id of a directory. */
export interface DirectoryRemark {
  readonly note?: string | undefined;
  /** It is not to be chosen; what is chosen already may still be left out. */
  readonly isClosed?: boolean;
  /** What can be done in place of choosing it. */
  readonly action?: ReactNode;
}

/** Chooses ids of a dimension from the directory, searched and page by page. */
export function DirectoryList({ dimension, label, chosen, onChange, about }: DirectoryListProps): ReactNode {
  const [search, setSearch] = useState('');
  // An id that was read once keeps its label, also if another search does not find it.
  const [labels] = useState(() => new Map<string, string>());
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
      <Results
        key={search}
        search={search}
        labels={labels}
        dimension={dimension}
        label={label}
        chosen={chosen}
        onChange={onChange}
        {...(about && { about })}
      />
    </div>
  );
}

interface ResultsProps extends DirectoryListProps {
  readonly search: string;
  readonly labels: Map<string, string>;
}

function Results({ dimension, label, chosen, onChange, about, search, labels }: ResultsProps): ReactNode {
  const { matrix } = useMatrixContext().view;
  const { items, status, more } = useDirectory(dimension, search);
  useNames(matrix);
  const prefix = useId();
  const noteId = (id: string) => `${prefix}-${encodeURIComponent(id)}`;
  for (const { id, label: name } of items) labels.set(id, name);
  // Chosen ids stay on the list, also if the search or the page does not hold them.
  const [isListed, isChosen] = [new Set(items.map(({ id }) => id)), new Set(chosen)];
  const elsewhere = chosen
    .filter((id) => !isListed.has(id))
    .map((id) => ({ id, label: labels.get(id) ?? idWords(matrix.catalog(), dimension, id) }));
  const toggle = (id: string, on: boolean) => onChange(on ? [...chosen, id] : chosen.filter((each) => each !== id));
  return (
    <>
      <ul aria-label={label}>
        {[...elsewhere, ...items].map(({ id, label: name }) => {
          const { note, isClosed = false, action }: DirectoryRemark = about?.(id) ?? {};
          const isShut = isClosed && !isChosen.has(id);
          return (
            <li key={id}>
              <label>
                <input
                  type="checkbox"
                  checked={isChosen.has(id)}
                  aria-disabled={isShut || undefined}
                  aria-describedby={note === undefined ? undefined : noteId(id)}
                  onChange={(event) => !isShut && toggle(id, event.target.checked)}
                />{' '}
                <span>
                  {name}{' '}
                  {note !== undefined && (
                    <span id={noteId(id)} className="hs-matrix-sub">
                      ({note})
                    </span>
                  )}
                </span>
              </label>
              {action}
            </li>
          );
        })}
      </ul>
      <p role="status" className="hs-matrix-sub">
        {status}
      </p>
      {more && <MatrixButton onClick={more}>More</MatrixButton>}
    </>
  );
}

interface Found {
  readonly items: readonly DirectoryEntry[];
  readonly next?: string | undefined;
  readonly status: string;
}

/** The ids that the catalog lists itself or, page by page, those of the backend's directory. */
function useDirectory(dimension: string, search: string): Found & { readonly more: (() => void) | undefined } {
  const { matrix } = useMatrixContext().view;
  const values = matrix.catalog().dimensions[dimension]?.values;
  const known = useMemo(
    () => values?.filter((value) => foldText(`${value.id} ${value.label}`).includes(foldText(search))),
    [values, search],
  );
  const isListed = values !== undefined;
  const [found, setFound] = useState<Found>({ items: [], status: 'Reading…' });
  const [after, setAfter] = useState<string>();

  useEffect(() => {
    const { directory } = matrix.backend;
    if (isListed || !directory) return undefined;
    const asked = new AbortController();
    directory(dimension, { search, ...(after !== undefined && { after }) }, asked.signal).then(
      ({ items, next }) =>
        !asked.signal.aborted && setFound((before) => withPage(after === undefined ? [] : before.items, items, next)),
      () =>
        !asked.signal.aborted &&
        setFound({ items: [], status: 'The directory could not be read. Search again to try once more.' }),
    );
    return () => asked.abort();
  }, [matrix, isListed, dimension, search, after]);

  if (known) return { ...withPage([], known, undefined), more: undefined };
  if (!matrix.backend.directory) return { items: [], status: 'There is no directory to choose from.', more: undefined };
  const { next } = found;
  return { ...found, more: next === undefined ? undefined : () => setAfter(next) };
}

function withPage(before: readonly DirectoryEntry[], page: readonly DirectoryEntry[], next: string | undefined): Found {
  const items = [...before, ...page];
  return { items, next, status: items.length === 0 ? 'Nothing found.' : '' };
}
