import type { ReactNode } from 'react';
import type { ChoiceDefinition } from '../../../model/catalog.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { Setting } from '../../../matrix/field.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import type { PermissionRow } from '../../../matrix/row.js';

interface ChoiceOptionsProps {
  readonly definition: ChoiceDefinition;
  readonly row: PermissionRow;
  readonly target: MatrixTarget;
}

/** The options of a choice; what is above one's own ceiling is marked and cannot be chosen. */
export function ChoiceOptions({ definition, row, target }: ChoiceOptionsProps): ReactNode {
  const { matrix } = useMatrixContext().view;
  const isBeyond = (value: string) => {
    const next: readonly Setting[] = [{ effect: 'allow', value }];
    return matrix.check({ target, field: `overrides.${row.permission}`, next }).result === 'skip';
  };
  return definition.options.map(({ id, label }) => {
    const beyond = isBeyond(id);
    return (
      <option key={id} value={id} disabled={beyond}>
        {beyond ? `${label} (beyond what you may give)` : label}
      </option>
    );
  });
}
