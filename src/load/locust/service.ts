import type { LoadSettings } from '../driver.js'
import type { EngineService } from '../engine.js'
import { hostFiles, writing } from '../host-files.js'
import { pageAnswers } from './api.js'

/** Locust with its page, run by `host/locust-service.sh`. */
export const locustService: EngineService = {
  installation: "pip3 install 'locust>=2.43,<3' && locust -V",
  description: {
    en: 'Locust as a service on the instance, with locustfile.py',
    ko: '인스턴스에 locustfile.py와 Locust 서비스',
  },
  endpoint: { en: 'Locust page', ko: 'Locust 페이지' },
  openToAll: {
    en: "Locust's page has no login. Anyone who finds it can send load from your instance to any host, at your expense, until `lab reset`.",
    ko: 'Locust 페이지에는 로그인이 없습니다. `lab reset` 전까지는 누구든 이 페이지로 임의의 호스트에 부하를 보낼 수 있고 비용은 여러분이 부담합니다.',
  },
  output: { en: "Locust's own files", ko: 'Locust 결과 파일' },
  install: async (host) =>
    host.run({
      comment: 'install Locust',
      lines: [
        'set -eu',
        `mkdir -p ${FOLDER} && cd ${FOLDER}`,
        ...writing(await hostFiles('locust')),
        'bash install-locust.sh',
      ],
      timeoutSeconds: 900,
    }),
  start: async (host, load) => {
    await host.run({
      comment: 'start Locust',
      lines: [`cd ${FOLDER} && bash locust-service.sh start ${optionsFor(load)}`],
      timeoutSeconds: 120,
    })
  },
  restart: async (host, load) => {
    await host.run({
      comment: 'restart Locust',
      lines: [`cd ${FOLDER} && bash locust-service.sh restart ${optionsFor(load)}`],
      timeoutSeconds: 120,
    })
  },
  stop: async (host) => {
    await host.run({
      comment: 'stop Locust',
      // Its folder is there too where another engine's is in it.
      lines: [
        `cd ${FOLDER} 2>/dev/null && [ -f locust-service.sh ] || exit 0`,
        'bash locust-service.sh stop',
      ],
      timeoutSeconds: 120,
    })
  },
  status: async (host) => {
    const exitCode = await host.exitCodeOf({
      comment: 'is Locust running?',
      lines: [`cd ${FOLDER} 2>/dev/null || exit 3`, 'bash locust-service.sh status'],
      timeoutSeconds: 60,
    })
    return exitCode === 0 ? 'running' : 'stopped'
  },
  answers: pageAnswers,
}

/** SSM does not set HOME everywhere. */
const FOLDER = '"${HOME:-/root}/serverless-load-lab"'

/** What its page offers; a swarm that the lab starts says its own. A rate of 0 is none. */
function optionsFor({ processes = 1, users, spawnRate, requestsPerSecond }: LoadSettings): string {
  return `${processes} --users ${users} --spawn-rate ${spawnRate} --requests-per-second ${requestsPerSecond ?? 0}`
}
