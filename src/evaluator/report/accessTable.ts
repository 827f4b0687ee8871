import type { Catalog, CatalogDefinition, PermissionDefinition, RowDefinition } from '../../model/catalog.js';
import type { Missing } from '../../model/decision.js';
import type { Grant } from '../../model/grant.js';
import type { Subject } from '../../model/subject.js';
import { closedValue, valueRank } from '../../model/value.js';
import { groupByPermission } from '../../model/permissionOf.js';
import { reachesBy } from '../../model/reachesBy.js';
import { ownEntry } from '../resolve/roleGrants.js';
import { type Clause, clauseOf, resolveMine } from '../decide/reachOf.js';
import { coverOf, isCovered, isNothing, uncoveredOf } from '../decide/coverage.js';
import { grantableLimit } from '../resolve/grantable.js';
import { effectiveGrants } from '../resolve/effectiveGrants.js';
import { mergeValues, type ValuedDefinition } from '../decide/values.js';

/** Whether a role gives a row: by itself, not at all, or as far as somebody gives it to the holder (the ±). */
export type CellState = 'yes' | 'no' | 'conditional';

/** One cell: a role's share of one row. */
export interface RowCell {
  readonly state: CellState;
  /** The grant that gives it; where conditional, the one that says how much may be given. */
  readonly by?: Grant;
  readonly note?: string;
}

/** One row of the product's own table, with a cell for every role. */
export interface TableRow extends Omit<RowDefinition, 'cellNotes' | 'label'> {
  readonly label: string;
  /** The plan and the licences without which the row takes no effect, whatever a role gives. */
  readonly needs: readonly Missing[];
  /** By role, in the catalog's order. */
  readonly cells: Readonly<Record<string, RowCell>>;
}

/**
 * The product's own table, computed from what the roles give.
 *
 * ```ts
 * accessTable(omnivoice).find((row) => row.permission === 'billing.manage')?.cells.manager?.state; // 'conditional'
 * ```
 */
export function accessTable<C extends CatalogDefinition>(catalog: Catalog<C>): readonly TableRow[] {
  const plain: Catalog = catalog;
  const sheets = Object.keys(plain.roles).map((role) => sheetOf(plain, role));
  return (plain.rows ?? []).map((definition) => tableRow(plain, sheets, definition));
}

function tableRow(catalog: Catalog, sheets: readonly Sheet[], definition: RowDefinition): TableRow {
  const { cellNotes, ...row } = definition;
  const permission = ownEntry(catalog.permissions, row.permission);
  const section = row.section ?? permission?.section;
  const cells = sheets.map((sheet): [string, RowCell] => {
    const note = ownEntry(cellNotes, sheet.role);
    return [sheet.role, { ...cellOf(sheet, row.permission, row), ...(note !== undefined && { note }) }];
  });
  return {
    ...row,
    label: row.label ?? permission?.label ?? row.permission,
    ...(section !== undefined && { section }),
    needs: needsOf(permission),
    cells: Object.fromEntries(cells),
  };
}

function needsOf(permission: PermissionDefinition | undefined): readonly Missing[] {
  const { plans, licenses = [] } = permission ?? {};
  const needed = licenses.map((id): Missing => ({ kind: 'license', ids: [id] }));
  return plans ? [{ kind: 'plan', ids: plans }, ...needed] : needed;
}

/** The grants of somebody with one role and nothing else, and the limit of what it may be given. */
interface Sheet {
  readonly catalog: Catalog;
  readonly role: string;
  readonly subject: Subject;
  readonly held: ReadonlyMap<string, readonly Grant[]>;
  readonly grantable: ReadonlyMap<string, readonly Grant[]>;
  /** Whether there is a limit to what its holders may be given. */
  readonly isLimited: boolean;
  /** Answers about prerequisites, kept: several rows, and several ways to one, ask for the same. */
  readonly known: Map<string, RowCell>;
}

function sheetOf(catalog: Catalog, role: string): Sheet {
  const member = {
    id: `role:${role}`,
    tenant: '',
    roles: [role],
    // A membership of every kind, so that `'mine'` stands for something.
    extensions: ['mine'],
    memberships: Object.fromEntries(Object.keys(catalog.dimensions).map((id) => [id, ['mine']])),
    licenses: [],
    packages: [],
    overrides: [],
  };
  // Without a subject: plans and licences are told beside the table, not in its cells.
  const held = groupByPermission(effectiveGrants(catalog, member, {}));
  const limit = grantableLimit(catalog, [role]);
  const grantable = groupByPermission(limit ?? []);
  return { catalog, role, subject: member, held, grantable, isLimited: limit !== undefined, known: new Map() };
}

const conditional: RowCell = { state: 'conditional' };

type At = Pick<RowDefinition, 'scope' | 'value' | 'asks'>;

/** The least of what the role has of the permission and of what the permission requires (law 6). */
function cellOf(sheet: Sheet, id: string, at: At): RowCell {
  const definition = ownEntry(sheet.catalog.permissions, id);
  if (!definition) return { state: 'no' };
  const given = definition.kind === 'right' ? rightCell(sheet, id, at) : valueCell(sheet, id, definition, at);
  // A setting is nobody's by role: where nothing limits what holders may be given, it may be set for each of them.
  const isOpen = definition.setting && definition.assignable !== false && !sheet.isLimited;
  const own = isOpen && given.state === 'no' ? conditional : given;
  const on = onOf(definition);
  const required = (definition.requires ?? []).map((other) => {
    const isSame = onOf(ownEntry(sheet.catalog.permissions, other)) === on;
    return requiredCell(sheet, other, isSame && at.scope !== undefined ? { scope: at.scope } : {});
  });
  return [own, ...required].reduce((least, cell) => (rank(cell) < rank(least) ? cell : least));
}

function requiredCell(sheet: Sheet, id: string, at: At): RowCell {
  const key = JSON.stringify([id, at.scope]);
  const cell = sheet.known.get(key) ?? cellOf(sheet, id, at);
  sheet.known.set(key, cell);
  return cell;
}

function onOf(definition: PermissionDefinition | undefined): string | undefined {
  return definition?.kind === 'right' ? definition.on : undefined;
}

function rank({ state }: RowCell): number {
  return ['no', 'conditional', 'yes'].indexOf(state);
}

interface Reached {
  readonly grant: Grant;
  readonly clause: Clause;
}

function rightCell(sheet: Sheet, id: string, { scope, asks }: At): RowCell {
  // A row that asks which ids is given by what reaches by their dimension.
  const isAsked = ({ effect, scope: reach = {} }: Grant) =>
    asks === undefined || effect === 'deny' || reachesBy(reach, asks);
  const reached = (grants: Sheet['held']) => reachedBy(sheet, id, grants.get(id)?.filter(isAsked) ?? []);
  const held = reached(sheet.held);
  const denies = held.filter(({ grant }) => grant.effect === 'deny').map(({ clause }) => clause);
  const denied = coverOf(denies);
  const wanted = scope === undefined ? undefined : resolveMine(sheet.subject, scope);
  const givenBy = (claims: readonly Reached[]) => {
    const allows = claims.filter(
      ({ grant, clause }) => grant.effect === 'allow' && !isNothing(denied(clause, uncoveredOf(clause))),
    );
    const clauses = allows.map(({ clause }) => clause);
    // A row at a scope is given whole or not; a row without one is given by any reach at all.
    if (wanted && (denies.length > 0 || !isCovered(wanted, clauses))) return undefined;
    return (wanted && allows.find(({ clause }) => isCovered(wanted, [clause])))?.grant ?? allows[0]?.grant;
  };
  const given = givenBy(held.filter(({ grant }) => !grant.conditional));
  if (given) return { state: 'yes', by: given };
  const perhaps = givenBy([...held, ...reached(sheet.grantable)]);
  return perhaps ? { state: 'conditional', by: perhaps } : { state: 'no' };
}

/** The grants of a right that reach anything. */
function reachedBy({ catalog, subject }: Sheet, id: string, grants: readonly Grant[]): readonly Reached[] {
  const scoped = onOf(ownEntry(catalog.permissions, id)) !== undefined;
  return grants
    .map((grant) => ({ grant, clause: clauseOf(catalog, subject, grant, scoped) }))
    .filter(({ clause }) => !isCovered(clause, []));
}

function valueCell(sheet: Sheet, id: string, definition: ValuedDefinition, { value }: At): RowCell {
  const of = (grants: Sheet['held']) => grants.get(id) ?? [];
  const gives = (grants: readonly Grant[]) => givesValue(definition, mergeValues(definition, grants), value);
  const held = of(sheet.held);
  const sure = held.filter((grant) => !grant.conditional);
  if (gives(sure)) return { state: 'yes', ...nearest(sure) };
  const most = [...held, ...of(sheet.grantable)];
  // What only the server can tell may be so, and that is all a cell says of it.
  const isGrantable =
    definition.kind === 'duty' ? most.length > 0 : gives(most.map(({ conditional: _, ...grant }) => grant));
  return isGrantable ? { state: 'conditional', ...nearest(most) } : { state: 'no' };
}

function nearest([by]: readonly Grant[]): Pick<RowCell, 'by'> {
  return by ? { by } : {};
}

/** At least the row's value; without one anything beyond the least. For a duty: whether it binds. */
function givesValue(definition: ValuedDefinition, held: Grant['value'], wanted: Grant['value']): boolean {
  if (definition.kind === 'duty') return held === (wanted ?? true);
  const least = valueRank(definition, closedValue(definition));
  const has = valueRank(definition, held);
  return wanted === undefined ? has > least : has >= valueRank(definition, wanted);
}
