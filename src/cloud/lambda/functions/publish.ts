import { type FunctionState, type VersionState, latestVersion } from './function-state.js'
import { newRevision } from './functions.js'

/** Publishes `$LATEST` as a new version; the newest one where nothing has changed since. Alters the row. */
export function publishedFrom(state: FunctionState, description: string | null): VersionState {
  const newest = state.versions[String(state.nextVersion - 1)]
  if (newest !== undefined && isSame(newest, state.latest)) return newest
  const version = String(state.nextVersion)
  const published: VersionState = {
    ...state.latest,
    version,
    description: description ?? state.latest.description,
    revisionId: newRevision().revisionId,
  }
  state.versions[version] = published
  state.nextVersion += 1
  return published
}

/** Code and configuration; a version may have been described differently. */
function isSame(version: VersionState, latest: VersionState): boolean {
  const essence = (of: VersionState) =>
    JSON.stringify({ ...of, version: latestVersion, description: '', revisionId: '', modifiedAt: '' })
  return essence(version) === essence(latest)
}
