'use client';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import { fieldOfDimension } from '../../../matrix/createHandOver.js';
import { isComposing } from '../../ui/isComposing.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { MatrixButton } from '../ui/MatrixButton.js';
import { problemWords, skipWords } from '../words/cellWords.js';
import { idWords } from '../words/idWords.js';
import { CatalogField } from './CatalogField.js';
import { DirectoryList, type DirectoryRemark } from './DirectoryList.js';

/** Somebody who has an id that belongs to one person at most. */
export interface Owner {
  readonly target: MatrixTarget;
  readonly name: string;
  /** Everything that it has of the dimension. */
  readonly ids: readonly string[];
}

interface BelongingFieldProps {
  readonly target: MatrixTarget;
  /** `extension` stands for extensions. */
  readonly dimension: string;
  readonly label: string;
  readonly chosen: readonly string[];
  /** By id, where each belongs to one person at most. */
  readonly owners: ReadonlyMap<string, Owner> | undefined;
  readonly onChange: (ids: readonly string[]) => void;
}

/** Chooses what a member has or belongs to in one dimension; what somebody else has is handed over. */
export function BelongingField({ target, dimension, label, chosen, owners, onChange }: BelongingFieldProps): ReactNode {
  const { view, messages } = useMatrixContext();
  const { matrix } = view;
  const catalog = matrix.catalog();
  const [asked, setAsked] = useState<string>();
  const owner = asked === undefined ? undefined : owners?.get(asked);
  const field = fieldOfDimension(dimension);
  const about = (id: string): DirectoryRemark => {
    if (chosen.includes(id)) return {};
    const has = owners?.get(id);
    if (has && matrix.backend.handOver)
      return {
        note: `${has.name} has it`,
        isClosed: true,
        action: (
          <MatrixButton onClick={() => setAsked(id)}>
            Hand over
            <span className="hs-visually-hidden">
              {' '}
              {idWords(catalog, dimension, id)} from {has.name}
            </span>
            …
          </MatrixButton>
        ),
      };
    if (has) return { note: `${has.name} has it`, isClosed: true };
    const refusal = skipWords(matrix.check({ target, field, next: [...chosen, id] }), messages, catalog);
    return refusal === '' ? {} : { note: refusal, isClosed: true };
  };
  return (
    <>
      {Object.hasOwn(catalog.dimensions, dimension) ? (
        <DirectoryList dimension={dimension} label={label} chosen={chosen} onChange={onChange} about={about} />
      ) : (
        // No directory has extensions that the catalog knows nothing of: those that there are stand here.
        <CatalogField table={{}} label={label} chosen={chosen} onChange={onChange} />
      )}
      {dimension === 'extension' && <AddById label={label} chosen={chosen} about={about} onChange={onChange} />}
      {asked !== undefined && owner && (
        <HandOverQuestion
          key={asked}
          id={asked}
          target={target}
          dimension={dimension}
          owner={owner}
          onDone={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

interface HandOverQuestionProps {
  readonly id: string;
  readonly target: MatrixTarget;
  readonly dimension: string;
  readonly owner: Owner;
  readonly onDone: () => void;
}

/** Asks before something goes from one person to another: it is done at once, and undo does not bring it back. */
function HandOverQuestion({ id, target, dimension, owner, onDone }: HandOverQuestionProps): ReactNode {
  const { view, messages } = useMatrixContext();
  const { matrix } = view;
  const catalog = matrix.catalog();
  const [state, setState] = useState<'asked' | 'sent'>('asked');
  const [problem, setProblem] = useState('');
  const name = idWords(catalog, dimension, id);
  const left = owner.ids.filter((each) => each !== id);
  const taken = skipWords(
    matrix.check({ target: owner.target, field: fieldOfDimension(dimension), next: left }),
    messages,
    catalog,
  );
  const send = async () => {
    setState('sent');
    const found = await matrix.handOver({ from: owner.target, to: target, dimension, ids: [id] });
    setState('asked');
    if (found) setProblem(`Not handed over: ${problemWords(found, messages, catalog)}`);
    else onDone();
  };
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => group.current?.querySelector('button')?.focus(), []);
  const refusal = problem || (taken && `${owner.name} keeps it: ${taken}`);
  return (
    <div ref={group} role="group" aria-label={`Hand over ${name}`} className="hs-matrix-impact">
      <p>
        Hand {name} over from {owner.name} to {targetLabel(matrix, target)}? It takes effect at once.
      </p>
      <p role="status">{state === 'sent' ? 'Being handed over.' : refusal}</p>
      <span className="hs-matrix-buttons">
        <MatrixButton isDisabled={state === 'sent' || taken !== ''} onClick={() => void send()}>
          Hand over
        </MatrixButton>
        <MatrixButton onClick={onDone}>Leave it</MatrixButton>
      </span>
    </div>
  );
}

interface AddByIdProps extends Pick<BelongingFieldProps, 'label' | 'chosen' | 'onChange'> {
  readonly about: (id: string) => DirectoryRemark;
}

/** Adds an extension that no directory lists yet. */
function AddById({ label, chosen, onChange, about }: AddByIdProps): ReactNode {
  const [text, setText] = useState('');
  const id = text.trim();
  const { note, isClosed = false, action }: DirectoryRemark = id === '' ? {} : about(id);
  const add = () => {
    if (id === '' || isClosed) return;
    if (!chosen.includes(id)) onChange([...chosen, id]);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || isComposing(event)) return;
    event.preventDefault();
    add();
  };
  return (
    <div className="hs-matrix-buttons">
      <input
        type="text"
        className="hs-matrix-add"
        aria-label={`Another of ${label}`}
        placeholder="Another one"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <MatrixButton isDisabled={id === '' || isClosed} onClick={add}>
        Add<span className="hs-visually-hidden"> to {label}</span>
      </MatrixButton>
      {action}
      <p role="status" className="hs-matrix-sub">
        {note}
      </p>
    </div>
  );
}
