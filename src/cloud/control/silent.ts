import { CloudStartError } from './control.js'

/** The error for a cloud whose process lives and does not answer: stopped by a signal, or with too much to do. */
export const cloudSilent = (pid: number): CloudStartError =>
  new CloudStartError(
    'cloud-silent',
    {
      en: `The local cloud is not responding, but its process ${pid} is running.`,
      ko: `로컬 클라우드가 응답하지 않습니다. 프로세스 ${pid}은(는) 실행 중입니다.`,
    },
    {
      en: 'The computer is overloaded, or the process is suspended or still shutting down.',
      ko: '컴퓨터에 부하가 많거나, 프로세스가 일시 정지되었거나 아직 종료 중입니다.',
    },
    {
      en: 'Type the same command again in a minute. If that does not help, `lab cloud stop` ends the process and keeps its data.',
      ko: '잠시 후 같은 명령을 다시 실행하세요. 그래도 응답하지 않으면 `lab cloud stop`으로 프로세스를 종료할 수 있습니다(내용은 유지됩니다).',
    },
  )
