import type { Deployment } from '@aws-sdk/client-api-gateway'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'
import { everyItem, pages } from '../client/pages.js'
import { waitUntil } from '../client/wait.js'
import { labelOf, readLabel } from '../label.js'

/** A deployment that a lab made, and the one that it took the place of. */
export interface LabDeployment {
  readonly id: string
  readonly labId: string
  readonly originalId: string
  readonly createdAt: number
}

/** The deployment that a stage serves; null: the API or the stage is gone. */
export async function servedDeployment(
  aws: Aws,
  restApiId: string,
  stageName: string,
): Promise<string | null> {
  const gateway = await aws.apiGateway()
  return ifThere(async () => (await gateway.getStage({ restApiId, stageName })).deploymentId ?? null)
}

export async function hasDeployment(aws: Aws, restApiId: string, deploymentId: string): Promise<boolean> {
  const gateway = await aws.apiGateway()
  return (await ifThere(() => gateway.getDeployment({ restApiId, deploymentId }))) !== null
}

/** Those that labs made, oldest first; null: any lab's. */
export async function deploymentsOfLabs(
  aws: Aws,
  restApiId: string,
  labId: string | null,
): Promise<LabDeployment[]> {
  const gateway = await aws.apiGateway()
  const all = await everyItem(
    pages(
      (position) => gateway.getDeployments({ restApiId, limit: 500, position }),
      ({ position }) => position,
    ),
    ({ items = [] }) => items.flatMap(labDeployment),
  )
  return all
    .filter((one) => labId === null || one.labId === labId)
    .toSorted((a, b) => a.createdAt - b.createdAt)
}

/**
 * Deploys the API as it is now to the stage, in one call. Answers the deployment's id. Only a call that was throttled is repeated: one
 * whose answer was lost may have deployed, and a second deployment would be nobody's.
 */
export async function deployApi(
  aws: Aws,
  { restApiId, stage }: { readonly restApiId: string; readonly stage: string },
  { labId, originalId }: Pick<LabDeployment, 'labId' | 'originalId'>,
): Promise<string> {
  const gateway = await aws.apiGatewayDeployments()
  const description = labelOf(labId, originalId)
  const { id = '' } = await waitUntil({
    waitingFor: { en: 'API Gateway to accept the deployment', ko: 'API Gateway의 배포 요청 수락 대기' },
    seconds: 30,
    signal: aws.signal,
    look: () =>
      gateway.createDeployment({ restApiId, stageName: stage, description }).catch((thrown: unknown) => {
        if (awsErrorName(thrown) === 'TooManyRequestsException') return null
        throw thrown
      }),
  })
  return id
}

export async function serveDeployment(
  aws: Aws,
  { restApiId, stage }: { readonly restApiId: string; readonly stage: string },
  deploymentId: string,
): Promise<void> {
  const gateway = await aws.apiGateway()
  await gateway.updateStage({
    restApiId,
    stageName: stage,
    patchOperations: [{ op: 'replace', path: '/deploymentId', value: deploymentId }],
  })
}

/** Not there is success. */
export async function deleteDeployment(aws: Aws, restApiId: string, deploymentId: string): Promise<void> {
  const gateway = await aws.apiGateway()
  await ifThere(() => gateway.deleteDeployment({ restApiId, deploymentId }))
}

function labDeployment({ id = '', description, createdDate }: Deployment): LabDeployment[] {
  const label = readLabel(description)
  if (label === null) return []
  return [{ id, labId: label.labId, originalId: label.note ?? '', createdAt: createdDate?.getTime() ?? 0 }]
}

async function ifThere<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call()
  } catch (thrown) {
    if (awsErrorName(thrown) === 'NotFoundException') return null
    throw thrown
  }
}
