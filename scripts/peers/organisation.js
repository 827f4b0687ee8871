// Copied beside an installed tarball: one administrator, one agent, and who is signed in by a header.

/** @param {string} id @param {string} role @returns {import('hookswitch/core').Member} */
const member = (id, role) => ({
  id,
  tenant: 'harbour',
  roles: [role],
  extensions: ['100'],
  memberships: {},
  licenses: [],
  packages: [],
  overrides: [],
});

/** The administrator. */
export const ada = member('ada', 'admin');

/** @type {import('hookswitch/server').TenantData} */
export const harbour = { tenant: 'harbour', members: [ada, member('nina', 'nonAdmin')] };

/** @type {import('hookswitch/server').Authenticate} */
export const authenticate = (request) => {
  const subject = request.headers.get('x-user');
  return subject === null ? undefined : { tenant: 'harbour', subject };
};

/** @param {string} user */
export const as = (user) => ({ 'x-user': user });
