import { isStandard, STANDARD_VCPUS, standardVcpus, zonesOffering } from '../../../aws/account/vcpus.js'
import { instanceTypeFacts } from '../../../aws/load-host/instance-types.js'
import type { DoctorFinding } from '../../../ui/doctor/diagnosis.js'
import { type DoctorCheck, ok } from '../check.js'
import type { Account } from './account.js'
import { NO_CREDENTIALS, NO_SUBNET, withPrerequisite } from './prerequisite.js'

export function vcpuCheck({ aws, signedIn, instanceType }: Account): DoctorCheck {
  return {
    id: 'vcpus',
    name: { en: 'vCPU quota', ko: 'vCPU 할당량' },
    run: () =>
      withPrerequisite(signedIn, NO_CREDENTIALS, async (): Promise<DoctorFinding> => {
        const facts = await instanceTypeFacts(aws, instanceType)
        if (facts === null) return noSuchType(instanceType)
        if (!isStandard(instanceType)) return otherQuota(instanceType)
        const needed = facts.vcpus
        const { quota, inUse } = await standardVcpus(aws)
        const detail = {
          en: `${instanceType} has ${needed} vCPUs; of ${quota}, ${inUse} are in use`,
          ko: `${instanceType}은(는) vCPU ${needed}개, 할당량 ${quota}개 중 ${inUse}개 사용 중`,
        }
        return needed + inUse <= quota ? ok(detail) : overQuota(detail, quota - inUse, needed + inUse)
      }),
  }
}

export function offeringCheck({ aws, subnet, instanceType }: Account): DoctorCheck {
  return {
    id: 'offering',
    name: { en: 'instance type', ko: '인스턴스 유형' },
    run: () =>
      withPrerequisite(subnet, NO_SUBNET, async ({ zone }): Promise<DoctorFinding> => {
        const offering = await zonesOffering(aws, instanceType)
        if (offering.includes(zone))
          return ok({
            en: `${instanceType} is offered in ${zone}`,
            ko: `${zone}에서 ${instanceType}을(를) 쓸 수 있습니다`,
          })
        return {
          kind: 'failed',
          detail: {
            en: `${instanceType} is not offered in ${zone}, the subnet's zone.`,
            ko: `서브넷의 가용 영역 ${zone}에서는 ${instanceType}을(를) 쓸 수 없습니다.`,
          },
          fix:
            offering.length === 0
              ? CHOOSE_TYPE
              : {
                  en: `Choose another with \`--instance-type\`, or a subnet in ${offering.join(', ')} with \`--subnet\`.`,
                  ko: `\`--instance-type\`으로 다른 유형을 고르거나 \`--subnet\`으로 ${offering.join(', ')}의 서브넷을 지정하세요.`,
                },
        }
      }),
  }
}

const CHOOSE_TYPE = {
  en: 'Choose another with `--instance-type`, such as `c5.xlarge`.',
  ko: '`--instance-type`으로 `c5.xlarge`와 같은 다른 유형을 고르세요.',
}

const noSuchType = (instanceType: string): DoctorFinding => ({
  kind: 'failed',
  detail: {
    en: `There is no instance type ${instanceType} in this Region.`,
    ko: `이 리전에는 인스턴스 유형 ${instanceType}이(가) 없습니다.`,
  },
  fix: CHOOSE_TYPE,
})

const otherQuota = (instanceType: string): DoctorFinding => ({
  kind: 'warning',
  detail: {
    en: `${instanceType} has a quota of its own, which was not checked.`,
    ko: `${instanceType}의 할당량은 따로 있어 확인하지 않았습니다.`,
  },
  fix: {
    en: 'Look at the EC2 quotas in the Service Quotas console.',
    ko: 'Service Quotas 콘솔에서 EC2 할당량을 확인하세요.',
  },
})

const overQuota = (detail: DoctorFinding['detail'], left: number, wanted: number): DoctorFinding => ({
  kind: 'failed',
  detail,
  fix: {
    en: `Choose an instance of at most ${Math.max(0, left)} vCPUs with \`--instance-type\`, or request an increase: \`aws service-quotas request-service-quota-increase --service-code ec2 --quota-code ${STANDARD_VCPUS} --desired-value ${wanted}\`.`,
    ko: `\`--instance-type\`으로 vCPU가 ${Math.max(0, left)}개 이하인 인스턴스를 고르거나 할당량을 요청하세요: \`aws service-quotas request-service-quota-increase --service-code ec2 --quota-code ${STANDARD_VCPUS} --desired-value ${wanted}\``,
  },
})
