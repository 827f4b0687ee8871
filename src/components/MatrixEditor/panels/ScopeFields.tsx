'use client';
import type { ReactNode } from 'react';
import type { Reach, Reaches, Scope, ScopeKeys } from '../../../model/scope.js';
import { longForm } from '../../../matrix/effect.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { PermissionRow } from '../../../matrix/row.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { labelOf } from '../../../model/labelOf.js';
import { ReachField } from './ReachField.js';

/** Props of `ScopeFields`. */
export interface ScopeFieldsProps {
  readonly target: MatrixTarget;
  readonly row: PermissionRow;
  /** The type of record that the right is asked about. */
  readonly resource: string | undefined;
  readonly scope: Scope;
  readonly onChange: (scope: Scope) => void;
}

/** The fields of a scope: all, own, and chosen ids, theirs or any of each dimension; and its limits. */
export function ScopeFields({ target, row, resource, scope, onChange }: ScopeFieldsProps): ReactNode {
  const { view } = useMatrixContext();
  const { matrix } = view;
  const catalog = matrix.catalog();
  const definition = resource === undefined ? undefined : catalog.resources[resource];
  const keys = longForm(scope);
  const isBeyond = (wanted: Scope) =>
    matrix.check({ target, field: `overrides.${row.permission}`, next: [{ effect: 'allow', scope: wanted }] })
      .result === 'skip';
  const setFlag = (flag: 'all' | 'own', on: boolean) =>
    onChange(shortForm({ ...without(keys, flag), ...(on && { [flag]: true }) }));
  const setReach = (part: 'in' | 'within', dimension: string, reach: Reach | undefined) =>
    onChange(shortForm(withReach(keys, part, dimension, reach)));
  const asks = row.at?.asks;
  const dimensions = Object.keys(definition?.dimensions ?? {});
  const reachField = (id: string) => (
    <ReachField
      key={id}
      dimension={id}
      label={labelOf(catalog.dimensions, id)}
      reach={keys.in?.[id]}
      isBeyond={(reach) => isBeyond({ in: { [id]: reach } })}
      onChange={(reach) => setReach('in', id, reach)}
    />
  );
  const others = (
    <>
      <FlagField
        label="All"
        checked={keys.all === true}
        isBeyond={isBeyond('all')}
        onChange={(on) => setFlag('all', on)}
      />
      {(definition?.owner !== undefined || dimensions.includes('extension')) && (
        <FlagField
          label="Own"
          checked={keys.own === true}
          isBeyond={isBeyond({ own: true })}
          onChange={(on) => setFlag('own', on)}
        />
      )}
      {!keys.all && dimensions.filter((id) => id !== asks).map(reachField)}
      <details open={keys.within !== undefined}>
        <summary>Only within</summary>
        {dimensions.map((id) => (
          <ReachField
            key={id}
            dimension={id}
            label={`Only within ${labelOf(catalog.dimensions, id)}`}
            reach={keys.within?.[id]}
            isBeyond={() => false}
            onChange={(reach) => setReach('within', id, reach)}
          />
        ))}
      </details>
    </>
  );
  if (asks === undefined)
    return (
      <fieldset className="hs-matrix-scope">
        <legend>How far</legend>
        {others}
      </fieldset>
    );
  const reachesFurther = Object.keys(keys.in ?? {}).some((id) => id !== asks);
  return (
    <fieldset className="hs-matrix-scope" data-asked="">
      <legend>Which ones</legend>
      {!keys.all && reachField(asks)}
      {/* What else the permission reaches is not the row's, and stays as it is. */}
      <details open={keys.all === true || keys.own === true || reachesFurther || keys.within !== undefined}>
        <summary>How far beside that</summary>
        {others}
      </details>
    </fieldset>
  );
}

interface FlagFieldProps {
  readonly label: string;
  readonly checked: boolean;
  readonly isBeyond: boolean;
  readonly onChange: (on: boolean) => void;
}

function FlagField({ label, checked, isBeyond, onChange }: FlagFieldProps): ReactNode {
  return (
    <label className="hs-matrix-flag">
      <input
        type="checkbox"
        checked={checked}
        disabled={isBeyond && !checked}
        onChange={(event) => onChange(event.target.checked)}
      />{' '}
      {label}
      {isBeyond && <span className="hs-matrix-sub"> (beyond what you may give)</span>}
    </label>
  );
}

function without(keys: ScopeKeys, flag: 'all' | 'own'): ScopeKeys {
  const { [flag]: _, ...rest } = keys;
  return rest;
}

function withReach(keys: ScopeKeys, part: 'in' | 'within', dimension: string, reach: Reach | undefined): ScopeKeys {
  const { [part]: before, ...rest } = keys;
  const { [dimension]: _, ...others } = before ?? {};
  const reaches: Reaches = reach === undefined ? others : { ...others, [dimension]: reach };
  return Object.keys(reaches).length > 0 ? { ...rest, [part]: reaches } : rest;
}

/** `'all'` where nothing limits it: the shortest way to say it. */
function shortForm(keys: ScopeKeys): Scope {
  if (keys.all && !keys.within) return 'all';
  const { all, within, ...rest } = keys;
  return all ? { all, ...(within && { within }) } : { ...rest, ...(within && { within }) };
}
