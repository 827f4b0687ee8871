'use client';
import { type ReactNode, useState } from 'react';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { isRoleTarget } from '../../../matrix/target.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import { useFind } from '../state/useFind.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { PanelDialog } from './PanelDialog.js';
import { PeopleList } from './PeopleList.js';
import { PanelButtons } from './PanelButtons.js';
import { MatrixButton } from '../ui/MatrixButton.js';

/** Chooses with whom one member or role is compared, side by side. */
export function ComparePanel({ target }: { readonly target: MatrixTarget }): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix } = view;
  const { compare } = useFind();
  const [chosen, setChosen] = useState<readonly MatrixTarget[]>([]);
  const isRole = isRoleTarget(target);
  const others = (isRole ? matrix.roles() : matrix.members()).filter((each) => each !== target);
  return (
    <PanelDialog title={`Compare ${targetLabel(matrix, target)} with`} isKept={chosen.length > 0}>
      <PeopleList label={isRole ? 'roles' : 'members'} people={others} chosen={chosen} onChange={setChosen} single />
      <PanelButtons leave="Cancel">
        <MatrixButton
          isPrimary
          isDisabled={chosen.length === 0}
          onClick={() => {
            commands.close();
            compare([target, ...chosen]);
          }}
        >
          Compare
        </MatrixButton>
      </PanelButtons>
    </PanelDialog>
  );
}
