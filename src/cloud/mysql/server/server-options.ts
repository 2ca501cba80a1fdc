import type { Address } from '../address.js'

/**
 * Command line options of a server that is small, private and forgets nothing the lab needs. `loose` ones are for MariaDB or
 * MySQL only, or for some versions of them.
 */
export function serverOptions(options: {
  readonly dataFolder: string
  /** Of this server alone: a server that starts deletes the temporary tables of every other one in the same folder. */
  readonly temporaryFolder: string
  readonly errorLog: string
}): string[] {
  return [
    // A configuration of the system's own server must not reach into this one.
    '--no-defaults',
    `--datadir=${options.dataFolder}`,
    `--tmpdir=${options.temporaryFolder}`,
    `--log-error=${options.errorLog}`,
    // A server refuses to run as root unless told.
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    '--innodb-buffer-pool-size=8M',
    '--innodb-flush-log-at-trx-commit=2',
    '--loose-innodb-log-file-size=4M',
    '--loose-innodb-redo-log-capacity=8M',
    '--loose-performance-schema=OFF',
    '--key-buffer-size=1M',
    '--loose-aria-pagecache-buffer-size=1M',
    '--loose-disable-log-bin',
  ]
}

/** What else a server's process needs to know: both servers make their files readable by the group unless told. */
export const OWNER_ONLY = { UMASK: '0600', UMASK_DIR: '0700' }

/** What a running server needs besides: where it listens, and how many connections it holds for how long. */
export function networkOptions({ host, port }: Address): string[] {
  return [
    `--bind-address=${host}`,
    `--port=${port}`,
    // Relative to the data folder: the path of a socket may only be some hundred characters long.
    '--socket=server.sock',
    '--pid-file=server.pid',
    '--loose-mysqlx=OFF',
    '--skip-name-resolve',
    '--skip-external-locking',
    '--loose-local-infile=OFF',
    '--default-time-zone=+00:00',
    // The first handler opens one for each call; the second keeps one for each environment. As long as RDS Proxy waits.
    '--max-connections=4000',
    '--wait-timeout=1800',
    '--back-log=1024',
    '--thread-cache-size=64',
  ]
}
