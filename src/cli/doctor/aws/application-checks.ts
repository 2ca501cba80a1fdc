import { findSecret } from '../../../aws/account/secret.js'
import { requireFunction } from '../../../aws/functions/function.js'
import { findGateway } from '../../../aws/api-gateway/gateway.js'
import type { Text } from '../../../system/text.js'
import type { DoctorFinding } from '../../../ui/doctor/diagnosis.js'
import { type DoctorCheck, ok } from '../check.js'
import type { Account } from './account.js'
import { NO_CREDENTIALS, withPrerequisite } from './prerequisite.js'

export function vpcCheck({ aws, signedIn, vpcs }: Account): DoctorCheck {
  const { vpc } = aws.access.names
  return {
    id: 'vpc',
    name: { en: 'VPC', ko: 'VPC' },
    run: () =>
      withPrerequisite(signedIn, NO_CREDENTIALS, async () => ok(`${vpc} (${(await vpcs()).join(', ')})`)),
  }
}

export function subnetCheck({ aws, vpcs, subnet }: Account): DoctorCheck {
  const name = aws.access.names.subnet
  return {
    id: 'subnet',
    name: { en: 'subnet', ko: '서브넷' },
    run: () =>
      withPrerequisite(vpcs, NO_VPC, async (): Promise<DoctorFinding> => {
        const found = await subnet()
        if (!found.publicAddresses) return notPublic(name)
        if (found.freeAddresses === 0) return full(name)
        return ok(`${name} (${found.id}, ${found.zone})`)
      }),
  }
}

export function functionCheck({ aws, signedIn }: Account): DoctorCheck {
  return {
    id: 'function',
    name: { en: 'function', ko: '함수' },
    run: () =>
      withPrerequisite(signedIn, NO_CREDENTIALS, async () => {
        const { name, runtime, memoryMb } = await requireFunction(aws, aws.access.names.function)
        if (runtime.startsWith('python')) return ok(`${name} (${runtime}, ${memoryMb} MB)`)
        return {
          kind: 'warning',
          detail: {
            en: `${name} runs ${runtime || 'an image'}.`,
            ko: `${name}의 런타임은 ${runtime || '컨테이너 이미지'}입니다.`,
          },
          fix: {
            en: 'The step `code-optimization` rewrites Python only: name a function with a Python runtime (`--function`), or buy environments with `--provisioned N` in that step.',
            ko: '`code-optimization` 단계는 Python 코드만 고칩니다. Python 런타임의 함수를 지정하거나(`--function`), 그 단계에서 `--provisioned N`으로 실행 환경을 미리 준비하세요.',
          },
        }
      }),
  }
}

export function apiCheck({ aws, signedIn }: Account): DoctorCheck {
  return {
    id: 'api',
    name: { en: 'REST API and stage', ko: 'REST API와 스테이지' },
    run: () =>
      withPrerequisite(signedIn, NO_CREDENTIALS, async () => {
        const { apiName, stage, invokeUrl } = await findGateway(aws)
        return ok(`${apiName}, ${stage}: ${invokeUrl}`)
      }),
  }
}

export function secretCheck({ aws, signedIn }: Account): DoctorCheck {
  const { secret } = aws.access.names
  return {
    id: 'secret',
    name: { en: 'secret', ko: '보안 암호' },
    run: () =>
      withPrerequisite(signedIn, NO_CREDENTIALS, async () => {
        await findSecret(aws, secret)
        return ok(secret)
      }),
  }
}

const NO_VPC: Text = {
  en: 'not checked: there is no VPC',
  ko: 'VPC가 없어 확인하지 않았습니다',
}

const notPublic = (name: string): DoctorFinding => ({
  kind: 'failed',
  detail: {
    en: `${name} gives instances no public IPv4 address, so the load generator could not be reached.`,
    ko: `${name}은(는) 인스턴스에 퍼블릭 IPv4 주소를 주지 않아 부하 발생기에 접속할 수 없습니다.`,
  },
  fix: {
    en: 'Enable “auto-assign public IPv4 address” in its settings, or name a public subnet with `--subnet`.',
    ko: '서브넷 설정에서 “퍼블릭 IPv4 주소 자동 할당”을 켜거나 `--subnet`으로 퍼블릭 서브넷을 지정하세요.',
  },
})

const full = (name: string): DoctorFinding => ({
  kind: 'failed',
  detail: { en: `${name} has no free address.`, ko: `${name}에 남은 주소가 없습니다.` },
  fix: { en: 'Name another with `--subnet`.', ko: '`--subnet`으로 다른 서브넷을 지정하세요.' },
})
