// A PostgreSQL server of the test's own: found on this machine, started in a temporary folder, gone afterwards.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Postgres {
  readonly connectionString: string;
  /** Ends every process at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same data. */
  start(): Promise<void>;
  /** Stops it and removes the data. */
  remove(): Promise<void>;
}

export interface PostgresOptions {
  /** Whether a commit waits for the disk, as in production; off unless told, since these tests cut no power. */
  readonly fsync?: boolean;
}

/** The folder with `initdb` and `postgres`, or nothing, said loudly. */
export const findPostgres = (): string | undefined => {
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' }).stdout?.trim();
  const debian = '/usr/lib/postgresql';
  const installed = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  const found = [...(asked ? [asked] : []), ...installed.reverse()].find((folder) =>
    existsSync(join(folder, 'initdb')),
  );
  if (found) return found;
  // oxlint-disable-next-line no-console -- a part of the promise that goes untested must be seen
  console.warn(
    '\n⚠ NOT TESTED ON POSTGRESQL: no initdb was found on this machine. Install it (Debian: apt-get install postgresql) and run again.\n',
  );
  return undefined;
};

/** Starts a server with an empty database. */
export const startPostgres = async (bin: string, { fsync = false }: PostgresOptions = {}): Promise<Postgres> => {
  const user = otherUser();
  const home = mkdtempSync(join(tmpdir(), 'pg-'));
  if (user.uid !== undefined) chownSync(home, user.uid, user.gid ?? user.uid);
  const data = join(home, 'data');
  const initdb = ['-D', data, '--auth=trust', '--username=test', '--encoding=UTF8', '--no-locale', '--no-sync'];
  const made = spawnSync(join(bin, 'initdb'), initdb, { ...user, cwd: home, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  let server: ChildProcess | undefined;
  const start = async () => {
    const settings = [
      `fsync=${fsync ? 'on' : 'off'}`,
      'listen_addresses=',
      `unix_socket_directories=${home}`,
      'max_connections=200',
    ];
    const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
    const launch = () =>
      started(spawn(join(bin, 'postgres'), args, { ...user, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] }));
    server = await untilFree(launch);
  };
  const end = async (signal: NodeJS.Signals) => {
    const [running] = [server, (server = undefined)];
    if (!running || running.exitCode !== null) return;
    const exit = once(running, 'exit');
    running.kill(signal);
    await exit;
  };
  await start();
  return {
    connectionString: `postgres://test@/postgres?host=${encodeURIComponent(home)}`,
    kill: () => end('SIGKILL'),
    start,
    remove: async () => {
      await end('SIGINT');
      rmSync(home, { recursive: true, force: true });
    },
  };
};

/** `initdb` refuses root, so root runs it as the first other user that there is for such things. */
const otherUser = (): { uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find(([each]) => each === name) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody` to run it as.');
};

/**
 * A killed server leaves processes of its own behind, which end once they see it gone; until then it refuses to
 * start on their data, so it is started again until it does not.
 */
const untilFree = async (launch: () => Promise<ChildProcess>): Promise<ChildProcess> => {
  const giveUpAt = Date.now() + 60_000;
  for (;;) {
    try {
      return await launch();
    } catch (error) {
      if (!/still in use/.test(String(error)) || Date.now() > giveUpAt) throw error;
    }
  }
};

/** Resolves once the server says that it takes connections. */
const started = (server: ChildProcess): Promise<ChildProcess> =>
  new Promise((resolve, reject) => {
    let log = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      if (/ready to accept connections/.test(log)) resolve(server);
    });
    server.on('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${log}`)));
    server.on('error', reject);
  });
