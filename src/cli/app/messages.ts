import type { Stack } from '../../aws/application/stack.js'
import type { Message } from '../../core/user-interface.js'

export const ALREADY_LOCAL: readonly Message[] = [
  {
    kind: 'success',
    text: {
      en: 'The local cloud comes with the application: there is nothing to deploy. For an AWS account, type `lab app deploy --target aws`.',
      ko: '로컬 클라우드에는 애플리케이션이 이미 들어 있어 배포할 것이 없습니다. AWS 계정에 배포하려면 `lab app deploy --target aws`를 실행하세요.',
    },
  },
  {
    kind: 'next',
    command: 'lab next',
    why: { en: 'starts or continues the lab', ko: '시작하거나 이어서 진행합니다' },
  },
]

export const PART_OF_LOCAL: readonly Message[] = [
  {
    kind: 'success',
    text: {
      en: 'The application is part of the local cloud and costs nothing; `lab reset` removes both.',
      ko: '애플리케이션은 로컬 클라우드의 일부이며 비용이 들지 않습니다. `lab reset`으로 함께 지웁니다.',
    },
  },
  { kind: 'next', command: 'lab status', why: { en: 'shows where you are', ko: '현재 위치를 보여 줍니다' } },
]

/** `labId`: the lab that created it; null: no lab did. */
export function madeByOthers(labId: string | null): readonly Message[] {
  const whose = {
    en: labId === null ? 'outside of any lab' : `by another lab, ${labId}`,
    ko: labId === null ? '실습이 아닌 다른 방법으로' : `다른 실습(${labId})에서`,
  }
  return [
    {
      kind: 'success',
      text: {
        en: `The application already exists, created ${whose.en}. The steps use it as it is; nothing was changed.`,
        ko: `애플리케이션이 ${whose.ko} 이미 만들어져 있습니다. 단계에서는 그대로 사용하며, 변경한 것은 없습니다.`,
      },
    },
    {
      kind: 'next',
      command: 'lab next',
      why: { en: 'starts or continues the lab', ko: '시작하거나 이어서 진행합니다' },
    },
  ]
}

export const GO_ON: readonly Message[] = [
  {
    kind: 'success',
    text: {
      en: 'The application is deployed and answers. It costs money until `lab app delete`.',
      ko: '애플리케이션이 준비되어 응답합니다. `lab app delete`를 실행할 때까지 비용이 발생합니다.',
    },
  },
  { kind: 'next', command: 'lab next', why: { en: 'starts the workshop with it', ko: '실습을 시작합니다' } },
]

export const TRY_IT: readonly Message[] = [
  {
    kind: 'next',
    command: 'lab app deploy',
    why: {
      en: 'creates the change set and asks before executing it; nothing has been changed yet',
      ko: '변경 세트를 만들고 확인을 받습니다. 지금은 아무것도 변경하지 않았습니다',
    },
  },
]

export function nothingChanges({ status }: Stack): readonly Message[] {
  return [
    {
      kind: 'success',
      text: {
        en: `The application already exists (${status}). \`lab app deploy\` compares it with this version and asks before it changes anything.`,
        ko: `애플리케이션이 이미 있습니다(${status}). \`lab app deploy\`는 이 버전과 비교하고, 변경하기 전에 확인을 받습니다.`,
      },
    },
  ]
}

export const NOTHING_THERE: readonly Message[] = [
  {
    kind: 'success',
    text: {
      en: 'No lab has deployed an application in this account and Region: there is nothing to delete.',
      ko: '이 계정과 리전에 실습이 만든 애플리케이션이 없어 삭제할 것이 없습니다.',
    },
  },
]

export const DELETED: readonly Message[] = [
  {
    kind: 'success',
    text: {
      en: 'The application is deleted and costs nothing any more.',
      ko: '애플리케이션을 모두 삭제했으며 더 이상 비용이 발생하지 않습니다.',
    },
  },
  {
    kind: 'next',
    command: 'lab app deploy',
    why: { en: 'creates it again', ko: '다시 만듭니다' },
  },
]
