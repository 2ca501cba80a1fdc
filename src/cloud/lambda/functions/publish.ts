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
    latestDescription: state.latest.description,
    revisionId: newRevision().revisionId,
  }
  state.versions[version] = published
  state.nextVersion += 1
  return published
}

/** Code and configuration, and the description of what was published: a version may have one of its own. */
function isSame(version: VersionState, latest: VersionState): boolean {
  const own = {
    version: latestVersion,
    description: '',
    latestDescription: '',
    revisionId: '',
    modifiedAt: '',
  }
  const essence = (of: VersionState) => JSON.stringify({ ...of, ...own })
  return (
    essence(version) === essence(latest) &&
    (version.latestDescription ?? latest.description) === latest.description
  )
}
