import type { LabCommand } from './command.js'
import { SHELL_EXAMPLES, SHELL_OPTIONS } from './shell-settings/options.js'

/** `lab cloud …`, in the order in which its help lists them. */
export const CLOUD_COMMANDS: readonly LabCommand[] = [
  {
    name: 'start',
    summary: { en: 'start it', ko: '시작합니다' },
    flags: ['delays', 'cloud9'],
    load: () => import('./commands/cloud/start.js'),
  },
  {
    name: 'stop',
    summary: { en: 'stop it; its data is kept', ko: '중지합니다. 데이터는 유지됩니다' },
    flags: [],
    load: () => import('./commands/cloud/stop.js'),
  },
  {
    name: 'status',
    summary: { en: 'show whether and where it runs', ko: '실행 여부와 주소를 보여 줍니다' },
    flags: [],
    load: () => import('./commands/cloud/status.js'),
  },
  {
    name: 'env',
    summary: {
      en: 'print what points the AWS clients of a shell at it',
      ko: '셸의 AWS 클라이언트를 연결할 환경 변수를 출력합니다',
    },
    flags: [],
    options: SHELL_OPTIONS,
    examples: SHELL_EXAMPLES,
    load: () => import('./commands/cloud/env.js'),
  },
  {
    name: 'logs',
    summary: { en: "print its log, or a function's", ko: '로컬 클라우드나 함수의 로그를 출력합니다' },
    argument: {
      name: 'FUNCTION',
      summary: {
        en: 'the function whose log is printed; without it, the local cloud’s own',
        ko: '로그를 출력할 함수. 없으면 로컬 클라우드 자체의 로그',
      },
    },
    flags: ['follow'],
    load: () => import('./commands/cloud/logs.js'),
  },
]
