import { createAlias, findAlias } from '../../../src/aws/provisioning/aliases.js'
import {
  type ProvisionedConcurrency,
  provisionedConcurrency,
  provisionedReady,
  putProvisionedConcurrency,
} from '../../../src/aws/provisioning/provisioned-concurrency.js'
import {
  findVersion,
  publishVersion,
  versionActive,
  versionsOfLabs,
} from '../../../src/aws/provisioning/versions.js'
import { LabError } from '../../../src/core/errors.js'
import type { CreatedRow, Found } from '../../../src/core/ledger.js'
import { ALIAS, PROVISIONED, VERSION } from './rows.js'
import type { ProvisioningContext } from './context.js'

/** The live code as a version: provisioned concurrency is for versions, which do not change any more. */
export function performVersion({ lab, cloud, live, routing }: ProvisioningContext): Promise<CreatedRow> {
  const { labId } = lab
  return lab.ledger.perform({
    key: VERSION,
    type: 'function-version',
    intent: routing,
    find: async (): Promise<Found> => {
      const known = lab.ledger.row(VERSION)
      if (known !== null && known.id !== null) {
        const version = await findVersion(cloud, live.name, known.id)
        if (version === null) return { kind: 'none' }
        if (version.codeSha256 !== live.codeSha256) throw otherCodeSince(known.id)
        return { kind: known.owned ? 'ours' : 'foreign', id: version.version, details: {} }
      }
      const own = (await versionsOfLabs(cloud, live.name, labId)).findLast(
        ({ codeSha256 }) => codeSha256 === live.codeSha256,
      )
      return own === undefined ? { kind: 'none' } : { kind: 'ours', id: own.version, details: {} }
    },
    create: () => publishVersion(cloud, live.name, { labId, codeSha256: live.codeSha256 }),
    ready: (version) => versionActive(cloud, live.name, version),
  })
}

export function performAlias(
  { lab, cloud, live, routing }: ProvisioningContext,
  version: string,
): Promise<CreatedRow> {
  const { labId } = lab
  return lab.ledger.perform({
    key: ALIAS,
    type: 'function-alias',
    intent: routing,
    find: async (): Promise<Found> => {
      const alias = await findAlias(cloud, live.name, labId)
      if (alias === null) return { kind: 'none' }
      const ours = alias.labId === labId && alias.version === version
      return { kind: ours ? 'ours' : 'foreign', id: alias.name, details: {} }
    },
    create: async () => {
      await createAlias(cloud, live.name, { labId, version })
      return { id: labId, details: {} }
    },
  })
}

export function performProvisioning(
  { lab, cloud, live, routing }: ProvisioningContext,
  environments: number,
  progress: (now: ProvisionedConcurrency) => void,
): Promise<CreatedRow> {
  const alias = lab.labId
  return lab.ledger.perform({
    key: PROVISIONED,
    type: 'provisioned-concurrency',
    // What it costs is reckoned by these two.
    intent: { ...routing, environments, memoryMb: live.memoryMb },
    find: async (): Promise<Found> => {
      const now = await provisionedConcurrency(cloud, live.name, alias)
      // Another number of them, or a try that failed, is asked for anew: the call replaces it.
      if (now === null || now.requested !== environments || now.status === 'FAILED') return { kind: 'none' }
      return { kind: 'ours', id: alias, details: {} }
    },
    create: async () => {
      await putProvisionedConcurrency(cloud, live.name, alias, environments)
      return { id: alias, details: {} }
    },
    ready: () => provisionedReady(cloud, live.name, alias, progress),
  })
}

function otherCodeSince(version: string): LabError {
  return new LabError({
    code: 'code-changed-since-version',
    what: {
      en: `The function's code is no longer that of version ${version}, which the lab published.`,
      ko: `함수의 코드가 실습에서 게시한 버전 ${version}의 코드와 다릅니다.`,
    },
    why: {
      en: 'Its ready environments run the published version.',
      ko: '준비된 실행 환경은 게시한 버전의 코드를 실행합니다.',
    },
    next: {
      en: 'Type `lab reset code-optimization`, then `lab next` with the options that you want.',
      ko: '`lab reset code-optimization`을 실행한 뒤 원하는 옵션으로 `lab next`를 실행하세요.',
    },
  })
}
