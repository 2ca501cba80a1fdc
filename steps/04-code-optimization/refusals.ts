import type { LiveFunction } from '../../src/aws/functions/function.js'
import { LabError } from '../../src/core/errors.js'
import { type Text, verbatim } from '../../src/system/text.js'

const OWN_FILE: Text = {
  en: 'Write your own optimized version and deploy it through the lab: `lab next --handler FILE`. It is tested and restored in the same way.',
  ko: '직접 최적화한 파일을 작성해 `lab next --handler FILE`로 배포하세요. 테스트와 복원은 똑같이 동작합니다.',
}

export function notTheWorkshops(live: LiveFunction, why: Text): LabError {
  return new LabError({
    code: 'handler-not-the-workshops',
    what: {
      en: `The code of ${live.name} is not the workshop's handler, so the lab does not rewrite it.`,
      ko: `${live.name} 함수의 코드가 워크숍의 코드와 달라 자동으로 고치지 않습니다.`,
    },
    why,
    next: OWN_FILE,
  })
}

export function apiCallsAnother(live: LiveFunction, qualifier: string): LabError {
  return new LabError({
    code: 'api-calls-a-version',
    what: {
      en: `The API calls ${live.name}:${qualifier}, so a change to ${live.name} itself would have no effect.`,
      ko: `API가 ${live.name}:${qualifier}을(를) 호출하므로, ${live.name} 함수 자체를 바꿔도 효과가 없습니다.`,
    },
    why: {
      en: 'A published version never changes, and an alias points to one.',
      ko: '게시된 버전은 바뀌지 않으며, 별칭은 버전을 가리킵니다.',
    },
    next: {
      en: 'Let the integration call the function without a version or alias and deploy the API, then type the same command.',
      ko: '통합이 버전이나 별칭 없이 함수를 호출하도록 고치고 API를 배포한 뒤 같은 명령을 실행하세요.',
    },
  })
}

export function stillProvisioned(): LabError {
  return new LabError({
    code: 'still-provisioned',
    what: {
      en: 'The API still calls the version with provisioned concurrency that this step made before.',
      ko: 'API가 이 단계에서 앞서 만든, 프로비저닝된 동시성이 있는 버전을 아직 호출합니다.',
    },
    why: { en: 'New code would not be called.', ko: '새 코드를 배포해도 호출되지 않습니다.' },
    next: {
      en: 'Type `lab reset code-optimization`, then `lab next`; or continue with `lab next --provisioned N`.',
      ko: '`lab reset code-optimization` 다음 `lab next`를 실행하거나, `lab next --provisioned N`으로 계속하세요.',
    },
  })
}

export function moduleMissing(live: LiveFunction, path: string): LabError {
  return new LabError({
    code: 'handler-file-not-in-package',
    what: {
      en: `The package of ${live.name} has no ${path}.`,
      ko: `${live.name} 함수의 배포 패키지에 ${path} 파일이 없습니다.`,
    },
    why: {
      en: `Its handler is ${live.handler} (${live.runtime}); the lab replaces that one Python file.`,
      ko: `핸들러는 ${live.handler}(${live.runtime})이며, 실습은 그 Python 파일 하나만 교체합니다.`,
    },
    next: {
      en: "Name the workshop's function with `--function`; `lab doctor` shows which one the lab found.",
      ko: '`--function`으로 워크숍의 함수를 지정하세요. 어떤 함수를 찾았는지는 `lab doctor`에서 볼 수 있습니다.',
    },
  })
}

export function sameCode(path: string): LabError {
  return new LabError({
    code: 'nothing-to-optimise',
    what: {
      en: `The new ${path} is the same as the live one.`,
      ko: `새 ${path}이(가) 현재 코드와 같습니다.`,
    },
    why: { en: 'There would be nothing to compare.', ko: '비교할 차이가 없습니다.' },
    next: OWN_FILE,
  })
}

export function originalMissing(path: string): LabError {
  return new LabError({
    code: 'original-code-missing',
    what: {
      en: 'The copy of the original code is missing or damaged.',
      ko: '보관해 둔 원래 코드가 없거나 손상되었습니다.',
    },
    why: verbatim(path),
    next: {
      en: 'Put it back from a backup, or deploy the original yourself and type `lab reset code-optimization`.',
      ko: '백업에서 되돌리거나, 원래 코드를 직접 배포한 뒤 `lab reset code-optimization`을 실행하세요.',
    },
  })
}
