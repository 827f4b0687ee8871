import type { ReactNode } from 'react';
import type { PermissionDefinition } from '../../../model/catalog.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { boundsWords, keyboardFor } from '../grid/CellEditor.js';
import { ChoiceOptions } from '../ui/ChoiceOptions.js';
import type { PermissionRow } from '../../../matrix/row.js';

interface ValueFieldProps {
  readonly definition: PermissionDefinition;
  readonly target: MatrixTarget;
  readonly row: PermissionRow;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The field for the value of a choice or a number. */
export function ValueField({ definition, target, row, value, onChange }: ValueFieldProps): ReactNode {
  if (definition.kind === 'choice')
    return (
      <select
        className="hs-matrix-field"
        aria-label={`Value of ${row.label}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <ChoiceOptions definition={definition} row={row} target={target} />
      </select>
    );
  if (definition.kind !== 'number') return null;
  return (
    <label className="hs-matrix-value-field">
      <span className="hs-matrix-sub">{boundsWords(definition)}</span>
      <input
        className="hs-matrix-field"
        aria-label={`Value of ${row.label}, ${boundsWords(definition)}`}
        inputMode={keyboardFor(definition)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
