// A type table: the nouns that a catalog is written in, and the literal types that are read off one.
import type { GrantValue } from './grant.js';
import type { PartBindings } from './parts.js';
import type { Reason } from './reason.js';
import type { Reaches, Scope } from './scope.js';

/** A kind of thing that reach is limited by, such as `queue`. `extension` ties to the subject's extensions. */
export interface DimensionDefinition {
  readonly label: string;
  /** The ids there are, where the catalog knows them all (`line`: direct, ivr); for pickers. */
  readonly values?: readonly { readonly id: string; readonly label: string }[];
  /** Each id belongs to one person at most, such as a phone number. Extensions always do. */
  readonly exclusive?: true;
}

/**
 * Where a record keeps an id or a list of ids: the name of a field (dots reach into nested objects), several
 * names that unite, or a function. Names can be mapped to columns by a server; a function cannot.
 */
export type RecordField = string | readonly string[] | ((record: object) => unknown);

/** A type of record that scoped rights are asked about. */
export interface ResourceDefinition {
  readonly label: string;
  /** The field that holds the id of the record's owner. */
  readonly owner?: RecordField;
  /** The field that lists the consents of the person on the record, as permission ids (law 9). */
  readonly consents?: RecordField;
  readonly dimensions: Readonly<Record<string, RecordField>>;
}

/** A group of permissions under one heading. */
export interface SectionDefinition {
  readonly label: string;
  readonly description?: string;
}

/** One permission that an umbrella opens: with the umbrella's own scope, or with the scope given here (law 6). */
export type Implication = string | { readonly permission: string; readonly scope: Scope };

/** A grant as a catalog writes it: an id for a plain allow, or the details. */
export type GrantSpec<P extends string = string, D extends string = string> =
  | P
  | {
      readonly permission: P;
      readonly effect?: 'allow' | 'deny';
      readonly scope?: Scope<D>;
      readonly value?: GrantValue;
      readonly conditional?: true;
      /** On a `deny`: why, where more is known than "denied". */
      readonly reason?: Reason;
    };

/** Properties of every kind of permission. */
export interface PermissionBase {
  readonly label: string;
  readonly section?: string;
  readonly description?: string;
  /** Rights that must be held as well, on the same record where both are asked about the same type (law 6). */
  readonly requires?: readonly string[];
  /** The permission takes effect only on one of these plans. */
  readonly plans?: readonly string[];
  /** The permission takes effect only with every one of these licences. */
  readonly licenses?: readonly string[];
  /**
   * How the product shows that this is not allowed: it leaves it out (`hide`), or in its place and frozen (`freeze`).
   * Gates and components do the same where they are given no `mode`. A choice says it for the rights that it gives.
   */
  readonly whenDenied?: 'hide' | 'freeze';
  /**
   * How somebody's phone behaves, and no right: a role without limit (`unrestricted`) does not switch it on. Its holders
   * may set it for others at any value; holders of other roles as far as they have it or their role `gives` it. It may
   * open other settings, and no right.
   */
  readonly setting?: true;
  /** `false`: nobody can give or take it. */
  readonly assignable?: false;
  /** A remark for readers: where a page is silent, how it was read. */
  readonly note?: string;
}

/** Yes or no, scoped when it is asked `on` a type of record. */
export interface RightDefinition extends PermissionBase {
  readonly kind: 'right';
  readonly on?: string;
  /** A member is given it for one id, such as the one number that is preset; given for several, it reaches none. */
  readonly single?: true;
  readonly implies?: readonly Implication[];
  /** A right that the person on the record must hold: their consent (law 9). */
  readonly consent?: string;
}

/** One of listed options. */
export interface ChoiceDefinition extends PermissionBase {
  readonly kind: 'choice';
  /** From the least to the most. */
  readonly options: readonly OptionDefinition[];
  readonly default: string;
  /** The option that wins where several sources give one. Default: `highest`. */
  readonly merge?: 'highest' | 'lowest';
}

/** One option of a choice, and the rights that choosing it gives. */
export interface OptionDefinition {
  readonly id: string;
  readonly label: string;
  readonly grants?: readonly GrantSpec[];
}

/** A count, a percentage or a number of seconds. */
export interface NumberDefinition extends PermissionBase {
  readonly kind: 'number';
  readonly unit: 'count' | 'percent' | 'seconds';
  readonly min: number;
  /** Default: no bound. */
  readonly max?: number;
  /** Whether `'unlimited'` may be given; it always may where there is no `max`. */
  readonly unlimited?: true;
  readonly default: number | 'unlimited';
  /** The value that wins where several sources give one. Default: `max`. It also says which way "more" lies. */
  readonly merge?: 'max' | 'min';
}

/** Something the user must do. It binds as soon as one source binds. */
export interface DutyDefinition extends PermissionBase {
  readonly kind: 'duty';
}

/** One thing that can be granted. */
export type PermissionDefinition = RightDefinition | ChoiceDefinition | NumberDefinition | DutyDefinition;

/** The four kinds of permission. */
export type PermissionKind = PermissionDefinition['kind'];

/** A named bundle of grants that a member can hold. */
export interface RoleDefinition {
  readonly label: string;
  readonly description?: string;
  /** Everything in the catalog without limit, within plan and licences; settings stay as they are. */
  readonly unrestricted?: true;
  readonly grants?: readonly GrantSpec[];
  /**
   * The most that packages, overrides and changes of the role itself may give to its holders beside what it gives
   * by itself: the ± of a product's table. Without it they may be given anything. A restriction may always be set.
   */
  readonly grantable?: readonly GrantSpec[];
  /**
   * What its holders may hand out beside what they hold themselves (law 11): a choice up to the option named here, a
   * number up to the value. It needs no plan or licence of theirs, and gives them nothing.
   */
  readonly gives?: readonly GrantSpec[];
  /** Ids per dimension beyond which nothing reaches that comes from this role, on records whose type has the dimension. */
  readonly within?: Reaches;
  /** Roles whose holders a holder of this role may manage, and which it may hand out. */
  readonly manages?: readonly string[];
  /** At least one member must always hold this role. */
  readonly mustBeHeld?: true;
  /** Made by an organisation, not by the product. */
  readonly custom?: true;
  readonly note?: string;
}

/** A suggested bundle of grants on top of a role. */
export interface PackageDefinition {
  readonly label: string;
  readonly description?: string;
  readonly grants: readonly GrantSpec[];
  readonly note?: string;
}

/** A subscription or a licence. */
export interface PlanDefinition {
  readonly label: string;
  readonly description?: string;
  readonly note?: string;
}

/** One row of the product's own table: a permission at a scope or a value. */
export interface RowDefinition {
  readonly permission: string;
  /** The row's wording, where it is not the permission's own label. */
  readonly label?: string;
  /** The text of the product's table beside the label. */
  readonly description?: string;
  /** The row's section, where it is not the permission's own. */
  readonly section?: string;
  readonly scope?: Scope;
  readonly value?: GrantValue;
  /**
   * The dimension whose ids are asked for where the row is given to somebody, in place of a fixed `scope`: "Access to
   * Queue X" asks which queues.
   */
  readonly asks?: string;
  readonly note?: string;
  /** Remarks about single cells, by role. */
  readonly cellNotes?: Readonly<Record<string, string>>;
}

/**
 * Which permissions of the catalog rule its own administration (law 11). Each operation asks exactly its own; a right
 * that is asked about a member is scoped on `resource`, or unscoped where it is about everybody.
 */
export interface DelegationDefinition {
  /** The type of record that a member is. */
  readonly resource: string;
  /** Right to see this member. Default: `manage`. */
  readonly view?: string;
  /** Right to change this member's overrides and packages, and to confirm that they were reviewed. */
  readonly manage: string;
  /** Right to change which roles this member holds. Default: `manage`. */
  readonly assignRole?: string;
  /** Unscoped right to change what a role gives, and to delete it; nobody where it is not given. */
  readonly editRole?: string;
  /** Unscoped right to make a role. Default: `editRole`. */
  readonly createRole?: string;
  /** Right to change this member's extensions. Default: `manage`. */
  readonly extensions?: string;
  /** Right to change what this member belongs to: one for all dimensions, or one for each. Default: `manage`. */
  readonly memberships?: string | Readonly<Record<string, string>>;
  /**
   * Right to change this member's licences and plan. Default: `manage` for the licences; the plan stays where it is
   * not given.
   */
  readonly licenses?: string;
  /**
   * Right to change what this member is restricted to. Default: `manage`. Who is restricted itself leaves nobody less
   * restricted than that.
   */
  readonly within?: string;
  /** Right to read what was changed about this member; unscoped: about everybody and every role. Default: `manage`. */
  readonly audit?: string;
  /** Right to sign this member out everywhere. Where it is not given, everybody may sign out itself and nobody else. */
  readonly signOut?: string;
}

/** Separation of duties: rights of which one person may hold at most one at a time. Who holds more has none of them. */
export interface ConflictDefinition {
  readonly id: string;
  readonly label: string;
  /** Ids of rights, two or more. */
  readonly permissions: readonly string[];
  readonly note?: string;
}

/** Which permissions an administrator's tips are about; `advise` turns them into findings. */
export interface AdviceDefinition {
  /** Rights that do nothing for a member without an extension, such as to make and receive calls. */
  readonly needsExtension?: readonly string[];
  /** The right to dial out, the rights of which one must reach a number for it, and the numbers' dimension. */
  readonly callerId?: { readonly dialOut: string; readonly oneOf: readonly string[]; readonly dimension: string };
  /** Rights that reach far, and the roles and packages whose work needs them. */
  readonly wide?: Readonly<Record<string, readonly string[]>>;
}

/** Everything that can be granted in one phone system, as data. `defineCatalog` checks it. */
export interface CatalogDefinition {
  readonly id: string;
  readonly label?: string;
  readonly dimensions: Readonly<Record<string, DimensionDefinition>>;
  readonly resources: Readonly<Record<string, ResourceDefinition>>;
  readonly sections?: Readonly<Record<string, SectionDefinition>>;
  readonly permissions: Readonly<Record<string, PermissionDefinition>>;
  readonly roles: Readonly<Record<string, RoleDefinition>>;
  /** The default `grantable` of roles that an organisation makes (`custom`). */
  readonly customRoles?: Pick<RoleDefinition, 'grantable'>;
  readonly packages?: Readonly<Record<string, PackageDefinition>>;
  readonly plans?: Readonly<Record<string, PlanDefinition>>;
  readonly licenses?: Readonly<Record<string, PlanDefinition>>;
  /** Grants that everybody has. */
  readonly baseline?: readonly GrantSpec[];
  readonly delegation?: DelegationDefinition;
  readonly conflicts?: readonly ConflictDefinition[];
  readonly advice?: AdviceDefinition;
  /** Which of the permissions stand for what in a component: components use them without a prop. */
  readonly parts?: PartBindings;
  readonly rows?: readonly RowDefinition[];
  readonly note?: string;
}

type Unlabelled<T> = T extends { readonly label: string } ? Omit<T, 'label'> & { readonly label?: string } : T;
type UnlabelledTable<T> = { readonly [K in keyof T]: Unlabelled<T[K]> };
type Labelled<T> = { readonly [K in keyof T]: T[K] & { readonly label: string } };
type NeededTable = 'dimensions' | 'resources' | 'permissions' | 'roles';
type OptionalTable = 'sections' | 'packages' | 'plans' | 'licenses';

/**
 * A catalog as `defineCatalog` takes it. `dimensions`, `resources` and `roles` are empty where they are left out. What
 * has no `label` is called by its id in words: `calls.viewOwn` is "Calls view own".
 */
export type CatalogInput = Omit<CatalogDefinition, NeededTable | OptionalTable> & {
  readonly permissions: UnlabelledTable<CatalogDefinition['permissions']>;
} & {
  readonly [T in Exclude<NeededTable, 'permissions'> | OptionalTable]?: UnlabelledTable<
    NonNullable<CatalogDefinition[T]>
  >;
};

type TableOf<D, T extends string> = D extends { readonly [K in T]: infer Table extends object } ? Labelled<Table> : {};

type Completed<D> = Omit<D, NeededTable | OptionalTable> & { readonly [T in NeededTable]: TableOf<D, T> } & {
  readonly [T in OptionalTable & keyof D]: TableOf<D, T>;
};

/** The definition that an input comes to: itself where it leaves nothing out. */
export type Defined<D extends CatalogInput> = D extends CatalogDefinition
  ? D
  : Completed<D> extends infer C extends CatalogDefinition
    ? C
    : never;

declare const checked: unique symbol;

/** A catalog that `defineCatalog` has checked. */
export type Catalog<C extends CatalogDefinition = CatalogDefinition> = C & { readonly [checked]: true };

/** The ids of a catalog's permissions. */
export type PermissionId<C extends CatalogDefinition = CatalogDefinition> = keyof C['permissions'] & string;

/** The ids of a catalog's dimensions. */
export type DimensionId<C extends CatalogDefinition = CatalogDefinition> = keyof C['dimensions'] & string;

/** The ids of a catalog's roles. */
export type RoleId<C extends CatalogDefinition = CatalogDefinition> = keyof C['roles'] & string;

type IdsLike<C extends CatalogDefinition, Shape> =
  string extends PermissionId<C>
    ? string
    : { [P in PermissionId<C>]: C['permissions'][P] extends Shape ? P : never }[PermissionId<C>];

/** The permissions that answer yes or no. */
export type RightId<C extends CatalogDefinition = CatalogDefinition> = IdsLike<C, { readonly kind: 'right' }>;

/** The rights that are asked about a record. */
export type ScopedRightId<C extends CatalogDefinition = CatalogDefinition> = IdsLike<
  C,
  { readonly kind: 'right'; readonly on: string }
>;

/** The permissions that have a value: choices, numbers and duties. */
export type ValueId<C extends CatalogDefinition = CatalogDefinition> = IdsLike<
  C,
  { readonly kind: 'choice' | 'number' | 'duty' }
>;

/** The type of a permission's value: the options' ids, a number, or whether the duty binds. */
export type ValueOf<C extends CatalogDefinition, P> =
  string extends PermissionId<C>
    ? GrantValue
    : P extends PermissionId<C>
      ? C['permissions'][P] extends { readonly options: readonly (infer O)[] }
        ? O extends { readonly id: infer I extends string }
          ? I
          : never
        : C['permissions'][P] extends { readonly kind: 'number' }
          ? number
          : C['permissions'][P] extends { readonly kind: 'duty' }
            ? boolean
            : never
      : never;

/** The arguments behind a right: a record where it is scoped, nothing where it is not (law 3). */
export type RecordArgs<C extends CatalogDefinition, P> =
  string extends PermissionId<C>
    ? readonly [record?: object | undefined]
    : P extends ScopedRightId<C>
      ? readonly [record: object]
      : readonly [record?: undefined];

/**
 * Where an application says which catalog it uses, once, so that hooks and components know its ids:
 *
 * ```ts
 * declare module 'hookswitch/core' { interface Register { catalog: typeof catalog } }
 * ```
 */
// oxlint-disable-next-line typescript/no-empty-interface -- an application adds the one member it has
export interface Register {}

/** The registered catalog, or any catalog where none is registered. */
export type RegisteredCatalog = Register extends { readonly catalog: infer C extends CatalogDefinition }
  ? C
  : CatalogDefinition;
