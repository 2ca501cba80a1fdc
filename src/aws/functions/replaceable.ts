import { LabError } from '../../core/errors.js'
import { type Text, verbatim } from '../../system/text.js'
import type { Aws } from '../client/aws.js'
import type { LiveFunction } from './function.js'

/** Why the lab cannot exchange a function's code for its own, found before anything is changed; null: it can. */
export async function notReplaceable(aws: Aws, live: LiveFunction): Promise<LabError | null> {
  const { name, packageType, runtime, state } = live
  if (packageType === 'Image') return imagePackage(name)
  if (!runtime.startsWith('python')) return otherRuntime(name, runtime)
  if (state !== 'Active') return notActive(live)
  const signer = await codeSigningConfig(aws, name)
  return signer === null ? null : codeSigned(name, signer)
}

/** An update by somebody else; one of the lab's own is waited for instead. */
export function beingUpdated(live: LiveFunction): LabError | null {
  if (live.update !== 'InProgress') return null
  return new LabError({
    code: 'function-in-update',
    what: {
      en: `Another update of ${live.name} is in progress.`,
      ko: `${live.name} 함수가 다른 곳에서 업데이트되고 있습니다.`,
    },
    why: live.why === null ? null : verbatim(live.why),
    next: {
      en: 'Type the same command again when it has finished; nothing was changed.',
      ko: '업데이트가 끝나면 같은 명령을 다시 실행하세요. 변경한 것은 없습니다.',
    },
  })
}

async function codeSigningConfig(aws: Aws, name: string): Promise<string | null> {
  const lambda = await aws.lambda()
  try {
    const { CodeSigningConfigArn } = await lambda.getFunctionCodeSigningConfig({ FunctionName: name })
    return CodeSigningConfigArn === undefined || CodeSigningConfigArn === '' ? null : CodeSigningConfigArn
  } catch (thrown) {
    // Whoever may not look learns it from the update itself, which then changes nothing.
    if (thrown instanceof LabError && thrown.code === 'not-authorised') return null
    throw thrown
  }
}

const refused = (code: string, what: Text, why: Text, next: Text): LabError =>
  new LabError({ code, what, why, next })

function imagePackage(name: string): LabError {
  return refused(
    'function-is-an-image',
    { en: `${name} is a container image.`, ko: `${name} 함수는 컨테이너 이미지로 배포되어 있습니다.` },
    {
      en: 'The lab replaces one Python file in a zip package; an image would have to be rebuilt.',
      ko: '실습은 zip 패키지 안의 Python 파일 하나를 교체합니다. 이미지는 새로 빌드해야 합니다.',
    },
    OTHER_WAY,
  )
}

function otherRuntime(name: string, runtime: string): LabError {
  return refused(
    'function-not-python',
    {
      en: `${name} runs on ${runtime}, not on Python.`,
      ko: `${name} 함수의 런타임은 Python이 아니라 ${runtime}입니다.`,
    },
    {
      en: "The lab's optimized handler is Python; the runtime stays as it is.",
      ko: '실습의 최적화된 핸들러는 Python이며, 런타임은 바꾸지 않습니다.',
    },
    OTHER_WAY,
  )
}

function notActive({ name, state, why }: LiveFunction): LabError {
  return refused(
    'function-not-active',
    { en: `${name} is ${state}.`, ko: `${name} 함수의 상태가 ${state}입니다.` },
    why === null
      ? {
          en: 'Lambda accepts no new code for it in this state.',
          ko: '이 상태에서는 새 코드를 배포할 수 없습니다.',
        }
      : verbatim(why),
    {
      en: 'Invoke it once in the Lambda console (an inactive function wakes up), then type the same command.',
      ko: 'Lambda 콘솔에서 한 번 호출해 보고(비활성 함수는 다시 활성화됩니다) 같은 명령을 실행하세요.',
    },
  )
}

function codeSigned(name: string, arn: string): LabError {
  return refused(
    'function-code-signed',
    { en: `${name} accepts only signed code.`, ko: `${name} 함수는 서명된 코드만 받습니다.` },
    {
      en: `Its code signing configuration is ${arn}; the lab cannot sign.`,
      ko: `코드 서명 구성이 ${arn}이며, 실습은 코드에 서명할 수 없습니다.`,
    },
    OTHER_WAY,
  )
}

/** What does without another code. */
const OTHER_WAY: Text = {
  en: 'Avoid throttling without changing the code: `lab next --provisioned N`.',
  ko: '코드를 바꾸지 않는 다른 방법을 사용하세요: `lab next --provisioned N`',
}
