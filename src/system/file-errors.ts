/** The system's code of a failed file operation, such as `ENOENT`; null for anything else. */
export function fileErrorCode(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !('code' in thrown)) return null
  return typeof thrown.code === 'string' ? thrown.code : null
}

export const isMissing = (thrown: unknown): boolean => fileErrorCode(thrown) === 'ENOENT'
