import type { AliasConfiguration } from '@aws-sdk/client-lambda'
import type { Text } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { everyItem, pages } from '../client/pages.js'
import { labelOf, readLabel } from '../label.js'
import { ALIAS_ROUTING, type AliasRouting } from './alias-routing.js'
import { NONE, resource } from './resource.js'
import { orNothing, routingLeft } from './routing-left.js'
import { unlessCalled } from './still-called.js'

/** `version`: the number that the alias is to point to. */
type Wanted = AliasRouting & { readonly version: string }

/** The alias that the API is to call; its id is its name, which is the lab's. */
export const functionAlias = resource<AliasRouting, Wanted, LabAlias>({
  type: 'function-alias',
  intent: ALIAS_ROUTING,
  undo: 'delete',
  running: 'free',
  find: async ({ aws, intent }) => {
    const alias = await findAlias(aws, intent.function, intent.lab)
    return alias === null ? NONE : { kind: 'ours', id: alias.name, details: {}, live: alias }
  },
  matches: ({ lab, version }, live) =>
    live.lab === lab && live.version === version ? 'as-wanted' : 'changed',
  create: async ({ aws, wanted: { function: name, lab, version } }) => {
    await createAlias(aws, name, { labId: lab, version })
    return { id: lab, details: {} }
  },
  remove: (look) => unlessCalled(look, () => deleteAlias(look.aws, look.intent.function, look.id)),
  describe: ({ function: name, lab }) => says(name, lab),
  tagged: async (aws, labId) => {
    const name = aws.access.names.function
    const found = await orNothing(aliasesOfLabs(aws, name, labId))
    return Promise.all(
      found.map(async ({ lab }) => ({
        id: lab,
        labId: lab,
        intent: await routingLeft(aws, lab),
        what: says(name, lab),
      })),
    )
  },
})

const says = (name: string, alias: string): Text => ({
  en: `alias ${alias} of ${name}`,
  ko: `${name} 함수의 별칭 ${alias}`,
})

interface LabAlias {
  readonly name: string
  readonly version: string
  /** null: it is not a lab's. */
  readonly lab: string | null
}

/** null: there is none of that name. */
async function findAlias(aws: Aws, functionName: string, alias: string): Promise<LabAlias | null> {
  const lambda = await aws.lambda()
  try {
    return aliasOf(await lambda.getAlias({ FunctionName: functionName, Name: alias }))
  } catch (thrown) {
    if (awsErrorName(thrown) === 'ResourceNotFoundException') return null
    throw thrown
  }
}

/** Those that labs made; null: any lab's. */
export async function aliasesOfLabs(
  aws: Aws,
  functionName: string,
  labId: string | null,
): Promise<{ readonly name: string; readonly lab: string }[]> {
  const lambda = await aws.lambda()
  const all = await everyItem(
    pages(
      (Marker) => lambda.listAliases({ FunctionName: functionName, Marker }),
      ({ NextMarker }) => NextMarker,
    ),
    ({ Aliases = [] }) => Aliases.map(aliasOf),
  )
  return all.flatMap(({ name, lab }) =>
    lab === null || (labId !== null && lab !== labId) ? [] : [{ name, lab }],
  )
}

/** Makes it, or points it there again where it is already. */
export async function createAlias(
  aws: Aws,
  functionName: string,
  { labId, version }: { readonly labId: string; readonly version: string },
): Promise<void> {
  const lambda = await aws.lambda()
  const alias = {
    FunctionName: functionName,
    Name: labId,
    FunctionVersion: version,
    Description: labelOf(labId),
  }
  await lambda.createAlias(alias).catch(async (thrown: unknown) => {
    if (awsErrorName(thrown) !== 'ResourceConflictException') throw thrown
    await lambda.updateAlias(alias)
  })
}

/** Not there is success. */
async function deleteAlias(aws: Aws, functionName: string, alias: string): Promise<void> {
  const lambda = await aws.lambda()
  await lambda.deleteAlias({ FunctionName: functionName, Name: alias }).catch((thrown: unknown) => {
    if (awsErrorName(thrown) !== 'ResourceNotFoundException') throw thrown
  })
}

function aliasOf({ Name = '', FunctionVersion = '', Description }: AliasConfiguration): LabAlias {
  return { name: Name, version: FunctionVersion, lab: readLabel(Description)?.labId ?? null }
}
