/** Where the permission API of a real server is, as `npm run start:server` says; nothing with the mocked network. */
export const liveApi: string | undefined = address(import.meta.env['STORYBOOK_PERMISSION_API']);

function address(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
