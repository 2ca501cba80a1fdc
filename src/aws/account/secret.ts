import { LabError } from '../../core/errors.js'
import type { Aws } from '../client/aws.js'
import { awsErrorName } from '../client/errors.js'

/** The secret's ARN, never its value; throws `application-missing`. */
export async function findSecret(aws: Aws, name: string): Promise<string> {
  const secrets = await aws.secretsManager()
  try {
    const { ARN = name, DeletedDate } = await secrets.describeSecret({ SecretId: name })
    if (DeletedDate === undefined) return ARN
  } catch (thrown) {
    if (awsErrorName(thrown) !== 'ResourceNotFoundException') throw thrown
  }
  throw new LabError({
    code: 'application-missing',
    what: { en: `There is no secret named ${name}.`, ko: `이름이 ${name}인 보안 암호가 없습니다.` },
    why: {
      en: 'The function reads the database password from it.',
      ko: '함수가 데이터베이스 암호를 읽는 곳입니다.',
    },
    next: {
      en: 'Name another with `--secret`, or create it again as in Module 2 of the workshop.',
      ko: '`--secret`으로 다른 것을 지정하거나, 워크숍의 Module 2에서처럼 다시 만드세요.',
    },
  })
}
