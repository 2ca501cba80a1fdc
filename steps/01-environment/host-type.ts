import { isCloud9Type } from '../../src/aws/load-host/instance-types.js'
import { LabError } from '../../src/core/errors.js'
import type { HostKind } from './host-choice.js'

/** Throws where Cloud9 would refuse the type whatever the account has. */
export function judgeType(kind: HostKind, instanceType: string): void {
  if (kind === 'ec2' || isCloud9Type(instanceType)) return
  throw new LabError({
    code: 'not-a-cloud9-type',
    exit: 'usage',
    what: {
      en: `Cloud9 does not support ${instanceType}.`,
      ko: `Cloud9에서는 ${instanceType} 유형을 사용할 수 없습니다.`,
    },
    why: {
      en: 'It supports only families such as `c5`, `m5` and `t3`.',
      ko: '`c5`, `m5`, `t3`와 같은 계열만 지원합니다.',
    },
    next: {
      en: 'Choose one of those, or a plain instance: `--host ec2`.',
      ko: '위 계열에서 고르거나 `--host ec2`로 일반 인스턴스를 사용하세요.',
    },
  })
}
