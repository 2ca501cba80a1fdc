import { LabError } from '../../core/errors.js'
import { type Text, verbatim } from '../../system/text.js'
import type { Stack } from './stack.js'

export interface Failure {
  readonly name: string
  readonly type: string
  readonly reason: string
}

/** CloudFormation came to an end that was not the one wanted: which resources failed, why, and what can be done. */
export function stackFailed(
  wanted: 'deploy' | 'delete',
  stack: Stack | null,
  failures: readonly Failure[],
): LabError {
  const names = failures.map(({ name }) => name).join(', ') || (stack?.status ?? 'the stack is gone')
  const reasons = failures.map(({ name, type, reason }) => `${name} (${type}): ${reason}`)
  return new LabError({
    code: wanted === 'deploy' ? 'app-deploy-failed' : 'app-delete-failed',
    exit: wanted === 'deploy' ? 'failed' : 'left',
    what:
      wanted === 'deploy'
        ? {
            en: `CloudFormation could not deploy the application: ${names}.`,
            ko: `CloudFormation이 애플리케이션을 배포하지 못했습니다: ${names}`,
          }
        : {
            en: `CloudFormation could not delete all of the application: ${names}.`,
            ko: `CloudFormation이 애플리케이션을 모두 삭제하지 못했습니다: ${names}`,
          },
    why: verbatim(reasons.join('\n') || (stack?.reason ?? stack?.status ?? '')),
    next: wanted === 'deploy' ? wayToDeploy(reasons.join('\n')) : wayToDelete(failures),
  })
}

function wayToDeploy(reasons: string): Text {
  const [, action] = /not authorized to perform: (\S+)/.exec(reasons) ?? []
  if (action !== undefined) {
    return {
      en: `Ask for the permission ${action}, then type \`lab app deploy\` again: it starts over.`,
      ko: `${action} 권한을 받은 뒤 \`lab app deploy\`를 다시 실행하세요. 처음부터 다시 시작합니다.`,
    }
  }
  if (/already exists|scheduled for deletion/i.test(reasons)) {
    return {
      en: 'Remove or rename what already has that name (a secret: delete it without a recovery window), then type `lab app deploy` again.',
      ko: '같은 이름의 리소스를 삭제하거나 이름을 바꾼 뒤(보안 암호는 복구 기간 없이 삭제) `lab app deploy`를 다시 실행하세요.',
    }
  }
  if (/limit|quota|maximum number/i.test(reasons)) {
    return {
      en: 'Remove a resource of that kind that you no longer need, or raise the quota in Service Quotas, then type `lab app deploy` again.',
      ko: '쓰지 않는 같은 종류의 리소스를 지우거나 Service Quotas에서 할당량을 올린 뒤 `lab app deploy`를 다시 실행하세요.',
    }
  }
  return {
    en: 'What it had created has been removed. Fix the problem that it reports, then type `lab app deploy`: it starts over.',
    ko: '만들던 리소스는 다시 제거되었습니다. 위 내용을 해결한 뒤 `lab app deploy`를 실행하면 처음부터 다시 시작합니다.',
  }
}

function wayToDelete(failures: readonly Failure[]): Text {
  const network = failures.some(({ type }) => /::(VPC|Subnet|SecurityGroup|InternetGateway)/.test(type))
  if (network) {
    return {
      en: "Something still has a network interface in the VPC: Lambda can take 40 minutes to release a function's interfaces, and an instance in the VPC must be terminated first. Then type `lab app delete` again.",
      ko: 'VPC 안에 네트워크 인터페이스가 남아 있습니다. Lambda 함수의 인터페이스는 최대 40분 뒤에 반환되며, VPC 안의 인스턴스는 먼저 종료해야 합니다. 그다음 `lab app delete`를 다시 실행하세요.',
    }
  }
  return {
    en: 'Fix the problem that it reports, then type `lab app delete` again.',
    ko: '위 내용을 해결한 뒤 `lab app delete`를 다시 실행하세요.',
  }
}
