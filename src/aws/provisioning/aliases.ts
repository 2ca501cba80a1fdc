import type { AliasConfiguration } from '@aws-sdk/client-lambda'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { labelOf, readLabel } from './label.js'

export interface LabAlias {
  readonly name: string
  readonly arn: string
  readonly version: string
  /** null: it is not a lab's. */
  readonly labId: string | null
}

/** null: there is none of that name. */
export async function findAlias(aws: Aws, functionName: string, alias: string): Promise<LabAlias | null> {
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
): Promise<LabAlias[]> {
  const lambda = await aws.lambda()
  const found: LabAlias[] = []
  let Marker: string | undefined
  do {
    const page = await lambda.listAliases({ FunctionName: functionName, ...(Marker && { Marker }) })
    found.push(...(page.Aliases ?? []).map(aliasOf))
    Marker = page.NextMarker
  } while (Marker)
  return found.filter((one) => one.labId !== null && (labId === null || one.labId === labId))
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
export async function deleteAlias(aws: Aws, functionName: string, alias: string): Promise<void> {
  const lambda = await aws.lambda()
  await lambda.deleteAlias({ FunctionName: functionName, Name: alias }).catch((thrown: unknown) => {
    if (awsErrorName(thrown) !== 'ResourceNotFoundException') throw thrown
  })
}

function aliasOf({
  Name = '',
  AliasArn = '',
  FunctionVersion = '',
  Description,
}: AliasConfiguration): LabAlias {
  return { name: Name, arn: AliasArn, version: FunctionVersion, labId: readLabel(Description)?.labId ?? null }
}
