'use client';
import { type ReactNode, useMemo, useState } from 'react';
import { editsOf, type Finding } from '../../../evaluator/report/advise.js';
import type { Matrix } from '../../../matrix/Matrix.js';
import { changesOf } from '../../../matrix/changesOf.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { MatrixChange } from '../../../matrix/preview.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { skipWords } from '../words/cellWords.js';
import { findingWords } from '../words/findingWords.js';
import { labelOf } from '../../../model/labelOf.js';
import { DirectoryList } from './DirectoryList.js';
import { PanelDialog } from './PanelDialog.js';
import { PeopleList } from './PeopleList.js';
import { MatrixButton } from '../ui/MatrixButton.js';

/** Fixes a finding that needs a choice: which ids, for whom. An extension is given to one person after the other. */
export function FixPanel({ finding }: { readonly finding: Finding }): ReactNode {
  const { view, commands, messages } = useMatrixContext();
  const { matrix } = view;
  const catalog = matrix.catalog();
  const dimension = finding.fix?.kind === 'choose' ? finding.fix.dimension : '';
  const isPersonal = dimension === 'extension';
  const [left, setLeft] = useState(() => finding.members.map((id): MatrixTarget => `member:${id}`));
  const [who, setWho] = useState<readonly MatrixTarget[]>(isPersonal ? left.slice(0, 1) : left);
  const [ids, setIds] = useState<readonly string[]>([]);
  const takenBy = useTaken(matrix, isPersonal);
  const label = labelOf(catalog.dimensions, dimension);
  const changes = chosenChanges(matrix, finding, who, ids);
  const [first] = changes;
  const refusal = first && ids.length > 0 ? skipWords(matrix.check(first), messages, catalog) : '';
  const isReady = changes.length > 0 && ids.length > 0 && (!isPersonal || refusal === '');
  const back = () => commands.panel.set({ type: 'findings' });

  const apply = () => {
    if (!isReady) return;
    if (!isPersonal) commands.close();
    commands.propose({ label: findingWords(catalog, finding), changes });
    if (isPersonal) goOn();
  };

  /** Continues with the next member, until none is left. */
  const goOn = () => {
    const isDone = new Set(who);
    const rest = left.filter((each) => !isDone.has(each));
    if (rest.length === 0) return back();
    setLeft(rest);
    setWho(rest.slice(0, 1));
    setIds([]);
  };

  return (
    <PanelDialog title={findingWords(catalog, finding)} isKept={ids.length > 0}>
      <section aria-label="For whom">
        <h3 className="hs-matrix-heading">For whom</h3>
        <PeopleList label="members" people={left} chosen={who} onChange={setWho} single={isPersonal} />
      </section>
      <section aria-label={label}>
        <h3 className="hs-matrix-heading">{label}</h3>
        <DirectoryList
          dimension={dimension}
          label={label}
          chosen={ids}
          onChange={setIds}
          about={(id) => ({ note: takenBy(id) })}
        />
      </section>
      <p role="status" className="hs-matrix-refusal">
        {refusal}
      </p>
      <div className="hs-matrix-buttons">
        <MatrixButton isPrimary isDisabled={!isReady} onClick={apply}>
          {isPersonal ? 'Give' : 'Show what changes'}
        </MatrixButton>
        <MatrixButton onClick={back}>Back to findings</MatrixButton>
      </div>
    </PanelDialog>
  );
}

function chosenChanges(
  matrix: Matrix,
  finding: Finding,
  who: readonly MatrixTarget[],
  ids: readonly string[],
): readonly MatrixChange[] {
  const edits = editsOf(finding, ids);
  return who.flatMap((target) => {
    const state = matrix.shown(target);
    return state?.kind === 'member' ? changesOf(state, edits[state.member.id] ?? []) : [];
  });
}

/** The name of the member who has an extension already, by extension. */
function useTaken(matrix: Matrix, isAsked: boolean): (id: string) => string | undefined {
  return useMemo(() => {
    const owners = new Map<string, MatrixTarget>();
    for (const target of isAsked ? matrix.members() : []) {
      const state = matrix.shown(target);
      if (state?.kind === 'member') for (const id of state.member.extensions) owners.set(id, target);
    }
    return (id) => {
      const owner = owners.get(id);
      return owner && `${targetLabel(matrix, owner)} has it`;
    };
  }, [matrix, isAsked]);
}
