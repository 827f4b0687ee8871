'use client';
import { type ReactNode, useState } from 'react';
import { copyAccess } from '../../../matrix/copyAccess.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { PanelDialog } from './PanelDialog.js';
import { PeopleList } from './PeopleList.js';
import { PanelButtons } from './PanelButtons.js';
import { MatrixButton } from '../ui/MatrixButton.js';

/** Gives others the same role, packages and overrides as one member has. */
export function CopyAccessPanel({ target }: { readonly target: MatrixTarget }): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix } = view;
  const [chosen, setChosen] = useState<readonly MatrixTarget[]>([]);
  const name = targetLabel(matrix, target);
  const others = matrix.members().filter((each) => each !== target);
  const preview = () => {
    const from = matrix.shown(target);
    const to = chosen.flatMap((each) => matrix.shown(each) ?? []);
    commands.close();
    if (from) commands.propose({ label: `Copy access of ${name}`, changes: copyAccess(from, to) });
  };
  return (
    <PanelDialog title={`Copy access of ${name} to others`} isKept={chosen.length > 0}>
      <PeopleList label="members" people={others} chosen={chosen} onChange={setChosen} />
      <PanelButtons leave="Cancel">
        <MatrixButton isPrimary isDisabled={chosen.length === 0} onClick={preview}>
          Show what changes
        </MatrixButton>
      </PanelButtons>
    </PanelDialog>
  );
}
