'use client';
import { type ReactNode, type RefObject, useEffect, useMemo } from 'react';
import { createPortal } from 'react-dom';
import { rootOf } from '../../../react/dom/rootOf.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { personName, rolesLabel, targetLabel } from '../../../matrix/findTargets.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { useNames } from '../state/useCell.js';
import { rowWords } from '../words/rowWords.js';
import { stopSentence } from '../words/stopWords.js';

interface PrintReviewProps {
  readonly title: string;
  /** The moment of the request. */
  readonly at: Date;
  readonly onDone: () => void;
}

/** The most columns that fit on a page. */
const perTable = 6;
/** A review on paper is read by people; a longer one is an export. */
const mostTargets = 300;

/** The access that is shown, as plain tables on paper: an access review with its date and a row for the reviewer. */
export function PrintReview({ title, at, onDone }: PrintReviewProps): ReactNode {
  const { view, root } = useMatrixContext();
  const { matrix, targets } = view;
  const { page, container } = useMemo(() => paperIn(root), [root]);
  useNames(matrix);
  useEffect(() => {
    let isGone = false;
    page.toggleAttribute('data-hs-printing', true);
    window.addEventListener('afterprint', onDone, { once: true });
    // Names that are read for it are rendered by then.
    void matrix.namesRead().then(() => !isGone && setTimeout(() => !isGone && window.print()));
    return () => {
      isGone = true;
      page.toggleAttribute('data-hs-printing', false);
      window.removeEventListener('afterprint', onDone);
    };
  }, [onDone, page, matrix]);
  const shown = targets.slice(0, mostTargets);
  const pages = Array.from({ length: Math.ceil(shown.length / perTable) }, (_, i) =>
    shown.slice(i * perTable, (i + 1) * perTable),
  );
  const id = matrix.actor()?.subject.id;
  const reviewer = id === undefined ? '' : personName(matrix, id);
  return createPortal(
    <div className="hs-matrix-print">
      <h1>{title}: access review</h1>
      <p>
        Date: <time dateTime={at.toISOString()}>{at.toLocaleString()}</time>. Reviewer: {reviewer}. Signature:
        ____________________
      </p>
      {targets.length > mostTargets && (
        <p>
          The first {mostTargets} of {targets.length} are printed; export the rest as CSV.
        </p>
      )}
      {pages.map((page) => (
        <ReviewTable key={page[0]} targets={page} />
      ))}
    </div>,
    container,
  );
}

/** The root that is marked while printing and holds the paper: the shadow root of the editor, if there is one. */
function paperIn({ current: editor }: RefObject<Element | null>) {
  const root = editor ? rootOf(editor) : document;
  return 'host' in root
    ? { page: root.host, container: root }
    : { page: document.documentElement, container: document.body };
}

function ReviewTable({ targets }: { readonly targets: readonly MatrixTarget[] }): ReactNode {
  const { matrix, rows } = useMatrixContext().view;
  const catalog = matrix.catalog();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Permission</th>
          {targets.map((target) => (
            <th key={target} scope="col">
              {targetLabel(matrix, target)} <small>{rolesLabel(matrix, target)}</small>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          if (row.kind === 'section')
            return (
              <tr key={row.key}>
                <th scope="colgroup" colSpan={targets.length + 1}>
                  {row.label}
                </th>
              </tr>
            );
          // The roles stand under the names.
          if (row.kind !== 'permission') return null;
          return (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              {targets.map((target) => {
                const cell = matrix.cell(target, row.permission);
                return (
                  <td key={target}>
                    {cell && rowWords(catalog, { row, target, cell })}
                    {cell?.stop && <small> {stopSentence(catalog, cell.stop)}</small>}
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
