import { CLOUD_COMMANDS } from './cloud-commands.js'
import type { CommandGroup, LabCommand } from './command.js'
import { COMPLETED_SHELLS, COMPLETION_EXAMPLES } from './completion/shells.js'
import { SIMULATE_EXAMPLES } from './simulate/examples.js'
import { SIMULATE_OPTIONS } from './simulate/scenario-flags.js'

const stepQuestions = async () => (await import('../../steps/questions.js')).STEP_QUESTIONS

/** The commands as they are typed, in the order in which `lab --help` lists them; each is a file, imported when it runs. */
export const COMMANDS: readonly (LabCommand | CommandGroup)[] = [
  {
    name: 'next',
    summary: { en: 'run the first unfinished step', ko: '아직 마치지 않은 첫 단계를 실행합니다' },
    flags: ['yes', 'dryRun', 'target', 'force'],
    questions: stepQuestions,
    load: () => import('./commands/next.js'),
  },
  {
    name: 'run',
    summary: { en: 'run all remaining steps', ko: '남은 단계를 모두 실행합니다' },
    flags: ['yes', 'dryRun', 'target', 'force'],
    questions: stepQuestions,
    load: () => import('./commands/run.js'),
  },
  {
    name: 'status',
    summary: { en: 'show progress, resources and locks', ko: '진행 상황, 리소스, 잠금을 보여 줍니다' },
    flags: ['json'],
    load: () => import('./commands/status.js'),
  },
  {
    name: 'guide',
    summary: { en: "show a step's guide", ko: '단계의 가이드를 보여 줍니다' },
    argument: {
      name: 'STEP',
      summary: { en: 'the step; without it, the next one', ko: '읽을 단계. 없으면 다음에 할 단계' },
      completes: 'steps',
    },
    flags: [],
    load: () => import('./commands/guide.js'),
  },
  {
    name: 'check',
    summary: {
      en: 'check that finished steps still hold; changes nothing',
      ko: '마친 단계가 아직 유효한지 확인합니다. 아무것도 변경하지 않습니다',
    },
    flags: ['json', 'target'],
    load: () => import('./commands/check.js'),
  },
  {
    name: 'report',
    summary: {
      en: 'compare the two load tests, in the terminal and as one HTML file',
      ko: '두 부하 테스트를 터미널과 HTML 파일 하나로 비교합니다',
    },
    flags: ['json', 'full'],
    load: () => import('./commands/report.js'),
  },
  {
    name: 'simulate',
    summary: {
      en: 'simulate a load test of any size in virtual time',
      ko: '어떤 규모의 부하 테스트든 가상 시간으로 시뮬레이션합니다',
    },
    flags: ['json'],
    options: SIMULATE_OPTIONS,
    examples: SIMULATE_EXAMPLES,
    load: () => import('./commands/simulate.js'),
  },
  {
    name: 'reset',
    summary: {
      en: 'undo a step and all after it, or the whole lab',
      ko: '한 단계와 그 이후를, 또는 실습 전체를 되돌립니다',
    },
    argument: {
      name: 'STEP',
      summary: { en: 'the step; without it, the whole lab', ko: '되돌릴 단계. 없으면 실습 전체' },
      completes: 'steps',
    },
    flags: ['yes', 'dryRun', 'target', 'force', 'adopt'],
    load: () => import('./commands/reset.js'),
  },
  {
    name: 'unlock',
    summary: {
      en: 'show who holds the lock, and remove one left by a crash',
      ko: '누가 잠갔는지 보여 주고, 비정상 종료가 남긴 잠금을 지웁니다',
    },
    flags: ['yes'],
    load: () => import('./commands/unlock.js'),
  },
  {
    name: 'doctor',
    summary: {
      en: 'check the prerequisites and say how to fix what is missing',
      ko: '필요한 것이 갖춰졌는지 점검하고 해결 방법을 알려 줍니다',
    },
    flags: ['json', 'target', 'policy'],
    questions: async () => (await stepQuestions()).filter(({ name }) => name === 'instanceType'),
    load: () => import('./commands/doctor.js'),
  },
  {
    name: 'prices',
    summary: {
      en: 'show AWS prices in a Region, from AWS itself where permitted',
      ko: '리전의 AWS 요금을 보여 줍니다. 권한이 있으면 AWS에서 조회합니다',
    },
    flags: ['json'],
    load: () => import('./commands/prices.js'),
  },
  {
    name: 'app',
    summary: {
      en: 'deploy the tested application to an AWS account that lacks it',
      ko: 'AWS 계정에 테스트할 애플리케이션이 없으면 배포합니다',
    },
    commands: [
      {
        name: 'deploy',
        summary: {
          en: 'create it with CloudFormation; it costs money until it is deleted',
          ko: 'CloudFormation으로 만듭니다. 삭제할 때까지 비용이 발생합니다',
        },
        flags: ['yes', 'dryRun', 'target'],
        load: () => import('./app/deploy.js'),
      },
      {
        name: 'delete',
        summary: { en: 'delete all of it', ko: '모두 삭제합니다' },
        flags: ['yes', 'dryRun', 'target', 'adopt'],
        load: () => import('./app/delete.js'),
      },
      {
        name: 'template',
        summary: { en: 'print the template', ko: '템플릿을 출력합니다' },
        flags: [],
        load: () => import('./app/template.js'),
      },
    ],
  },
  {
    name: 'cloud',
    summary: { en: 'control the local cloud', ko: '로컬 클라우드를 제어합니다' },
    commands: CLOUD_COMMANDS,
  },
  {
    name: 'completion',
    summary: {
      en: 'print what completes the commands in a shell',
      ko: '셸에서 명령을 자동 완성하는 스크립트를 출력합니다',
    },
    argument: {
      name: 'SHELL',
      summary: { en: 'bash, zsh or fish (from SHELL)', ko: 'bash, zsh 또는 fish (기본값은 SHELL)' },
      completes: COMPLETED_SHELLS,
    },
    flags: [],
    examples: COMPLETION_EXAMPLES,
    load: () => import('./completion/print.js'),
  },
]
