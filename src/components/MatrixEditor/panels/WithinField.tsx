'use client';
import type { ReactNode } from 'react';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { Reach, Reaches } from '../../../model/scope.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { dimensionLabel } from '../words/idWords.js';
import { ReachField } from './ReachField.js';

interface WithinFieldProps {
  readonly target: MatrixTarget;
  readonly within: Reaches | undefined;
  readonly onChange: (within: Reaches | undefined) => void;
}

/** Chooses what a member is restricted to, in each dimension. */
export function WithinField({ target, within = {}, onChange }: WithinFieldProps): ReactNode {
  const { matrix } = useMatrixContext().view;
  const catalog = matrix.catalog();
  const withReach = (dimension: string, reach: Reach | undefined): Reaches | undefined => {
    const { [dimension]: _, ...others } = within;
    const next = reach === undefined ? others : { ...others, [dimension]: reach };
    return Object.keys(next).length > 0 ? next : undefined;
  };
  const isClosing = Object.values(within).some((reach) => reach?.length === 0);
  return (
    <>
      {Object.keys(catalog.dimensions).map((dimension) => (
        <ReachField
          key={dimension}
          dimension={dimension}
          label={dimensionLabel(catalog, dimension)}
          none="Not restricted"
          reach={within[dimension]}
          isBeyond={(reach) =>
            matrix.check({ target, field: 'within', next: withReach(dimension, reach) }).result === 'skip'
          }
          onChange={(reach) => onChange(withReach(dimension, reach))}
        />
      ))}
      <p role="status" className="hs-matrix-sub">
        {isClosing ? 'Choose at least one. Until then, nothing is in reach.' : ''}
      </p>
    </>
  );
}
