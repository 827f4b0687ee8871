/**
 * Runs what loads optional packages.
 * @throws an Error that names the missing package and the command that installs all of `peers`; any other error as it is
 */
export async function loadWithPeers<T>(peers: readonly string[], load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const missing = missingModule(error);
    if (missing === undefined || !peers.some((peer) => missing === peer || missing.startsWith(`${peer}/`))) throw error;
    throw new Error(
      `The package '${missing}' is not installed, so the SQL store cannot be opened. Run: npm install ${peers.join(' ')}`,
      { cause: error },
    );
  }
}

const codes: readonly unknown[] = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'];

/** The package that Node, or a runtime that follows it, could not find; `undefined` for every other error. */
function missingModule(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !codes.includes(error.code)) return undefined;
  return /Cannot find (?:package|module) '([^']+)'/.exec(error.message)?.[1];
}
