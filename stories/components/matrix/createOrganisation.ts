import type { Catalog, Member, MemberEdit, Override } from 'hookswitch/core';
import { createHandlers, createNetwork, demoAuthenticate, demoHeaders } from 'hookswitch/msw';
import { createPermissionApi, memoryStore } from 'hookswitch/server';
import { createHttpBackend } from '../../../src/components/MatrixEditor/index.js';

const first = [
  'Ada',
  'Bela',
  'Chidi',
  'Dana',
  'Emre',
  'Fatou',
  'Gita',
  'Hugo',
  'Ines',
  'Jonas',
  'Kaya',
  'Lars',
  'Mina',
  'Noor',
  'Omar',
  'Pia',
  'Quim',
  'Rosa',
  'Sven',
  'Tara',
];
const last = [
  'Abe',
  'Berg',
  'Costa',
  'Diaz',
  'Evans',
  'Fischer',
  'Gupta',
  'Haas',
  'Ito',
  'Jansen',
  'Kim',
  'Lopez',
  'Mori',
  'Novak',
  'Okafor',
  'Petrov',
  'Rossi',
  'Silva',
  'Tanaka',
  'Weber',
];

/** What a demo organisation is made of. */
export interface OrganisationOptions {
  readonly catalog: Catalog;
  readonly baseUrl: string;
  /** The role of the signed-in administrator. */
  readonly as: string;
  /** The role that everybody else has, and a few with the first of these. */
  readonly roles: readonly [some: string, most: string];
  readonly members?: number;
  /** The plans that its people have, in turn. */
  readonly plans?: readonly string[];
  /** What the last one of its people has set for itself. */
  readonly last?: Partial<Member>;
  /** The administrator's own settings. */
  readonly mine?: readonly Override[];
  /** What some members have set for themselves. */
  readonly overrides?: readonly Override[];
}

/** An organisation of made-up people behind the real permission API, mounted on the mocked network. */
export function createOrganisation({
  catalog,
  baseUrl,
  as,
  roles,
  members = 24,
  plans = [],
  last: changed,
  overrides = [],
  mine = [],
}: OrganisationOptions) {
  const planOf = (index: number) => plans[index % Math.max(1, plans.length)];
  const person = (index: number, role: string, plan = planOf(index)): Member => ({
    id: `person-${index}`,
    tenant: 'demo',
    name: `${first[index % first.length]} ${last[Math.floor(index / first.length + index) % last.length]}${index >= 400 ? ` ${index}` : ''}`,
    roles: [role],
    extensions: index % 5 === 0 ? [] : [String(100 + index)],
    memberships: {},
    licenses: Object.keys(catalog.licenses ?? {}).filter((_, i) => (index + i) % 2 === 0),
    packages: [],
    overrides: overrides.filter((_, i) => (index + i) % 4 === 0),
    ...(plan !== undefined && { plan }),
  });
  const me: Member = { ...person(0, as), id: 'me', name: 'Zoe Admin', overrides: mine };
  const colleague: Member = { ...person(0, as), overrides: [], id: 'colleague', name: 'Yara Admin' };
  const others = Array.from({ length: members }, (_, i) => ({
    ...person(i + 1, i % 6 === 0 ? roles[0] : roles[1]),
    ...(i === members - 1 && changed),
  }));
  const directory = Object.fromEntries(
    Object.entries(catalog.dimensions).map(([id, { label }]) => [
      id,
      Array.from({ length: 60 }, (_, i) => ({ id: `${id}-${i + 1}`, label: `${label} ${i + 1}` })),
    ]),
  );
  const store = memoryStore({ members: [me, colleague, ...others], directory });
  const network = createNetwork();
  const api = createPermissionApi({
    store,
    catalog,
    authenticate: demoAuthenticate,
    limits: {
      requestsPerMinute: 100_000,
      editsPerMinute: 100_000,
      requestsPerMinuteOfTenant: 100_000,
      editsPerMinuteOfTenant: 100_000,
    },
  });
  const { handlers } = createHandlers(api, { baseUrl, network });
  const backendOf = (member: Member) => createHttpBackend({ url: baseUrl, catalog, headers: demoHeaders(member) });
  /** The other administrator edits a member meanwhile. */
  const editElsewhere = async (id: string, edits: readonly MemberEdit[]) => {
    const backend = backendOf(colleague);
    const { signal } = new AbortController();
    const state = await backend.load(`member:${id}`, signal);
    if (!state) throw new Error(`There is no member ${id}.`);
    const { revision, tag = '' } = state;
    const request = { target: `member:${id}`, edits, revision, tag, key: crypto.randomUUID() } as const;
    const outcome = await backend.save(request, signal);
    if (outcome.status !== 'saved') throw new Error(`The edit came to ${JSON.stringify(outcome)}.`);
  };
  return { catalog, me, colleague, others, handlers, network, backend: backendOf(me), editElsewhere };
}

/** What `createOrganisation` makes. */
export type Organisation = ReturnType<typeof createOrganisation>;
