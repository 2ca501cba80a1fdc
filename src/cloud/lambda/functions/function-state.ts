/** What the saved state remembers of Lambda: one row a function, by name. Everything in it is plain JSON. */
export interface LambdaState {
  readonly functions: Record<string, FunctionState>
}

export interface FunctionState {
  readonly name: string
  /** What `$LATEST` is. */
  latest: VersionState
  /** Published ones, by number; they never change. */
  readonly versions: Record<string, VersionState>
  nextVersion: number
  readonly aliases: Record<string, AliasState>
  readonly tags: Record<string, string>
  /** Resource policies by qualifier; `$LATEST` for the function's own. */
  readonly policies: Record<string, PolicyState>
  /** Null without reserved concurrency; 0 throttles everything. */
  reserved: number | null
  /** By alias name or version number. */
  readonly provisioned: Record<string, ProvisionedState>
}

export interface VersionState {
  readonly version: string
  readonly description: string
  /** Of a published one: how `$LATEST` was described. */
  readonly latestDescription?: string
  readonly role: string
  readonly runtime: string
  readonly handler: string
  readonly timeoutSeconds: number
  readonly memoryMb: number
  readonly temporaryMb: number
  /** Null where they were never given: then an answer has no Environment. */
  readonly variables: Readonly<Record<string, string>> | null
  readonly architecture: string
  readonly vpc: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] } | null
  readonly tracing: 'PassThrough' | 'Active'
  readonly logGroup: string
  /** Null in the text format. */
  readonly jsonLogs: JsonLogs | null
  readonly code: CodeState
  /** ISO 8601, UTC. */
  readonly modifiedAt: string
  /** Changes with every change of what it belongs to; guards updates. */
  readonly revisionId: string
}

/** The least severe lines of the JSON format that are kept: of the function, and of Lambda itself. */
export interface JsonLogs {
  readonly applicationLevel: (typeof applicationLevels)[number]
  readonly systemLevel: (typeof systemLevels)[number]
}

export const applicationLevels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const
export const systemLevels = ['DEBUG', 'INFO', 'WARN'] as const

export interface CodeState {
  /** Hexadecimal: the blob's name. */
  readonly sha256: string
  /** Of the zip, in bytes. */
  readonly size: number
}

export interface AliasState {
  readonly name: string
  readonly version: string
  readonly description: string
  /** Shares of other versions, 0 to 1. */
  readonly weights: Readonly<Record<string, number>>
  readonly revisionId: string
}

export interface PolicyState {
  readonly revisionId: string
  readonly statements: readonly PolicyStatement[]
}

export interface PolicyStatement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Principal: { readonly Service: string } | { readonly AWS: string } | '*'
  readonly Action: string
  readonly Resource: string
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

export interface ProvisionedState {
  readonly requested: number
  /** ISO 8601, UTC. */
  readonly modifiedAt: string
}

export const latestVersion = '$LATEST'

export const emptyState = (): LambdaState => ({ functions: {} })

/** The row, also where a name could be one of an object's own members. */
export function functionNamed(state: LambdaState, name: string): FunctionState | null {
  return Object.hasOwn(state.functions, name) ? (state.functions[name] ?? null) : null
}

/** `$LATEST` or a published version. */
export function versionOf(state: FunctionState, version: string): VersionState | null {
  if (version === latestVersion) return state.latest
  return Object.hasOwn(state.versions, version) ? (state.versions[version] ?? null) : null
}

export function aliasOf(state: FunctionState, name: string): AliasState | null {
  return Object.hasOwn(state.aliases, name) ? (state.aliases[name] ?? null) : null
}
