import { createHash } from 'node:crypto'
import { resolve } from 'node:path'

const FOLDER = 'LOCAL_CLOUD_FOLDER'
/** Random for each cloud process, so that one which ends does not end what a later one of the same folder has started. */
export const START = 'LOCAL_CLOUD_START'

/**
 * The variable, as `NAME=value`, in the environment of a folder's cloud process and of everything that it starts, functions and
 * commands of instances included: by it they are found where the folder itself is gone.
 */
export const folderMark = (dir: string): string => `${FOLDER}=${folderDigest(dir)}`

const DAEMON = 'LOCAL_CLOUD'

/** As `NAME=value` in the environment of a folder's cloud process from its first moment on, and of none of those that it starts. */
export const daemonMark = (dir: string): string => `${DAEMON}=${folderDigest(dir)}`

export const daemonVariables = (dir: string): Readonly<Record<string, string>> => ({
  [DAEMON]: folderDigest(dir),
})

/** What the cloud process starts is not the cloud process. */
export function keepMarkToItself(): void {
  delete process.env[DAEMON]
}

/** 32 hexadecimal digits that stand for the folder. */
export const folderDigest = (dir: string): string =>
  createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 32)

export const markVariables = (dir: string, start: string): Readonly<Record<string, string>> => ({
  [FOLDER]: folderDigest(dir),
  [START]: start,
})

/** What this process passes on of it to what it starts with an environment of its own making; empty outside of a cloud process. */
export function inheritedMark(): Readonly<Record<string, string>> {
  const { [FOLDER]: folder, [START]: start } = process.env
  return folder === undefined || start === undefined ? {} : { [FOLDER]: folder, [START]: start }
}
