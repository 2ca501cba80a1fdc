/** The operating system's code of what failed, such as `ENOENT` or `EADDRINUSE`; null for anything else. */
export function errorCode(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !('code' in thrown)) return null
  return typeof thrown.code === 'string' ? thrown.code : null
}

export const isMissing = (thrown: unknown): boolean => errorCode(thrown) === 'ENOENT'
