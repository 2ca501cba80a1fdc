import type { CallOutcome } from './outcome.js'

/** Where we differ on purpose, each with what AWS says. */
export type Known = readonly (readonly [RegExp, string])[]

/** Where two servers' outcomes differ and no reason is known. */
export function differences(
  ours: readonly CallOutcome[],
  theirs: readonly CallOutcome[],
  known: Known = LAMBDA,
): string[] {
  return ours.flatMap((our, at) => {
    const their = theirs[at]
    if (their === undefined) return [`${our.call}: not called`]
    const found = [
      ...(our.status === their.status ? [] : [`${our.call}: status ${our.status}, theirs ${their.status}`]),
      ...differingShapes(our, their),
    ]
    return found.filter((difference) => !known.some(([pattern]) => pattern.test(difference)))
  })
}

function differingShapes(our: CallOutcome, their: CallOutcome): string[] {
  if (typeof our.shape === 'string' || typeof their.shape === 'string') {
    return our.shape === their.shape ? [] : [`${our.call}: ${nameOf(our)}, theirs ${nameOf(their)}`]
  }
  const [mine, others] = [new Set(our.shape), new Set(their.shape)]
  return [
    ...our.shape
      .filter((member) => !others.has(member))
      .map((member) => `${our.call}: only ours has ${member}`),
    ...their.shape
      .filter((member) => !mine.has(member))
      .map((member) => `${our.call}: only theirs has ${member}`),
  ]
}

const nameOf = ({ shape }: CallOutcome) => (typeof shape === 'string' ? shape : 'an answer')

const LAMBDA: Known = [
  [
    /only ours has (Configuration\.|Functions\[\]\.|Versions\[\]\.)?(LoggingConfig|RevisionId|RuntimeVersionConfig|VpcConfig)/,
    'FunctionConfiguration has these members in the service model; moto leaves them out.',
  ],
  [
    /^(Create|Update)Function\w*: only ours has (StateReason|LastUpdateStatus)/,
    'The developer guide, "Lambda function states": a new function is Pending with a reason; moto’s is Active at once.',
  ],
  [
    /only theirs has .*Layers: list/,
    'The API reference’s examples of functions without layers have no such member.',
  ],
  [
    /^List(Functions|VersionsByFunction): only theirs has .*(State|LastUpdateStatus): string/,
    'The API reference of ListFunctions: it doesn’t return State, LastUpdateStatus and their reasons.',
  ],
  [
    /^CreateAlias again: ResourceConflictException/,
    'The operation’s errors in the service model have no ConflictException.',
  ],
  [/^(GetAlias|UpdateAlias): status 200/, 'The responseCode of these operations in the service model.'],
  [/^AddPermission: status 201/, 'The same.'],
  [/^DeleteAlias: status 204/, 'The same.'],
]
